"""NGOs that may be the same: how they are found, and how two of them become one."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import Q
from django.urls import reverse

from accounts import scope
from accounts.models import User
from accounts.roles import Role
from accounts.row_security import is_history
from imports.duplicates import finding
from imports.duplicates.deciding import PairRefused, merge_pair, reopen, tell_apart
from imports.duplicates.finding import find_among, find_duplicates, find_in_province
from imports.duplicates.merging import links_of
from imports.models import DuplicatePair, Row
from ngos.duplicates import RULES, look_for_duplicates
from ngos.models import NGO, Branch, Document, Field, Term
from ngos.services.delete_ngo import delete_ngo, restore_ngo
from ngos.services.merge_ngos import merge_ngos
from ngos.services.save_ngo import save_ngo
from persian.numbers import persian_digits
from screens.history import Track, timeline
from tests.cast import county, make_ngo, make_person, make_user, province, signed_in
from tests.imports.factory import checked, imported, ngo_file, ngo_row

LIST = reverse("admin:imports_duplicatepair_changelist")
WAIT = 60  # seconds


def found(*, at: str = "گیلان") -> set[frozenset[str]]:
    """The names of the pairs that wait in a province, after all of it was looked through."""
    with scope.system():
        find_in_province(RULES, province(at).pk)
        return waiting()


def waiting() -> set[frozenset[str]]:
    with scope.system():
        pairs = [pair.rows().values() for pair in DuplicatePair.objects.open()]
        return {frozenset(row.name for row in rows) for rows in pairs}


def pair_of(one: NGO, other: NGO) -> DuplicatePair:
    first, second = sorted((one.pk, other.pk))
    return DuplicatePair.objects.get(kind="ngos", first_id=first, second_id=second)


def fresh(ngo: NGO) -> NGO:
    return NGO.objects.get(pk=ngo.pk)


@pytest.fixture
def twins(cast) -> tuple[NGO, NGO]:
    """The same NGO registered twice in Rasht, in other words, and the pair in the queue."""
    one = make_ngo("انجمن یاوران سپیده", member_count=40, phone="01333000000")
    other = make_ngo(
        "مؤسسه یاوران سپیده", legal_id=None, member_count=45, address="رشت، بلوار گیلان"
    )
    with scope.system():
        look_for_duplicates(other)
    return one, other


# -- finding -------------------------------------------------------------------------------------


def test_the_same_name_in_a_county_is_doubtful_where_legal_ids_differ_or_one_lacks(db):
    make_ngo("انجمن همدلان شمال", at="گیلان/رشت")
    make_ngo("انجمن همدلان شمال", at="گیلان/رشت", legal_id=None)
    make_ngo("انجمن  هم‌دلان شمال", at="گیلان/رشت")
    make_ngo("انجمن همدلان شمال", at="گیلان/لاهیجان")
    found()
    with scope.system():
        pairs = list(DuplicatePair.objects.open())
    assert len(pairs) == 3
    assert {tuple(pair.reasons) for pair in pairs} == {("same_name", "same_place")}
    assert sum(pair.score > 0.7 for pair in pairs) == 2  # two legal IDs speak against it


def test_the_same_name_is_doubtful_in_another_county_only_where_one_is_unknown(db):
    make_ngo("کانون رهروان", at="گیلان/رشت")
    make_ngo("کانون رهروان", at="گیلان/لاهیجان")
    assert found() == set()
    make_ngo("کانون رهروان", at="گیلان")
    with scope.system():
        find_in_province(RULES, province("گیلان").pk)
        assert [pair.reasons for pair in DuplicatePair.objects.open()] == [
            ["same_name", "no_place"],
            ["same_name", "no_place"],
        ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("انجمن یاوران سپیده", "مؤسسه خیریه یاوران سپیده"),
        ("خیریهٔ مهربانان گیل‌بانو", "مهربانان گیل بانو"),
        ("انجمن حمایت از کودکان کار", "انجمن حمایت کودکان کار"),
        ("کانون اندیشه‌ورزان جوان", "کانون اندیشه‌ورزان جوانان"),
        ("جمعیت دوستداران طبیعت", "جمعیت دوسنداران طبیعت"),
        ("جمعیت دوستداران طبیعت", "سازمان مردم‌نهاد روستداران طبیعت"),
    ],
)
def test_names_alike_in_a_county_are_doubtful(db, one, other):
    make_ngo(one)
    make_ngo(other)
    assert found() == {frozenset((one, other))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("انجمن حمایت از بیماران کلیوی", "انجمن حمایت از کودکان سرطانی"),
        ("خانه مهر", "خانه امید"),
        ("انجمن", "مؤسسه"),
    ],
)
def test_names_that_share_only_their_type_or_beginning_are_not_doubtful(db, one, other):
    make_ngo(one)
    make_ngo(other)
    assert found() == set()


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("mobile", "09700000001", "09700000001"),
        ("registration_no", "4521", "4521"),
        ("licence_no", "1401/125", "1401/125"),
        ("ceo_name", "مریم کاظمی‌پور", "مریم کاظمی پور"),
    ],
)
def test_names_alike_in_two_counties_are_doubtful_where_something_else_is_the_same(
    db, field, one, other
):
    make_ngo("انجمن یاری مهر", at="گیلان/رشت", **{field: one})
    make_ngo("انجمن یاری مهر گیلان", at="گیلان/لاهیجان", **{field: other})
    make_ngo("انجمن یاری مهرورزان", at="گیلان/فومن")
    make_ngo("بنیاد نیکان", at="گیلان/رشت", **{field: one})
    assert found() == {frozenset(("انجمن یاری مهر", "انجمن یاری مهر گیلان"))}
    with scope.system():
        assert field in DuplicatePair.objects.get().reasons


def test_two_provinces_never_meet(db):
    make_ngo("انجمن یاری مهر", at="گیلان/رشت", mobile="09700000001")
    make_ngo("انجمن یاری مهر", at="اصفهان/کاشان", mobile="09700000001")
    with scope.system():
        call_command("find_duplicates")
        assert not DuplicatePair.objects.exists()


def test_what_very_many_share_makes_no_pairs_and_nobody_gets_more_than_a_few(db, monkeypatch):
    monkeypatch.setattr(finding, "MOST_SHARING", 6)
    monkeypatch.setattr(finding, "MOST_PAIRS", 2)
    for number in range(5):
        make_ngo("انجمن همدلان", at="گیلان/رشت", notes=str(number))
    assert len(found()) == 1
    with scope.system():
        assert DuplicatePair.objects.count() <= 5 * 2
        for number in range(3):
            make_ngo("انجمن همدلان", at="گیلان/رشت", notes=str(number))
        find_in_province(RULES, province("گیلان").pk)
        assert not DuplicatePair.objects.exists()


def test_an_import_that_was_applied_is_looked_through(db):
    make_ngo("انجمن یاوران سپیده")
    make_ngo("انجمن همدلان شمال")
    make_ngo("خانهٔ همدلان شمال")  # both were there before
    content = ngo_file(
        ngo_row(1, name="موسسه یاوران سپیده"),
        ngo_row(2, name="انجمن نسیم دریا"),
        ngo_row(3, name="انجمن نسیم دریاها"),
    )
    with scope.system():
        run = imported(content)
        DuplicatePair.objects.all().delete()
        assert find_duplicates(run) == 2
        assert find_duplicates(run) == 0
    assert waiting() == {
        frozenset(("انجمن یاوران سپیده", "موسسه یاوران سپیده")),
        frozenset(("انجمن نسیم دریا", "انجمن نسیم دریاها")),
    }


def test_a_county_s_expert_who_registers_an_ngo_fills_the_province_s_queue(cast):
    make_ngo("انجمن یاوران سپیده", at="گیلان")
    ngo = NGO(
        name="انجمن یاوران سپیده",
        province=cast.rasht_ngo.province,
        county=cast.rasht_ngo.county,
        field=cast.rasht_ngo.field,
    )
    with scope.enter(scope.of(cast.rasht_expert)):
        save_ngo(actor=cast.rasht_expert, ngo=ngo)
    assert waiting() == {frozenset(["انجمن یاوران سپیده"])}


def test_a_new_name_brings_an_ngo_into_the_queue_and_out_of_it(cast):
    make_ngo("انجمن یاوران سپیده")
    actor = cast.gilan_expert
    with scope.enter(scope.of(actor)):
        ngo = fresh(cast.rasht_ngo)
        ngo.name = "انجمن یاوران سپیدهٔ رشت"
        save_ngo(actor=actor, ngo=ngo)
        assert waiting() == {frozenset(("انجمن یاوران سپیده", "انجمن یاوران سپیدهٔ رشت"))}
        ngo = fresh(cast.rasht_ngo)
        ngo.name = "بنیاد کوهستان"
        save_ngo(actor=actor, ngo=ngo)
    assert waiting() == set()


def test_what_was_told_apart_is_not_found_again_unless_that_is_taken_back(cast, twins):
    with scope.enter(scope.of(cast.gilan_expert)):
        pair = DuplicatePair.objects.get()
        tell_apart(actor=cast.gilan_expert, pair=pair)
        with pytest.raises(PairRefused):
            tell_apart(actor=cast.gilan_expert, pair=pair)
        with pytest.raises(PairRefused):
            merge_pair(actor=cast.gilan_expert, pair=pair, keep=pair.first_id, values={})
    assert found() == set()
    with scope.enter(scope.of(cast.gilan_expert)):
        reopen(actor=cast.gilan_expert, pair=pair)
    assert len(waiting()) == 1


def test_a_pair_is_gone_while_one_of_its_rows_is(cast, twins):
    actor = cast.gilan_director
    with scope.enter(scope.of(actor)):
        delete_ngo(actor=actor, ngo=twins[0])
        assert not DuplicatePair.objects.open().exists()
        restore_ngo(actor=actor, pk=twins[0].pk)
        assert DuplicatePair.objects.open().exists()


# -- merging -------------------------------------------------------------------------------------


def test_merging_keeps_what_only_one_has_and_what_was_chosen(cast, twins):
    one, other = twins
    actor = cast.gilan_expert
    with scope.enter(scope.of(actor)):
        merged = merge_ngos(
            actor=actor, keep=fresh(other), drop=fresh(one), values={"member_count": one.pk}
        )
        assert not NGO.objects.filter(pk=one.pk).exists()
    assert (merged.pk, merged.name) == (other.pk, "مؤسسه یاوران سپیده")
    assert (merged.legal_id, merged.phone) == (one.legal_id, "01333000000")
    assert (merged.address, merged.member_count) == ("رشت، بلوار گیلان", 40)
    assert merged.former_names == "انجمن یاوران سپیده"
    with scope.system():
        pair = pair_of(one, other)
        assert (pair.state, pair.decider_name) == ("merged", actor.get_full_name())


def test_the_name_given_up_is_found_by_and_notes_of_both_stay(cast, twins):
    one, other = twins
    with scope.system():
        NGO.objects.filter(pk=one.pk).update(former_names="انجمن سپیده", notes="یکم")
        NGO.objects.filter(pk=other.pk).update(former_names="انجمن  سپیده", notes="دوم")
        merged = merge_ngos(
            actor=cast.national_expert,
            keep=fresh(one),
            drop=fresh(other),
            values={"name": other.pk},
        )
    assert merged.name == "مؤسسه یاوران سپیده"
    assert sorted(merged.former_names.splitlines()) == ["انجمن سپیده", "انجمن یاوران سپیده"]
    assert merged.notes == "یکم\n\nدوم"


def test_dates_of_a_licence_are_taken_with_its_number(cast, twins):
    one, other = twins
    with scope.system():
        NGO.objects.filter(pk=one.pk).update(licence_no="1", licence_expires_on="2020-01-01")
        NGO.objects.filter(pk=other.pk).update(licence_no="2", licence_issued_on="2021-01-01")
        merged = merge_ngos(
            actor=cast.national_expert,
            keep=fresh(one),
            drop=fresh(other),
            values={"licence_no": other.pk},
        )
    assert (merged.licence_no, merged.licence_expires_on) == ("2", None)
    assert str(merged.licence_issued_on) == "2021-01-01"


def test_whatever_hangs_on_the_dropped_one_is_moved(cast, twins):
    one, other = twins
    person = make_person()
    with scope.system():
        fields = list(Field.objects.exclude(pk=one.field_id)[:2])
        one.other_fields.set(fields[:1])
        other.other_fields.set(fields)
        Term.objects.create(ngo=other, person=person, post="ceo", start_on="2023-01-01")
        Branch.objects.create(ngo=other, county=county("لاهیجان"))
        Document.objects.create(ngo=other, type="charter", number="12")
    officer = make_user(Role.NGO_OFFICER, ngo=other)
    actor = cast.gilan_expert
    with scope.enter(scope.of(actor)):
        merged = merge_ngos(actor=actor, keep=fresh(one), drop=fresh(other))
        assert merged.terms.get().person == person
        assert merged.ceo_name == str(person)
        assert merged.branches.get().county == county("لاهیجان")
        assert merged.documents.get().number == "12"
        assert set(merged.other_fields.all()) == set(fields)
        assert User.objects.get(pk=officer.pk).ngo_id == one.pk


def test_every_table_that_points_to_ngos_is_moved(cast):
    """Of a table made later, the rows would vanish with the NGO that goes."""
    pointing = {
        (model, field.attname)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model is NGO and not is_history(model)
    }
    moved = {(link.model, link.column) for link in links_of(RULES)}
    assert moved == {*pointing, (User, "ngo_id")}


def test_the_same_term_twice_is_kept_once(cast, twins):
    one, other = twins
    person = make_person()
    with scope.system():
        for ngo in twins:
            Term.objects.create(ngo=ngo, person=person, post="ceo", start_on="2023-01-01")
        merged = merge_ngos(actor=cast.national_expert, keep=fresh(one), drop=fresh(other))
        assert merged.terms.count() == 1


def test_terms_that_cannot_stand_side_by_side_refuse_the_merging_and_nothing_changes(cast, twins):
    one, other = twins
    with scope.system():
        for ngo in twins:
            Term.objects.create(ngo=ngo, person=make_person(), post="ceo", start_on="2023-01-01")
            Document.objects.create(ngo=ngo, type="charter", number=str(ngo.pk))
        both = NGO.objects.filter(pk__in=[one.pk, other.pk]).order_by("pk").values()
        before = list(both)
        with pytest.raises(PairRefused) as refused:
            merge_ngos(actor=cast.national_expert, keep=fresh(one), drop=fresh(other))
        assert refused.value.code == "in_the_way"
        assert "مدیرعامل" in str(refused.value)
        assert list(both.all()) == before
        assert other.documents.count() == 1
        assert pair_of(one, other).state == "open"


def test_values_that_do_not_go_together_refuse_the_merging(cast, twins):
    one, other = twins
    with scope.system():
        NGO.objects.filter(pk=one.pk).update(licence_expires_on="2020-01-01")
        NGO.objects.filter(pk=other.pk).update(licence_issued_on="2021-01-01")
        with pytest.raises(PairRefused) as refused:
            merge_ngos(actor=cast.national_expert, keep=fresh(one), drop=fresh(other))
        assert refused.value.code == "against_a_rule"
        assert NGO.objects.filter(pk=other.pk).exists()


def test_the_history_of_both_tells_of_the_merging(cast, twins):
    one, other = twins
    actor = cast.gilan_expert
    with scope.enter(scope.of(actor)):
        merge_ngos(actor=actor, keep=fresh(one), drop=fresh(other))
        for ngo, kind in ((one, "update"), (other, "delete")):
            entry = timeline([Track(NGO, Q(pgh_obj_id=ngo.pk))]).object_list[0]
            assert entry.kind == kind
            assert entry.source == "یکی‌کردن «مؤسسه یاوران سپیده» با «انجمن یاوران سپیده»"


def test_the_dropped_one_can_be_brought_back(cast, twins):
    one, other = twins
    actor = cast.gilan_director
    with scope.enter(scope.of(actor)):
        merge_ngos(actor=actor, keep=fresh(one), drop=fresh(other))
        assert restore_ngo(actor=actor, pk=other.pk).ngo.name == other.name
    assert len(found()) == 1  # and is doubtful again


def test_rows_of_imports_still_name_what_they_made(cast, twins):
    one = twins[0]
    with scope.system():
        run = imported(ngo_file(ngo_row(1, name="خانهٔ یاوران سپیده")))
        made = NGO.objects.get(name="خانهٔ یاوران سپیده")
        merge_ngos(actor=cast.national_expert, keep=fresh(one), drop=made)
        assert Row.objects.get(run=run).object_id not in NGO.objects.values_list("pk", flat=True)


def test_what_was_told_apart_from_the_dropped_one_is_different_from_the_kept_one(cast, twins):
    one, other = twins
    third = make_ngo("خانهٔ یاوران سپیده")
    with scope.system():
        look_for_duplicates(third)
        tell_apart(actor=cast.national_expert, pair=pair_of(other, third))
        merge_ngos(actor=cast.national_expert, keep=fresh(one), drop=fresh(other))
        assert pair_of(one, third).state == "different"
        assert not DuplicatePair.objects.open().exists()


def test_an_edit_since_the_page_was_opened_is_seen_before_it_is_lost(cast, twins):
    one, other = twins
    with scope.system():
        seen = fresh(one), fresh(other)
        changed = fresh(one)
        changed.phone = "01333999999"
        changed.save()
        with pytest.raises(PairRefused) as refused:
            merge_ngos(actor=cast.national_expert, keep=seen[0], drop=seen[1])
        assert refused.value.code == "changed_meanwhile"


def test_a_third_ngo_in_the_way_is_told_of(cast, twins):
    """The kept one takes a name that another NGO without legal ID has in the county."""
    one, other = twins
    with scope.system():
        NGO.objects.filter(pk=one.pk).update(legal_id=None, county=county("لاهیجان"))
        make_ngo("مؤسسه یاوران سپیده", at="گیلان/لاهیجان", legal_id=None)
        with pytest.raises(PairRefused) as refused:
            merge_ngos(
                actor=cast.national_expert,
                keep=fresh(one),
                drop=fresh(other),
                values={"name": other.pk},
            )
        assert refused.value.code == "against_a_rule"


# -- who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["rasht_expert", "rasht_case_worker", "gilan_auditor"])
def test_others_may_not_merge(cast, twins, person):
    one, other = twins
    actor = getattr(cast, person)
    with scope.enter(scope.of(actor)), pytest.raises(PermissionDenied):
        merge_ngos(actor=actor, keep=fresh(one), drop=fresh(other))


def test_another_province_is_out_of_reach_of_the_service_too(cast, twins):
    actor = cast.isfahan_expert
    with scope.system():
        one, other = map(fresh, twins)
        pair = DuplicatePair.objects.get()
    with scope.enter(scope.of(actor)):
        assert not DuplicatePair.objects.exists()
        for ask in (
            lambda: merge_ngos(actor=actor, keep=one, drop=other),
            lambda: merge_ngos(actor=actor, keep=cast.isfahan_ngo, drop=other),
            lambda: merge_pair(actor=actor, pair=pair, keep=one.pk, values={}),
        ):
            with pytest.raises(PairRefused):
                ask()
        with pytest.raises(DuplicatePair.DoesNotExist):
            tell_apart(actor=actor, pair=pair)
    with scope.system():
        assert NGO.objects.filter(pk__in=[one.pk, other.pk]).count() == 2
        assert DuplicatePair.objects.open().exists()


def test_ngos_of_two_provinces_are_not_merged_even_by_the_nation(cast):
    with scope.enter(scope.of(cast.national_expert)), pytest.raises(PairRefused) as refused:
        merge_ngos(
            actor=cast.national_expert, keep=fresh(cast.rasht_ngo), drop=fresh(cast.isfahan_ngo)
        )
    assert refused.value.code == "other_province"


def test_the_queue_of_another_province_is_hidden_by_the_database(cast, twins):
    for person, count in (("gilan_expert", 1), ("isfahan_expert", 0), ("national_expert", 1)):
        with scope.enter(scope.of(getattr(cast, person))):
            assert DuplicatePair.objects.count() == count


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_at_once_one_succeeds_and_the_other_is_told():
    one = make_ngo("انجمن یاوران سپیده")
    other = make_ngo("مؤسسه یاوران سپیده", legal_id=None)
    actor = make_user(Role.PROVINCIAL_EXPERT, at="گیلان")
    with scope.system():
        look_for_duplicates(other)
        pair = DuplicatePair.objects.get()
    start = threading.Barrier(2)

    def merge(keep: int) -> Any:
        try:
            with scope.enter(scope.of(actor)):
                start.wait(WAIT)
                return merge_pair(actor=actor, pair=pair, keep=keep, values={})
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        ended = [pool.submit(merge, key) for key in (one.pk, other.pk)]
        errors = [each.exception(WAIT) for each in ended]
    assert sum(error is None for error in errors) == 1
    assert {error.code for error in errors if isinstance(error, PairRefused)} == {"gone"}
    with scope.system():
        assert NGO.objects.count() == 1


# -- screens -------------------------------------------------------------------------------------


def page_of(pair: DuplicatePair, step: str = "change") -> str:
    return reverse(f"admin:imports_duplicatepair_{step}", args=[pair.pk])


@pytest.fixture
def pair(twins) -> DuplicatePair:
    with scope.system():
        return DuplicatePair.objects.get()


def test_the_list_tells_both_names_how_likely_and_why(cast, pair):
    page = signed_in(cast.gilan_expert).get(LIST).content.decode()
    for text in ("انجمن یاوران سپیده", "مؤسسه یاوران سپیده", "رشت", "محتمل", "نام‌های نزدیک"):
        assert text in page
    assert '<span class="nav-badge">۱</span>' in page
    assert "انجمن یاوران سپیده" not in signed_in(cast.isfahan_expert).get(LIST).content.decode()


def test_the_list_is_searched_by_either_name(cast, pair):
    client = signed_in(cast.gilan_expert)
    assert len(client.get(LIST, {"q": "موسسه یاوران"}).context["cl"].result_list) == 1
    assert len(client.get(LIST, {"q": "کوهستان"}).context["cl"].result_list) == 0


def test_the_list_costs_the_same_for_one_pair_and_for_many(
    cast, pair, django_assert_max_num_queries
):
    client = signed_in(cast.gilan_expert)
    client.get(LIST)
    with scope.system():
        for number in range(4):
            look_for_duplicates(make_ngo("خانهٔ یاوران سپیده", notes=str(number)))
    with django_assert_max_num_queries(22):
        assert len(client.get(LIST).context["cl"].result_list) > 5


def test_the_ngo_s_page_warns_those_who_may_look(cast, twins, pair):
    address = reverse("admin:ngos_ngo_detail", args=[twins[0].pk])
    page = signed_in(cast.gilan_expert).get(address).content.decode()
    assert "شاید همان «مؤسسه یاوران سپیده» باشد" in page
    assert page_of(pair) in page
    assert "شاید همان" not in signed_in(cast.rasht_expert).get(address).content.decode()


def form_of(client: Any, pair: DuplicatePair, **chosen: Any) -> dict[str, Any]:
    """The page's form as it stands, with what a person chose."""
    versions = client.get(page_of(pair)).context["versions"]
    return {"versions": versions, "keep": pair.first_id, **chosen}


def test_merging_is_confirmed_on_a_page_that_says_what_it_does(cast, twins, pair):
    one, other = twins
    client = signed_in(cast.gilan_expert)
    with scope.system():
        Document.objects.create(ngo=other, type="charter", number="12")
    page = client.get(page_of(pair)).content.decode()
    assert 'name="member_count"' in page
    assert 'name="address"' not in page  # only one has it: nothing to choose
    sent = form_of(client, pair, member_count=other.pk)
    asked = client.post(page_of(pair, "merge"), sent)
    assert asked.status_code == 200
    told = asked.content.decode()
    assert "۴۵" in told
    assert "رشت، بلوار گیلان" in told
    assert "اسناد: ۱" in told
    with scope.system():
        assert NGO.objects.filter(pk=other.pk).exists()
    done = client.post(page_of(pair, "merge"), sent | {"confirmed": "1"}, follow=True)
    assert done.request["PATH_INFO"] == reverse("admin:ngos_ngo_detail", args=[one.pk])
    with scope.system():
        assert fresh(one).member_count == 45
        assert not NGO.objects.filter(pk=other.pk).exists()
    assert client.get(page_of(pair)).status_code == 404


def test_whoever_comes_second_is_told(cast, twins, pair):
    client = signed_in(cast.gilan_expert)
    sent = form_of(client, pair, confirmed="1")
    with scope.system():
        NGO.objects.filter(pk=twins[0].pk).update(phone="1")
        fresh(twins[0]).save()
    told = client.post(page_of(pair, "merge"), sent, follow=True).content.decode()
    assert "در این میان کسی یکی از این دو را تغییر داده است" in told
    with scope.system():
        assert NGO.objects.filter(pk=twins[1].pk).exists()


def test_a_merging_that_is_refused_leads_back_with_the_reason(cast, twins, pair):
    with scope.system():
        for ngo in twins:
            Term.objects.create(ngo=ngo, person=make_person(), post="ceo", start_on="2023-01-01")
    client = signed_in(cast.gilan_expert)
    sent = form_of(client, pair, confirmed="1")
    answer = client.post(page_of(pair, "merge"), sent, follow=True)
    assert answer.request["PATH_INFO"] == page_of(pair)
    assert "مانع است" in answer.content.decode()


def test_telling_apart_takes_the_pair_off_the_list_and_can_be_taken_back(cast, pair):
    client = signed_in(cast.gilan_expert)
    client.post(page_of(pair, "different"))
    assert len(client.get(LIST).context["cl"].result_list) == 0
    apart = client.get(LIST, {"state": "different"})
    assert persian_digits(cast.gilan_expert.get_full_name()) in apart.content.decode()
    assert 'name="keep"' not in client.get(page_of(pair)).content.decode()
    client.post(page_of(pair, "reopen"))
    assert len(client.get(LIST).context["cl"].result_list) == 1


def test_an_auditor_looks_and_does_not_touch(cast, twins, pair):
    with scope.system():
        NGO.objects.filter(pk=twins[0].pk).update(mobile="09701234567")
    client = signed_in(cast.gilan_auditor)
    page = client.get(page_of(pair)).content.decode()
    assert 'name="keep"' not in page
    assert "09701234567" not in page
    assert "۰۹۷۰۱۲۳۴۵۶۷" not in page
    for step in ("merge", "different", "reopen"):
        assert client.post(page_of(pair, step)).status_code == 403


def test_the_pair_of_another_province_is_absent(cast, pair):
    client = signed_in(cast.isfahan_expert)
    assert client.get(page_of(pair)).status_code == 404
    for step in ("merge", "different", "reopen"):
        assert client.post(page_of(pair, step)).status_code == 404


def test_the_command_tells_of_a_province_and_refuses_an_unknown_one(db, capsys):
    make_ngo("انجمن یاوران سپیده")
    make_ngo("مؤسسه یاوران سپیده")
    call_command("find_duplicates", "ngos", "--province", "گيلان")
    assert "1 open" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("find_duplicates", "--province", "ناکجا")


def test_nothing_is_looked_for_where_nothing_was_made(db):
    with scope.system():
        assert find_among(RULES, province("گیلان").pk, []) == 0


def test_an_import_by_screen_fills_the_queue(db):
    make_ngo("انجمن همیاران سبز گیلان", at="گیلان/رشت", mobile="09700000123")
    expert = make_user(Role.PROVINCIAL_EXPERT, at="گیلان")
    row = ngo_row(1, name="انجمن همیاران سبز گیلانی", mobile="09700000123")
    with scope.enter(scope.of(expert)):
        run = checked(ngo_file(row), actor=expert)
    answer = signed_in(expert).post(
        reverse("admin:imports_run_apply", args=(run.pk,)),
        {"checked_at": run.checked_at.isoformat()},
    )
    assert answer.status_code == 302
    with scope.system():
        assert DuplicatePair.objects.count() == 1
