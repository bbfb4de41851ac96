"""One cell for several fields: number and date of the licence, landline and mobile."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import scope
from imports import services
from imports.compounds import number_and_date, phones
from imports.headers import match_headers
from imports.outcome import Outcome
from imports.registry import registry_of
from ngos.models import NGO
from persian.text import fold
from tests.cast import Role, legal_id, make_user
from tests.exports import body, ngo_export
from tests.imports.factory import as_csv, as_workbook, checked, codes, imported, problems, sent

everything = pytest.mark.usefixtures("everything")
DAY = datetime.date(2022, 5, 3)  # 1401/02/13
MOBILE, LANDLINE = "09700000001", "01333112233"


# -- taking cells apart -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "number", "date"),
    [
        ("۱۴۰۱/۱۲۵ مورخ ۱۴۰۱/۰۲/۱۳", "1401/125", "1401/02/13"),
        ("۱۲۵ - ۱۴۰۱/۰۲/۱۳", "125", "1401/02/13"),
        ("125/الف مورخه 1401.2.13", "125/الف", "1401.2.13"),
        ("شماره ۱۲۵ به تاریخ ۱۳ اردیبهشت ۱۴۰۱", "125", "13 اردیبهشت 1401"),
        ("۱۴۰۱/۰۲/۱۳ شماره ۱۲/۴۵/۷", "12/45/7", "1401/02/13"),
        ("67735/ت51305هـ مورخۀ 1401/2/13", "67735/ت51305ه", "1401/2/13"),
        ("125 (82/12/08)", "125", "82/12/08"),
        ("12/1401/02/13", "12", "1401/02/13"),
        ("1401/12/1401/02/13", "1401/12", "1401/02/13"),
        ("13-02-1401 / 125", "125", "13-02-1401"),
        ("۱۴۰۱/۱۲۵ مورخ بهار", "1401/125", "بهار"),
        ("۱۴۰۱/۱۲۵", "۱۴۰۱/۱۲۵", None),
        ("۱۴۰۱/۰۲/۱۳", None, "1401/02/13"),
        (125, 125, None),
        (DAY, None, DAY),
        (None, None, None),
    ],
)
def test_a_number_and_its_date_are_told_apart(cell, number, date):
    assert number_and_date(cell) == (number, date)


@pytest.mark.parametrize(
    ("cell", "mobile", "phone"),
    [
        ("۰۹۷۰۰۰۰۰۰۰۱ - ۰۱۳۳۳۱۱۲۲۳۳", MOBILE, LANDLINE),
        ("۰۱۳۳۳۱۱۲۲۳۳ و ۰۹۷۰۰۰۰۰۰۰۱", MOBILE, LANDLINE),
        ("09700000001-01333112233", MOBILE, LANDLINE),
        ("013-33112233 / 0970 000 0001", "0970 000 0001", "013-33112233"),
        ("همراه: 09700000001 ثابت: 01333112233", MOBILE, "ثابت: 01333112233"),
        ("+989700000001\n33112233 داخلی 4", "+989700000001", "33112233 داخلی 4"),
        ("01333112233 - 09700000001 - 01333112244", MOBILE, "01333112233، 01333112244"),
        (MOBILE, MOBILE, None),
        (9700000001, 9700000001, None),
        (9700000001.0, 9700000001.0, None),
        (LANDLINE, None, LANDLINE),
        (1333112233, None, 1333112233),
        ("01333112233 و 01333112244", None, "01333112233 و 01333112244"),
        ("0970000001 - 01333112233", "0970000001", LANDLINE),
        ("ندارد", None, "ندارد"),
        (None, None, None),
    ],
)
def test_a_mobile_and_a_landline_are_told_apart(cell, mobile, phone):
    assert phones(cell) == (mobile, phone)


@pytest.mark.parametrize(
    "cell",
    [
        "09700000001 - 09700000002 - 01333112233",
        "09700000001 - 0970000002",
        "09700000001 آقای نمونه",
    ],
)
def test_personal_data_beside_a_mobile_does_not_become_a_landline(cell):
    _mobile, phone = phones(cell)
    assert phone in (None, LANDLINE)


_cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(),
    st.text(max_size=40), st.text("0123456789۰۵٤٫.,/-+() و", max_size=30),
)  # fmt: skip


@given(_cells)
def test_any_cell_is_taken_apart(cell):
    for split in (number_and_date, phones):
        parts = split(cell)
        assert len(parts) == 2
        if isinstance(cell, str):
            told = "".join(fold(str(part)) for part in parts if part is not None)
            assert sorted(told.replace("و", "")) == sorted(fold(cell).replace("و", ""))


def test_a_long_cell_of_signs_takes_no_time():
    for sign in "-0 9(/و":
        for split in (number_and_date, phones):
            split(f"09700000001{sign * 30_000}x")
            split(f"{sign} " * 15_000)


# -- through an import --------------------------------------------------------------------------

HEAD = ["نام سازمان", "شناسه ملی", "موضوع فعالیت", "شماره و تاریخ پروانه", "تلفن"]


def row(number, licence, telephones):
    return [f"انجمن نمونهٔ {number}", legal_id(number), "خیریه", licence, telephones]


@everything
@pytest.mark.parametrize(
    "title", ["شماره و تاریخ پروانه", "شماره/تاریخ پروانه", "شماره و تاريخ مجوز"]
)
def test_parts_of_a_cell_are_registered_in_their_fields(title):
    head = [*HEAD[:3], title, "شماره تماس"]
    lines = [
        head,
        row(1, "۱۴۰۱/۱۲۵ مورخ ۱۴۰۱/۰۲/۱۳", "۰۹۷۰۰۰۰۰۰۰۱ - ۰۱۳۳۳۱۱۲۲۳۳"),
        row(2, "۱۲۶", "۰۱۳۳۳۱۱۲۲۳۳"),
        row(3, "", ""),
    ]
    run = imported(as_csv(lines))
    assert run.columns == ["name", "legal_id", "field", "licence_no_and_date", "phones"]
    assert problems(run) == []
    stored = NGO.objects.order_by("legal_id").values_list(
        "licence_no", "licence_issued_on", "mobile", "phone"
    )
    assert list(stored) == [
        ("1401/125", DAY, MOBILE, LANDLINE),
        ("126", None, None, LANDLINE),
        ("", None, None, ""),
    ]
    again = imported(as_csv(lines))
    assert again.unchanged == 3


@everything
def test_days_and_numbers_of_a_workbook_are_parts_too():
    run = imported(as_workbook([HEAD, row(1, 125, 9700000001)]))
    ngo = NGO.objects.get()
    assert (ngo.licence_no, ngo.mobile, run.warned) == ("125", MOBILE, 0)


@everything
def test_a_part_that_cannot_be_read_is_told_at_the_column_of_the_file():
    lines = [
        HEAD,
        row(1, "125 مورخ 1401/13/45", MOBILE),
        row(2, "126 مورخ 1401/02/13", "0970000001 - 01333112233"),
    ]
    run = imported(as_csv(lines))
    assert codes(run) == [(2, "licence_issued_on", "impossible_date"), (3, "mobile", "mobile")]
    assert [problem["column"] for problem in problems(run)] == HEAD[3:]
    assert [problem["severity"] for problem in problems(run)] == ["error", "warning"]
    assert (NGO.objects.get().licence_no, NGO.objects.get().phone) == ("126", LANDLINE)


@everything
def test_a_compound_and_a_column_of_one_of_its_parts_are_two_for_one_field():
    run = sent(as_csv([[*HEAD, "تلفن همراه"], [*row(1, "125", LANDLINE), MOBILE]]))
    assert run.columns[-2:] == ["phone", "mobile"]
    for columns in (
        [*run.columns[:4], "phones", "mobile"],
        [*run.columns[:4], "phone", "phones"],
        [*run.columns[:4], "phones", "phones"],
    ):
        with pytest.raises(services.ImportRefused) as refused:
            services.correct(actor=None, run=run, columns=columns)
        assert refused.value.code == "column_twice"
    services.correct(actor=None, run=run, columns=[*run.columns[:4], "phones", None])


@everything
def test_a_compound_with_a_personal_part_is_masked():
    auditor = make_user(Role.AUDITOR, at="گیلان")
    run = checked(
        as_csv([HEAD, row(1, "125 مورخ 1401/02/13", f"{MOBILE} - 013"), row(2, "1", "0970")])
    )
    with scope.enter(scope.of(auditor)):
        outcome = Outcome(run, user=auditor, tile="created", page=None)
        shown = [cell.text for found in outcome.rows for cell in found.cells]
    assert not any("0970" in text[3:] or MOBILE in text for text in shown)
    assert "125 مورخ 1401/02/13" in shown


@everything
def test_a_wrong_part_marks_the_cell_on_the_screen():
    expert = make_user(Role.PROVINCIAL_EXPERT, at="گیلان")
    run = checked(as_csv([HEAD, row(1, "125 مورخ 1401/13/45", "0970000001")]))
    with scope.enter(scope.of(expert)):
        (found,) = Outcome(run, user=expert, tile="rejected", page=None).rows
    assert [cell.problem for cell in found.cells] == ["", "", "", "error", "warning"]


def test_of_the_titles_of_single_columns_only_those_of_any_telephone_are_a_compound():
    registry = registry_of("ngos")
    elsewhere = {
        title: guess.column_name
        for column in registry.stored().values()
        for title in (str(column.label), *column.synonyms)
        for guess in match_headers([title], list(registry.columns().values()))
        if guess.column_name != column.name
    }
    assert elsewhere == dict.fromkeys(("تلفن", "تماس"), "phones")


def test_a_file_that_was_written_here_has_no_compounds(cast):
    content = body(ngo_export(cast.gilan_expert))
    with scope.system():
        run = sent(content)
    assert [name for name in run.columns if name] == list(registry_of("ngos").stored())
