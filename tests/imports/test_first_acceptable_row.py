"""Of rows that a file holds several times, the first that can be taken is taken.

A row that is refused stands in nobody's way, whatever refuses it: a cell, a field that is missing,
another office, a constraint, a number that is taken, the NGO that it belongs to.
"""

import io

import openpyxl
import pytest

from accounts import scope
from imports import repetitions
from imports.corrections import corrections_workbook
from imports.models import Row
from licensing.models import Licence
from ngos.models import NGO
from tests import cast
from tests.imports.factory import (
    WIDE_TITLES,
    as_csv,
    codes,
    imported,
    licence_row,
    licences,
    ngo_file,
    ngo_row,
    problems,
    totals,
)

pytestmark = pytest.mark.usefixtures("everything")
NAME = "انجمن یاری مهر"


def verdicts(run):
    """Number and part of each row that was read, with its verdict."""
    rows = Row.objects.filter(run=run).order_by("number", "part")
    return [
        (f"{number}.{part}" if part else str(number), verdict)
        for number, part, verdict in rows.values_list("number", "part", "verdict")
    ]


def test_a_row_without_a_name_does_not_keep_out_the_next_one_with_its_number():
    run = imported(as_csv([
        ["نام سازمان", "شناسه ملی", "شهرستان", "موضوع فعالیت"],
        ["", "10101078604", "رشت", "خیریه"],
        [NAME, "10101078604", "رشت", "خیریه"],
    ]))  # fmt: skip
    assert verdicts(run) == [("2", "rejected"), ("3", "created")]
    assert codes(run) == [(2, "name", "missing")]
    assert NGO.objects.get().name == NAME


def test_a_licence_without_its_date_does_not_keep_out_the_next_one_with_its_number():
    run = licences(licence_row(1, issued_on=""), licence_row(1), licence_row(1))
    assert verdicts(run) == [("2", "rejected"), ("3", "created"), ("4", "repeated")]
    assert codes(run) == [(2, "issued_on", "missing")]


def test_nor_does_a_row_with_a_cell_that_cannot_be_read():
    run = imported(ngo_file(ngo_row(county="ناکجا"), ngo_row(), ngo_row()))
    assert verdicts(run) == [("2", "rejected"), ("3", "created"), ("4", "repeated")]


def test_nor_does_one_that_another_office_has_registered():
    other = cast.make_ngo("مؤسسهٔ پنهان", at="اصفهان/کاشان")
    expert = cast.make_user(cast.Role.PROVINCIAL_EXPERT, at="گیلان")
    bare = {"name": NAME, "legal_id": ""}
    with scope.enter(scope.of(expert)):
        run = imported(
            ngo_file(ngo_row(name=NAME, legal_id=other.legal_id), ngo_row(**bare)), actor=expert
        )
        assert codes(run) == [(2, "legal_id", "registered_elsewhere")]
        assert verdicts(run) == [("2", "rejected"), ("3", "created")]


def test_nor_does_one_that_breaks_a_rule_of_the_register():
    ends_before = {"licence_issued_on": "1401/05/01", "licence_expires_on": "1400/05/01"}
    good = {"licence_issued_on": "1401/05/01", "licence_expires_on": "1403/05/01"}
    run = imported(ngo_file(ngo_row(**ends_before), ngo_row(**good), ngo_row(**good)))
    assert verdicts(run) == [("2", "rejected"), ("3", "created"), ("4", "repeated")]


def test_nor_does_one_that_takes_what_a_registered_row_has():
    office = {"registration_office": "رشت"}
    cast.make_ngo("مؤسسهٔ نخست", registration_no="77", **office)
    known = cast.make_ngo(NAME, registration_no="78", **office)
    rows = [
        ngo_row(name=NAME, legal_id=known.legal_id, registration_no="77", member_count=1),
        ngo_row(name=NAME, legal_id=known.legal_id, registration_no="79", member_count=2),
    ]
    run = imported(ngo_file(*rows))
    assert verdicts(run) == [("2", "rejected"), ("3", "updated")]
    known.refresh_from_db()
    assert (known.registration_no, known.member_count) == ("79", 2)


def test_nor_does_one_that_could_be_several_registered_ones():
    cast.make_ngo(NAME, at="گیلان/رشت", legal_id=None)
    cast.make_ngo(NAME, at="گیلان/لاهیجان", legal_id=None)
    number = cast.legal_id(77)
    run = imported(
        ngo_file(
            ngo_row(name=NAME, legal_id=number, county=""),
            ngo_row(name=NAME, legal_id=number, county="لاهیجان"),
        )
    )
    assert codes(run) == [(2, None, "ambiguous")]
    assert verdicts(run) == [("2", "rejected"), ("3", "updated")]


def test_nor_does_a_licence_that_the_register_has_under_another_ngo():
    licences(licence_row(1))
    other = cast.make_ngo("انجمن دیگر")
    run = licences(
        licence_row(1, name="انجمن دیگر", legal_id=other.legal_id, county=""), licence_row(1)
    )
    assert codes(run) == [(2, "ngo_name", "other_parent")]
    assert verdicts(run) == [("2", "rejected"), ("3", "unchanged")]


def test_nor_does_a_licence_whose_ngo_is_not_told():
    run = licences(licence_row(1, name="", legal_id=""), licence_row(1))
    assert codes(run) == [(2, "ngo_name", "missing")]
    assert verdicts(run) == [("2", "rejected"), ("3", "created")]


def test_nor_does_a_licence_that_a_registered_one_stands_in_the_way_of():
    licences(licence_row(1, number="1", issued_on="1402/01/01"))
    run = licences(
        licence_row(1, number="2", issued_on="1402/06/01"),
        licence_row(1, number="2", issued_on="1399/06/01"),
    )
    assert codes(run) == [(2, "licence_no", "licence_one_in_force")]
    assert verdicts(run) == [("2", "rejected"), ("3", "created")]


def test_nor_does_one_of_several_columns_of_a_line():
    number = "۱۲ مورخ ۱۴۰۰/۰۵/۱۲"
    run = licences(
        ["مؤسسهٔ یک", cast.legal_id(1), "۱۲ مورخ ۱۴۰۰/۱۳/۴۵", number, ""],
        ["مؤسسهٔ دو", cast.legal_id(2), "", "۱۳", "1399/01/01"],
        ["مؤسسهٔ دو", cast.legal_id(2), "", "۱۳", "1405/01/01"],
        titles=WIDE_TITLES,
    )
    assert verdicts(run) == [
        ("2.1", "rejected"), ("2.2", "created"), ("3.2", "rejected"), ("4.2", "created"),
    ]  # fmt: skip


def test_rows_equal_to_a_refused_one_are_refused_for_the_same_reasons_each_in_its_own_name():
    lacking = ngo_row(name="")
    run = imported(ngo_file(lacking, lacking, ngo_row(), lacking))
    assert verdicts(run) == [
        ("2", "rejected"), ("3", "rejected"), ("4", "created"), ("5", "rejected"),
    ]  # fmt: skip
    assert codes(run) == [(2, "name", "missing"), (3, "name", "missing"), (5, "name", "missing")]


def test_the_row_that_is_named_as_taken_is_the_one_that_was():
    run = imported(ngo_file(ngo_row(name=""), ngo_row(member_count=2), ngo_row(member_count=3)))
    assert codes(run) == [(2, "name", "missing"), (4, None, "differs")]
    assert "ردیف 3" in problems(run)[1]["message"]
    with corrections_workbook(run) as file:
        lines = list(openpyxl.load_workbook(io.BytesIO(file.read())).active.values)
    assert [line[0] for line in lines[1:]] == ["2", "4"]
    assert "ردیف 2" not in lines[2][-1]


def test_many_refused_rows_of_one_number_give_way_one_after_the_other():
    lacking = [ngo_row(name="", member_count=count) for count in range(1, 6)]
    run = imported(ngo_file(*lacking, ngo_row(member_count=9)))
    assert totals(run) == {"read": 6, "created": 1, "rejected": 5}
    assert NGO.objects.get().member_count == 9


def test_rows_that_never_had_their_turn_are_refused_in_words(monkeypatch):
    monkeypatch.setattr(repetitions, "MOST_TIMES", 2)
    lacking = [ngo_row(name="", member_count=count) for count in range(1, 4)]
    run = imported(ngo_file(*lacking, ngo_row(member_count=9)))
    assert totals(run) == {"read": 4, "rejected": 4}
    assert {(row, code) for row, _field, code in codes(run)} == {
        (2, "missing"), (3, "missing"), (4, "repeats_refused"), (5, "repeats_refused"),
    }  # fmt: skip


def test_a_refused_row_makes_no_other_ambiguous():
    cast.make_ngo(NAME, legal_id=None)
    run = licences(licence_row(1, name=NAME, issued_on=""), licence_row(2, name=NAME))
    assert codes(run) == [(2, "issued_on", "missing")]
    assert verdicts(run) == [("2", "rejected"), ("3", "created")]
    assert Licence.objects.get().ngo.name == NAME


def test_what_was_judged_twice_is_told_once():
    known = cast.make_ngo(NAME, status="dissolved")
    run = imported(
        ngo_file(
            ngo_row(name=NAME, legal_id=known.legal_id, status="فعال"),
            ngo_row(2, name=""),
            ngo_row(2, mobile="1"),
        )
    )
    assert codes(run) == [
        (2, "status", "differs_from_register"), (3, "name", "missing"), (4, "mobile", "mobile"),
    ]  # fmt: skip
    assert verdicts(run) == [("2", "unchanged"), ("3", "rejected"), ("4", "created")]
