"""Rows that belong to rows of another registry: found in the register, or brought in."""

import pytest
from django.db import connection
from django.urls import reverse

from accounts import scope
from imports import services
from imports.background import look_for_duplicates
from imports.models import DuplicatePair, Row, State
from imports.outcome import Outcome
from licensing.models import Licence
from ngos.models import NGO, Document
from ngos.models.ngo import Type
from tests import cast
from tests.cast import make_ngo, signed_in
from tests.imports.factory import (
    LICENCE_TITLES,
    as_csv,
    checked,
    codes,
    licence_row,
    licences,
    problems,
    totals,
)

NAME = "انجمن یاری مهر"


@pytest.fixture
def register(everything):
    """The register as a job sees it."""


def checked_licences(*rows, **options):
    return checked(as_csv([LICENCE_TITLES, *rows]), kind="licences", **options)


def owner(number):
    return Licence.objects.get(number=number).ngo


def test_a_row_belongs_to_the_ngo_of_its_legal_id(register):
    known = make_ngo(NAME)
    run = licences(licence_row(name=NAME, legal_id=known.legal_id))
    assert totals(run) == {"read": 1, "created": 1}
    assert owner("1/1401") == known


def test_without_a_legal_id_it_belongs_to_the_ngo_of_its_folded_name_and_county(register):
    known = make_ngo("مؤسسهٔ یاری‌مهر", at="گیلان/رشت")
    make_ngo("مؤسسهٔ یاری‌مهر", at="گیلان/لاهیجان")
    run = licences(licence_row(name="موسسه ياري مهر", legal_id="", county="شهرستان رشت"))
    assert totals(run) == {"read": 1, "created": 1}
    assert owner("1/1401") == known


def test_an_ngo_without_a_legal_id_is_known_by_its_name_and_is_not_changed(register):
    known = make_ngo(NAME, legal_id=None)
    licences(licence_row(name=NAME))
    assert owner("1/1401") == known
    known.refresh_from_db()
    assert known.legal_id is None


def test_two_ngos_that_a_row_could_belong_to_are_not_chosen_between(register):
    make_ngo(NAME)
    make_ngo(NAME)
    run = licences(licence_row(name=NAME, legal_id=""))
    assert codes(run) == [(2, "ngo_name", "ambiguous")]
    assert totals(run) == {"read": 1, "rejected": 1}


def test_two_legal_ids_for_one_ngo_without_any_are_not_chosen_between(register):
    make_ngo(NAME, legal_id=None)
    run = licences(licence_row(1, name=NAME), licence_row(2, name=NAME))
    assert {code for _row, _field, code in codes(run)} == {"ambiguous"}


def test_another_name_than_the_register_s_is_warned_about_and_changes_nothing(register):
    known = make_ngo("انجمن ثبت‌شده")
    run = licences(licence_row(name="انجمن دیگر", legal_id=known.legal_id))
    assert codes(run) == [(2, "ngo_name", "differs_from_register")]
    assert totals(run) == {"read": 1, "created": 1, "warned": 1}
    known.refresh_from_db()
    assert known.name == "انجمن ثبت‌شده"


def test_an_ngo_that_the_register_lacks_is_brought_in_with_what_the_file_says(register):
    run = licences(licence_row(name="مؤسسه خيريه نور", county="شهرستان رشت"))
    assert totals(run) == {"read": 1, "created": 1, "brought": 1}
    ngo = owner("1/1401")
    assert (ngo.name, ngo.legal_id, ngo.county.name) == (
        "مؤسسه خیریه نور", cast.legal_id(600_001), "رشت",
    )  # fmt: skip
    assert (ngo.province.name, ngo.ngo_type, ngo.is_charity) == ("گیلان", Type.CHARITY, True)
    assert (ngo.field.name, ngo.field.is_active) == ("تعیین‌نشده", False)


def test_several_rows_bring_one_ngo_in_once(register):
    rows = [licence_row(1, number=f"{number}/1401", kind="موافقت") for number in range(1, 6)]
    rows.append(licence_row(1, number="9/1401", legal_id="", kind="موافقت"))
    assert totals(licences(*rows)) == {"read": 6, "created": 6, "brought": 1}
    assert NGO.objects.get().licences.count() == 6


def test_a_name_of_two_legal_ids_does_not_tell_which_ngo_is_meant(register):
    rows = [licence_row(1, name=NAME), licence_row(2, name=NAME), licence_row(3, name=NAME)]
    rows[2][1] = ""
    run = licences(*rows)
    assert codes(run) == [(4, "ngo_name", "ambiguous")]
    assert totals(run) == {"read": 3, "created": 2, "rejected": 1, "brought": 2}


def test_two_names_of_one_legal_id_are_warned_about(register):
    run = licences(licence_row(1), licence_row(1, name="انجمن دیگر", number="2", kind="موافقت"))
    assert codes(run) == [(3, "ngo_name", "differs")]
    assert totals(run) == {"read": 2, "created": 2, "warned": 1, "brought": 1}
    assert NGO.objects.get().name == "انجمن دارندهٔ 1"


def test_without_a_name_nothing_is_brought_in(register):
    run = licences(licence_row(name=""), licence_row(2, name="", legal_id=""))
    assert codes(run) == [(2, "ngo_name", "missing"), (3, "ngo_name", "missing")]
    assert not NGO.objects.exists()


def test_refused_rows_bring_nothing_in(register):
    run = licences(licence_row(number="ندارد"), licence_row(2, issued_on="1401/13/45"))
    assert totals(run) == {"read": 2, "rejected": 2}
    assert not NGO.objects.exists()


def test_an_ngo_of_another_province_is_refused_and_nothing_else_told(db):
    other = make_ngo("مؤسسهٔ پنهان", at="اصفهان/کاشان")
    expert = cast.make_user(cast.Role.PROVINCIAL_EXPERT, at="گیلان")
    with scope.enter(scope.of(expert)):
        run = licences(licence_row(legal_id=other.legal_id), licence_row(2), actor=expert)
        assert codes(run) == [(2, "ngo_legal_id", "registered_elsewhere")]
        (problem,) = problems(run)
        assert not any(word in problem["message"] for word in ("اصفهان", "کاشان", "پنهان"))
        assert totals(run) == {"read": 2, "created": 1, "rejected": 1, "brought": 1}
    with scope.system():
        assert not other.licences.exists()
        assert NGO.objects.filter(province__name="گیلان").count() == 1


def test_a_namesake_in_another_province_is_another_ngo(db):
    other = make_ngo(NAME, at="اصفهان/کاشان")
    expert = cast.make_user(cast.Role.PROVINCIAL_EXPERT, at="گیلان")
    with scope.enter(scope.of(expert)):
        run = licences(licence_row(name=NAME, legal_id="", county=""), actor=expert)
        assert totals(run) == {"read": 1, "created": 1, "brought": 1}
        assert owner("1/1401") != other


def test_a_licence_that_the_register_has_under_another_ngo_is_refused(register):
    licences(licence_row(1))
    other = make_ngo("انجمن دیگر")
    run = licences(licence_row(1, name="انجمن دیگر", legal_id=other.legal_id, county=""))
    assert codes(run) == [(2, "ngo_name", "other_parent")]
    assert owner("1/1401").legal_id == cast.legal_id(600_001)


def test_a_known_licence_whose_ngo_is_not_known_brings_none_in(register):
    licences(licence_row(1))
    run = licences(licence_row(1, name="انجمن ناشناس", legal_id=""))
    assert codes(run) == [(2, "ngo_name", "differs_from_register")]
    assert totals(run) == {"read": 1, "unchanged": 1, "warned": 1}
    assert NGO.objects.count() == 1


def test_an_ngo_that_was_registered_since_the_check_is_seen_before_anything_is_written(register):
    run = checked_licences(licence_row(1))
    make_ngo("انجمن دارندهٔ 1", legal_id=cast.legal_id(600_001))
    with pytest.raises(services.ImportRefused) as refused:
        services.apply_run(actor=None, run=run)
    assert refused.value.code == "changed_meanwhile"
    run.refresh_from_db()
    assert (run.state, run.brought) == (State.CHECKED, 0)
    services.apply_run(actor=None, run=run)
    assert (NGO.objects.count(), Licence.objects.count()) == (1, 1)


def test_a_namesake_that_was_registered_since_the_check_is_seen_too(register):
    run = checked_licences(licence_row(1, legal_id=""))
    make_ngo("انجمن دارندهٔ 1", at="گیلان/رشت")
    with pytest.raises(services.ImportRefused) as refused:
        services.apply_run(actor=None, run=run)
    assert refused.value.code == "changed_meanwhile"
    assert NGO.objects.count() == 1


def test_an_ngo_that_has_gone_since_the_check_is_seen_too(register):
    ngo = make_ngo("انجمن دارندهٔ 1", legal_id=cast.legal_id(600_001))
    run = checked_licences(licence_row(1))
    ngo.delete()
    with pytest.raises(services.ImportRefused):
        services.apply_run(actor=None, run=run)
    run.refresh_from_db()
    assert run.brought == 1


def test_nothing_is_brought_in_before_the_run_is_applied(register):
    run = checked_licences(licence_row(1))
    assert totals(run) == {"read": 1, "created": 1, "brought": 1}
    assert not NGO.objects.exists()


def test_likely_duplicates_of_what_was_brought_in_are_looked_for(register):
    make_ngo("انجمن دارندهٔ ۱")
    run = licences(licence_row(1))
    look_for_duplicates(run)
    assert DuplicatePair.objects.filter(kind="ngos").count() == 1


# -- undone ------------------------------------------------------------------------------------


def test_undoing_takes_back_what_was_brought_in(register):
    run = licences(licence_row(1), licence_row(2))
    run = services.undo_run(actor=None, run=run)
    assert (NGO.objects.count(), Licence.objects.count(), run.brought_kept) == (0, 0, 0)


def test_an_ngo_that_the_register_had_stays(register):
    known = make_ngo(NAME)
    run = licences(licence_row(name=NAME, legal_id=known.legal_id))
    services.undo_run(actor=None, run=run)
    assert NGO.objects.get() == known


def test_an_ngo_on_which_something_else_hangs_stays(register):
    run = licences(licence_row(1), licence_row(2))
    Document.objects.create(ngo=owner("1/1401"), type="charter", file="x.pdf", size=8)
    run = services.undo_run(actor=None, run=run)
    assert [ngo.name for ngo in NGO.objects.all()] == ["انجمن دارندهٔ 1"]
    assert (Licence.objects.count(), run.brought_kept) == (0, 1)


def test_an_ngo_that_was_changed_since_stays(committed):
    with scope.system():
        run = licences(licence_row(1), licence_row(2))
        NGO.objects.filter(name="انجمن دارندهٔ 2").update(member_count=7)
        run = services.undo_run(actor=None, run=run)
        assert [ngo.name for ngo in NGO.objects.all()] == ["انجمن دارندهٔ 2"]
        assert (Licence.objects.count(), run.brought_kept) == (0, 1)


def test_after_an_undoing_the_same_file_brings_the_same_in(register):
    services.undo_run(actor=None, run=licences(licence_row(1)))
    assert totals(licences(licence_row(1))) == {"read": 1, "created": 1, "brought": 1}


# -- shown -------------------------------------------------------------------------------------


def test_what_is_brought_in_has_a_tile_of_its_own(cast):
    expert = cast.gilan_expert
    with scope.enter(scope.of(expert)):
        run = licences(licence_row(1), licence_row(1, number="2", kind="موافقت"), actor=expert)
        outcome = Outcome(run, user=expert, tile="brought", page=None)
        (tile,) = [tile for tile in outcome.tiles if tile["name"] == "brought"]
        assert (str(tile["title"]), tile["count"]) == ("سمن تازه", 1)
        (row,) = outcome.rows
        assert (row.number, row.name) == (2, "انجمن دارندهٔ 1")
        assert row.link.endswith(f"/ngo/{owner('1/1401').pk}/")
        ngos = Outcome(run, user=expert, tile=None, page=None)
        assert ngos.tile == "created"


def test_the_page_says_before_and_after_what_is_brought_in(cast):
    expert = cast.gilan_expert
    with scope.enter(scope.of(expert)):
        run = checked_licences(licence_row(1), actor=expert)
    client = signed_in(expert)
    page = reverse("admin:imports_run_change", args=(run.pk,))
    assert "۱ سمن که در دفتر ثبت نیست همراه آن‌ها ثبت می‌شود" in client.get(page).content.decode()
    apply = reverse("admin:imports_run_apply", args=(run.pk,))
    answer = client.post(apply, {"checked_at": run.checked_at.isoformat()}, follow=True)
    assert "۱ سمن تازه همراه آن‌ها ثبت شد" in answer.content.decode()
    assert "سمن تازه" in client.get(f"{page}?rows=brought").content.decode()


def test_the_page_of_an_undone_run_says_what_stayed(cast):
    expert = cast.gilan_expert
    with scope.enter(scope.of(expert)):
        run = licences(licence_row(1), actor=expert)
        Document.objects.create(ngo=owner("1/1401"), type="charter", file="x.pdf", size=8)
        services.undo_run(actor=expert, run=run)
    page = reverse("admin:imports_run_change", args=(run.pk,))
    shown = signed_in(expert).get(page).content.decode()
    assert "۱ سمن که این ورود آورده بود ماند" in shown


def test_all_parents_are_looked_for_by_the_same_few_questions(register):
    def asked(rows):
        with connection.execute_wrapper(lambda ask, *rest: (count.append(1), ask(*rest))[1]):
            checked_licences(*rows)

    count = []
    asked([licence_row(number) for number in range(1, 6)])  # as many as a sample needs to tell
    few, count[:] = len(count), []
    asked([licence_row(number) for number in range(1, 120)])
    assert len(count) <= few
    assert Row.objects.filter(brings__isnull=False).count() == 124
