"""Which registered NGO a row speaks of, and what it changes there."""

import openpyxl
import pytest
from django.test import TestCase

from accounts import scope
from accounts.services.set_policy import set_policy
from imports import services
from imports.models import Row, Run
from imports.registry import registry_of
from imports.templates_file import empty_workbook
from ngos.models import NGO
from ngos.policies.registers import FIELD_MAY_BE_UNKNOWN
from ngos.registries.ngos import NGORegistry
from tests import cast
from tests.imports.factory import (
    as_workbook,
    checked,
    codes,
    imported,
    ngo_file,
    ngo_row,
    problems,
    table,
    totals,
)

pytestmark = pytest.mark.usefixtures("everything")
NAME = "انجمن یاری مهر"


def bare(name=NAME, **cells):
    """A row without a legal ID."""
    return ngo_row(**{"name": name, "legal_id": "", **cells})


def events():
    return NGO._meta.get_field("events").related_model.objects.count()


def test_a_number_of_another_province_is_refused_and_nothing_else_told():
    other = cast.make_ngo("مؤسسهٔ پنهان", at="اصفهان/کاشان")
    expert = cast.make_user(cast.Role.PROVINCIAL_EXPERT, at="گیلان")
    with scope.enter(scope.of(expert)):
        run = imported(ngo_file(ngo_row(legal_id=other.legal_id), ngo_row(2)), actor=expert)
        assert codes(run) == [(2, "legal_id", "registered_elsewhere")]
        (problem,) = problems(run)
        assert not any(word in problem["message"] for word in ("اصفهان", "کاشان", "پنهان"))
        assert totals(run) == {"read": 2, "created": 1, "rejected": 1}


def test_of_two_rows_alike_one_is_taken():
    run = imported(ngo_file(ngo_row(), ngo_row(), ngo_row(member_count=4)))
    assert totals(run) == {"read": 3, "created": 1, "repeated": 2, "warned": 1}
    assert codes(run) == [(4, None, "differs")]


def test_of_two_rows_alike_the_one_with_a_number_is_taken():
    run = imported(ngo_file(bare(), ngo_row(name=NAME), ngo_row(2, name=NAME)))
    assert totals(run) == {"read": 3, "created": 2, "repeated": 1, "warned": 1}
    assert NGO.objects.filter(legal_id=None).count() == 0


def test_a_row_without_a_number_is_known_by_its_folded_name_and_county():
    known = cast.make_ngo("مؤسسهٔ یاری‌مهر", at="گیلان/رشت")
    run = imported(ngo_file(bare("موسسه ياري مهر", county="شهرستان رشت", member_count=7)))
    assert totals(run) == {"read": 1, "updated": 1}
    known.refresh_from_db()
    assert (known.member_count, known.name) == (7, "موسسه یاری مهر")


def test_the_same_name_in_another_county_is_another_ngo():
    cast.make_ngo(NAME, at="گیلان/رشت")
    assert totals(imported(ngo_file(bare(county="لاهیجان")))) == {"read": 1, "created": 1}


def test_a_registered_ngo_without_a_number_gets_it_from_the_file():
    known = cast.make_ngo(NAME, legal_id=None)
    row = ngo_row(name=NAME)
    assert totals(imported(ngo_file(row))) == {"read": 1, "updated": 1}
    known.refresh_from_db()
    assert known.legal_id == row["legal_id"]


def test_two_numbers_for_one_registered_ngo_are_not_chosen_between():
    known = cast.make_ngo(NAME, legal_id=None)
    run = imported(ngo_file(ngo_row(1, name=NAME), ngo_row(2, name=NAME)))
    assert {code for _row, _field, code in codes(run)} == {"ambiguous"}
    assert totals(run) == {"read": 2, "rejected": 2}
    known.refresh_from_db()
    assert known.legal_id is None


def test_without_a_column_of_counties_an_ngo_of_two_counties_is_not_guessed():
    cast.make_ngo(NAME, at="گیلان/رشت")
    cast.make_ngo(NAME, at="گیلان/لاهیجان", legal_id=None)
    row = {name: cell for name, cell in bare().items() if name != "county"}
    run = imported(ngo_file(row))
    assert codes(run) == [(2, None, "ambiguous")]
    assert "شناسه" in problems(run)[0]["message"]
    assert totals(run) == {"read": 1, "rejected": 1}


def test_without_a_column_of_counties_the_only_ngo_of_a_name_is_known():
    known = cast.make_ngo(NAME, at="گیلان/لاهیجان")
    row = {name: cell for name, cell in bare().items() if name != "county"}
    assert totals(imported(ngo_file(row))) == {"read": 1, "unchanged": 1}
    known.refresh_from_db()
    assert known.county.name == "لاهیجان"


def test_beside_one_with_a_number_the_one_without_is_known():
    cast.make_ngo(NAME)
    cast.make_ngo(NAME, legal_id=None)
    assert totals(imported(ngo_file(bare()))) == {"read": 1, "unchanged": 1}


def test_two_ngos_of_a_name_that_have_numbers_are_not_guessed():
    cast.make_ngo(NAME)
    cast.make_ngo(NAME)
    assert codes(imported(ngo_file(bare()))) == [(2, None, "ambiguous")]


def test_two_rows_do_not_change_one_ngo():
    known = cast.make_ngo(NAME, member_count=1)
    renamed = ngo_row(name="نام تازه", legal_id=known.legal_id, member_count=2)
    run = imported(ngo_file(renamed, bare(member_count=3)))
    assert totals(run) == {"read": 2, "updated": 1, "rejected": 1}
    known.refresh_from_db()
    assert (known.name, known.member_count) == ("نام تازه", 2)


def test_an_empty_cell_erases_nothing():
    known = cast.make_ngo(
        NAME, ngo_type="foundation", status="suspended", notes="یادداشت", mobile="09700000001",
        member_count=9, founded_on="2010-01-01", email="a@example.com", licence_no="1/2",
    )  # fmt: skip
    before = NGO.objects.values().get()
    empty = dict.fromkeys(("ngo_type", "status", "notes", "mobile", "member_count"), "")
    more = {"founded_on": "ندارد", "email": "-", "licence_no": " ", "county": ""}
    row = ngo_row(name=NAME, legal_id=known.legal_id, **{**empty, **more})
    assert totals(imported(ngo_file(row))) == {"read": 1, "unchanged": 1}
    assert NGO.objects.values().get() == before


def test_a_cell_that_is_left_out_with_a_warning_erases_nothing():
    known = cast.make_ngo(NAME, ngo_type="foundation", mobile="09700000001")
    row = ngo_row(name=NAME, legal_id=known.legal_id, ngo_type="عجیب", mobile="1")
    assert totals(imported(ngo_file(row))) == {"read": 1, "unchanged": 1, "warned": 1}
    known.refresh_from_db()
    assert (known.ngo_type, known.mobile) == ("foundation", "09700000001")


def test_the_type_of_a_new_ngo_follows_from_its_name_where_the_file_has_no_types():
    imported(ngo_file(ngo_row(name="بنیاد نمونه")))
    assert NGO.objects.get().ngo_type == "foundation"


def test_a_repeated_import_leaves_no_trace_in_the_history():
    content = ngo_file(*(ngo_row(number, member_count=number) for number in range(1, 20)))
    imported(content)
    before, told = list(NGO.objects.order_by("pk").values()), events()
    assert totals(imported(content)) == {"read": 19, "unchanged": 19}
    assert (list(NGO.objects.order_by("pk").values()), events()) == (before, told)


def test_a_change_is_shown_before_and_after_and_told_by_the_history():
    expert = cast.make_user(cast.Role.PROVINCIAL_EXPERT, at="گیلان")
    known = cast.make_ngo(NAME, member_count=5)
    row = ngo_row(name=NAME, legal_id=known.legal_id, member_count=8)
    with scope.enter(scope.of(expert)):
        run = imported(ngo_file(row), actor=expert)
        staged = Row.objects.get(run=run)
        assert staged.before == {"member_count": 5}
        assert staged.values["member_count"] == 8
        event = known.events.order_by("pgh_id").last()
        assert (event.pgh_label, event.member_count) == ("update", 8)
        assert event.pgh_context["run"] == run.pk
        assert event.pgh_context["user"] == expert.pk
        assert event.pgh_context["name"] == expert.get_full_name()


def test_an_ngo_deleted_after_the_check_is_registered_anew_once_looked_at():
    known = cast.make_ngo(NAME)
    run = checked(ngo_file(ngo_row(name=NAME, legal_id=known.legal_id, member_count=3)))
    assert run.updated == 1
    known.delete()
    with pytest.raises(services.ImportRefused) as refused:
        services.apply_run(actor=None, run=run)
    assert refused.value.code == "changed_meanwhile"
    run = Run.objects.get(pk=run.pk)
    assert (run.created, run.updated) == (1, 0)
    services.apply_run(actor=None, run=run)
    assert NGO.objects.get().member_count == 3


def test_a_registration_number_that_the_office_has_given_away_refuses_the_row():
    office = {"registration_office": "اصفهان"}
    cast.make_ngo(at="اصفهان/کاشان", registration_no="12", **office)
    known = cast.make_ngo(NAME, registration_no="13", **office)
    other = cast.make_ngo(registration_no="14", **office)
    expert = cast.make_user(cast.Role.PROVINCIAL_EXPERT, at="گیلان")
    rows = [
        ngo_row(name=ngo.name, legal_id=ngo.legal_id, registration_no=number)
        for ngo, number in ((known, "12"), (other, "15"))
    ]
    with scope.enter(scope.of(expert)):
        run = imported(ngo_file(*rows), actor=expert)
        assert codes(run) == [(2, "registration_no", "ngo_registration_once_in_office")]
        assert totals(run) == {"read": 2, "updated": 1, "rejected": 1}


def test_a_list_without_the_field_of_activity_brings_in_nothing_new_where_an_office_wants_it():
    set_policy(
        actor=cast.make_user(cast.Role.NATIONAL_EXPERT), policy=FIELD_MAY_BE_UNKNOWN, value=False,
        province=None,
    )  # fmt: skip
    known = cast.make_ngo(NAME, at="گیلان/رشت")
    rows = [ngo_row(legal_id=known.legal_id, name=NAME, member_count=5), ngo_row(2, member_count=6)]
    for row in rows:
        del row["field"]
    run = imported(ngo_file(*rows))
    assert totals(run) == {"read": 2, "updated": 1, "rejected": 1}
    assert [code for _row, _field, code in codes(run)] == ["missing"]
    known.refresh_from_db()
    assert known.member_count == 5


def test_a_known_row_with_an_empty_name_is_changed_all_the_same():
    known = cast.make_ngo(NAME, at="گیلان/رشت")
    run = imported(ngo_file(ngo_row(legal_id=known.legal_id, name="", member_count=5)))
    assert totals(run) == {"read": 1, "updated": 1}
    known.refresh_from_db()
    assert (known.name, known.member_count) == (NAME, 5)


def test_an_empty_county_says_nothing_about_where_an_ngo_is():
    known = cast.make_ngo(NAME, at="گیلان/رشت", legal_id=None)
    run = imported(ngo_file(bare(county="", member_count=7), ngo_row(2)))
    assert totals(run) == {"read": 2, "created": 1, "updated": 1}
    known.refresh_from_db()
    assert (known.member_count, known.county.name) == (7, "رشت")


def test_an_empty_county_that_fits_two_ngos_is_refused():
    cast.make_ngo(NAME, at="گیلان/رشت", legal_id=None)
    cast.make_ngo(NAME, at="گیلان/لاهیجان", legal_id=None)
    run = imported(ngo_file(bare(county="", member_count=7), ngo_row(2)))
    assert codes(run) == [(2, None, "ambiguous")]


@pytest.mark.parametrize("zero", ["0", "۰", 0, 0.0])
def test_a_lone_zero_stands_for_nothing_but_where_something_is_counted(zero):
    cells = dict.fromkeys(("legal_id", "licence_no", "phone", "founded_on", "ceo_name"), zero)
    run = imported(as_workbook(table([ngo_row(**cells, member_count=zero)])), name="list.xlsx")
    assert totals(run) == {"read": 1, "created": 1}
    ngo = NGO.objects.get()
    assert (ngo.legal_id, ngo.licence_no, ngo.phone, ngo.founded_on) == (None, "", "", None)
    assert ngo.member_count == 0


def test_the_example_row_of_the_empty_workbook_is_not_imported():
    lines = list(
        openpyxl.load_workbook(empty_workbook(registry_of("ngos"), None)).worksheets[0].values
    )
    row = dict.fromkeys(range(len(lines[0])))
    row |= {0: "انجمن راستین", 1: cast.legal_id(31), 4: "رشت", 5: "خیریه"}
    run = imported(as_workbook([*lines[:2], list(row.values())]), name="list.xlsx")
    assert totals(run) == {"read": 1, "created": 1}
    assert NGO.objects.get().name == "انجمن راستین"


def test_a_new_row_that_takes_what_another_row_has_is_refused_beforehand(monkeypatch):
    cast.make_ngo("مؤسسهٔ نخست", registration_no="77", registration_office="رشت")
    monkeypatch.setattr(NGORegistry, "initial", lambda self, values: {"registration_office": "رشت"})
    monkeypatch.setattr(NGORegistry, "derived", ("registration_office",))
    rows = [ngo_row(1, registration_no="77"), ngo_row(2, registration_no="78")]
    run = imported(ngo_file(*rows, ngo_row(3, registration_no="78")))
    assert totals(run) == {"read": 3, "created": 1, "rejected": 2}
    assert codes(run) == [
        (2, "registration_no", "ngo_registration_once_in_office"),
        (4, "registration_no", "ngo_registration_once_in_office"),
    ]


def test_a_file_put_aside_is_kept_no_longer():
    run = checked(ngo_file(ngo_row()))
    name, storage = run.file.name, run.file.storage
    with TestCase.captureOnCommitCallbacks(execute=True):
        services.discard(actor=None, run=run)
    assert not storage.exists(name)


def test_a_file_fills_the_status_of_new_ngos_alone_and_warns_where_it_differs():
    known = cast.make_ngo(NAME, status="dissolved", member_count=5)
    same = cast.make_ngo("انجمن دوم", status="active")
    run = imported(
        ngo_file(
            ngo_row(name=NAME, legal_id=known.legal_id, status="فعال", member_count=8),
            ngo_row(name=same.name, legal_id=same.legal_id, status="فعال"),
            ngo_row(3, status="تعلیق"),
        )
    )
    known.refresh_from_db()
    assert (known.status, known.member_count) == ("dissolved", 8)
    assert NGO.objects.get(legal_id=ngo_row(3)["legal_id"]).status == "suspended"
    assert codes(run) == [(2, "status", "differs_from_register")]
    assert problems(run)[0]["message"] == (
        "وضعیت در فایل با دفتر ثبت فرق دارد؛ آن را در صفحهٔ سمن تغییر دهید."
    )
    assert totals(run) == {"read": 3, "created": 1, "updated": 1, "unchanged": 1, "warned": 1}
    assert Row.objects.get(run=run, number=2).before == {"member_count": 5}


def test_a_file_whose_status_alone_differs_changes_nothing():
    known = cast.make_ngo(NAME, status="suspended")
    told = events()
    run = imported(ngo_file(ngo_row(name=NAME, legal_id=known.legal_id, status="فعال")))
    assert totals(run) == {"read": 1, "unchanged": 1, "warned": 1}
    assert events() == told
