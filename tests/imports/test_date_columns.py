"""Dates that leave something open are decided for their column, and each of them is warned."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imports.cleaning import Doubtful, Seen, jalali_date
from imports.models import Row, Verdict
from ngos.models import NGO
from persian.dates import format_jalali, jalali_iso, parse_jalali, to_jalali, today
from persian.errors import PersianValueError
from tests.imports.factory import checked, imported, problems

CASES = Path(__file__).parents[1] / "data" / "cases"
everything = pytest.mark.usefixtures("everything")


def column(*cells, is_1904=False, not_after=today):
    """The cleaner for a column of these cells."""
    numbers = range(2, 2 + len(cells))
    return jalali_date(not_after=not_after)(None).seen(Seen(cells, numbers, is_1904, False))


def read(*cells, **options):
    """Of each cell the day, in Jalali, with a question mark where its row is warned; else the code
    of the reason."""
    clean = column(*cells, **options)
    return [_told(clean, cell) for cell in cells]


def _told(clean, cell):
    try:
        value = clean(cell)
    except PersianValueError as error:
        return error.code
    if isinstance(value, Doubtful):
        return f"{jalali_iso(value.value)}?"
    return value and jalali_iso(value)


def doubts(*cells, **options):
    return [(doubt.code, doubt.rows) for doubt in column(*cells, **options).doubts]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1401/02/13", "1401/02/13"), ("1401٫02٫13", "1401/02/13"), ("1401//2//13", "1401/02/13"),
        ("2022-05-02T20:30:00.000Z", "1401/02/13"), ("2022-05-03T01:00:00+04:30", "1401/02/13"),
        ("2022-05-02T19:29:00Z", "1401/02/12"), ("2022-05-03 12:00:00 AM", "1401/02/13"),
        ("1401/02/13 ساعت ۱۰:۳۰", "1401/02/13"), ("10:30 1401/02/13", "1401/02/13"),
        ("13-May-22", "1401/02/23"), ("May 13, 2022", "1401/02/23"), ("۱۳ مه ۲۰۲۲", "1401/02/23"),
        ("سیزدهم اردیبهشت ۱۴۰۱", "1401/02/13"), ("سی‌ام دی هزار و چهارصد", "1400/10/30"),
        ("۱۳۸۵", "1385/01/01?"), (1385, "1385/01/01?"), ("سال ۱۳۸۵", "1385/01/01?"),
        ("حدود 1385", "1385/01/01?"), ("98", "1398/01/01?"), ("1398/00/00", "1398/01/01?"),
        ("۱۳۹۸/۰۷", "1398/07/01?"), ("07/1398", "1398/07/01?"), ("مهرماه ۹۸", "1398/07/01?"),
        ("1398/7/", "1398/07/01?"), ("حدود ۵ مهر ۱۳۹۸", "1398/07/05?"), ("2015", "1393/10/11?"),
        ("30 اسفند 1400", "impossible_date"), ("1401/13/02", "impossible_date"),
        ("1/1/1", "filler_date"), ("12", "not_a_date"), ("1398/13", "not_a_date"),
        ("13981", "not_a_date"), (14010, "not_a_date"), ("98715", "not_a_date"),
        (98715, "not_a_date"), ("قبل از ۱۳۸۵", "not_a_date"),
        ("۱۴۰۱/۰۲/۱۳ لغایت ۱۴۰۳/۰۲/۱۳", "not_a_date"), (1398.07, "not_a_date"),
        ("49/01/01", "1349/01/01?"), ("00/05/04", "1400/05/04"),
    ],
)  # fmt: skip
def test_what_a_cell_says_is_taken_or_told(cell, said):
    assert read(cell) == [said]


def test_the_order_is_that_of_the_cells_that_only_one_order_fits():
    assert read("13/05/98", "25/04/03", "04/05/03") == ["1398/05/13", "1403/04/25", "1403/05/04?"]
    assert read("98/05/13", "03/04/25", "03/05/04") == ["1398/05/13", "1403/04/25", "1403/05/04?"]
    assert read("09/06/1401", "03/05/04") == ["1401/06/09", "1404/05/03?"]
    assert read("98/05/13", "99/05/13", "04/05/00")[2] == "1400/05/04?"
    assert doubts("13/05/98", "04/05/03", "05/06/03") == [("date_order", (3, 4))]


def test_a_column_that_does_not_tell_is_read_as_the_office_decided_and_warned():
    assert read("03/05/04") == ["1403/05/04?"]
    clean = jalali_date()(None).decided({"date_order": "dmy", "year_pivot": 50})
    clean = clean.seen(Seen(["03/05/04"], [2], False, False))
    assert _told(clean, "03/05/04") == "1404/05/03?"


def test_dates_of_another_country_are_known_by_their_columns():
    cells = ("3/21/2015", "3/4/2015", "12/5/2016")
    assert read(*cells) == ["1394/01/01", "1393/12/13?", "1395/09/15?"]
    assert read("21/3/2015", "3/4/2015") == ["1394/01/01", "1394/01/14"]
    assert read("3/4/2015") == ["1394/01/14?"]
    assert read("3/21/15", "3/4/15") == ["1394/01/01?", "1393/12/13?"]


DAY = datetime.datetime(1998, 7, 15)


def test_days_that_a_spreadsheet_made_of_jalali_dates_are_known_by_their_column():
    assert read(DAY, datetime.datetime(2001, 3, 2), "98/02/31") == [
        "1398/07/15?", "1401/03/02?", "1398/02/31",
    ]  # fmt: skip
    assert read(DAY, "1399/01/05", "1400/01/05") == ["1398/07/15?", "1399/01/05", "1400/01/05"]
    assert read("1998-07-15", "1399/01/05")[0] == "1398/07/15?"
    assert doubts(DAY, "98/02/31") == [("made_gregorian", (2,))]


def test_texts_that_a_spreadsheet_wrote_of_such_days_are_known_too():
    assert read("7/15/1998", "3/2/2001", "98/02/31")[0] == "1398/07/15?"
    assert read("15-Jul-98", "98/02/31") == ["1398/07/15?", "1398/02/31"]


def test_days_far_from_today_are_doubted():
    assert read("1443/08/15", not_after=None) == ["1443/08/15?"]
    assert read("1249/01/01", "1349/01/01") == ["1249/01/01?", "1349/01/01"]


def test_where_the_column_does_not_tell_the_day_stands_and_is_warned():
    assert read(DAY, datetime.datetime(2003, 1, 5)) == ["1377/04/24?", "1381/10/15?"]
    assert doubts(DAY) == [("perhaps_jalali", (2,))]
    assert read(DAY, "1377/01/05", "1376/01/05")[0] == "1377/04/24?"


def test_gregorian_days_that_go_on_to_this_day_are_what_they_are():
    assert read(DAY, datetime.datetime(2022, 5, 3)) == ["1377/04/24", "1401/02/13"]
    assert doubts(DAY, datetime.datetime(2022, 5, 3)) == []


def test_bare_numbers_of_days_are_counted_from_the_epoch_of_the_workbook():
    assert read(44684, "44684.5") == ["1401/02/13", "1401/02/13"]
    assert read(40334, is_1904=True) == [jalali_iso(datetime.date(2014, 6, 6))]


# -- files --------------------------------------------------------------------------------------


@everything
def test_no_spelling_of_a_date_becomes_another_day_in_silence():
    lines = (CASES / "23-dates.csv").read_text("utf-8-sig").splitlines()[1:]
    right = {number: line.rsplit(",", 1)[1] for number, line in enumerate(lines, 2)}
    run = checked((CASES / "23-dates.csv").read_bytes())
    rows = {row.number: row for row in Row.objects.filter(run=run)}
    for number, expected in right.items():
        row = rows[number]
        if row.problems:
            continue
        if row.values.get("founded_precision", "day") != "day":
            assert expected.startswith("year") or expected == "1398/07/?", row.cells
            continue
        stored = row.values.get("founded_on")
        told = jalali_iso(datetime.date.fromisoformat(stored)) if stored else "empty"
        assert told == expected[:10].rstrip(" (:") or expected.startswith("weekday wrong"), (
            row.cells
        )
    years = [row for row in rows.values() if "year" in right[row.number][:8]]
    assert len(years) > 6
    assert {row.verdict for row in years} == {Verdict.CREATED}
    for row in years:
        told = "month" if "month" in right[row.number] else "year"
        assert row.values["founded_precision"] == told, row.cells


@everything
def test_days_beyond_the_end_of_a_month_are_told_and_all_others_read():
    run = imported((CASES / "65-leap-years.csv").read_bytes())
    assert {problem["code"] for problem in problems(run)} == {"impossible_date"}
    assert (run.created, run.rejected) == (13, 3)
    assert NGO.objects.get(name="خانه کبیسه ۱").founded_on == datetime.date(2025, 3, 20)


@everything
def test_days_of_a_workbook_that_counts_from_1904():
    run = imported((CASES / "03-dates-of-1904.xlsx").read_bytes(), name="03.xlsx")
    founded = NGO.objects.order_by("name").values_list("founded_on", flat=True)
    assert list(map(str, founded)) == [
        "2012-04-14", "2013-05-05", "2014-06-06", "2015-07-07", "2015-07-05", "2015-07-06",
    ]  # fmt: skip
    assert problems(run) == []


@everything
def test_days_of_all_formats_of_a_spreadsheet_are_one_day():
    run = imported((CASES / "27-persian-calendar-formats.xlsx").read_bytes(), name="27.xlsx")
    assert set(NGO.objects.values_list("founded_on", flat=True)) == {datetime.date(2022, 5, 3)}
    assert problems(run) == []


# -- columns of many spellings ------------------------------------------------------------------

_days = st.dates(datetime.date(1991, 3, 21), datetime.date(2025, 3, 20))
_SPELLINGS = (
    lambda jalali, day: f"{jalali.year}/{jalali.month:02}/{jalali.day:02}",
    lambda jalali, day: f"{jalali.year}.{jalali.month}.{jalali.day}",
    lambda jalali, day: f"{jalali.day}-{jalali.month}-{jalali.year}",
    lambda jalali, day: format_jalali(day, "text"),
    lambda jalali, day: format_jalali(day, "weekday"),
    lambda jalali, day: f"{jalali.year}{jalali.month:02}{jalali.day:02}",
    lambda jalali, day: day.isoformat(),
    lambda jalali, day: f"{day.isoformat()}T00:00:00+03:30",
    lambda jalali, day: datetime.datetime(day.year, day.month, day.day),
    lambda jalali, day: (day - datetime.date(1899, 12, 30)).days,
)
_SHORT = (
    lambda jalali, day: f"{jalali.year % 100:02}/{jalali.month:02}/{jalali.day:02}",
    lambda jalali, day: f"{jalali.day}/{jalali.month}/{jalali.year % 100:02}",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(_days, st.sampled_from(_SPELLINGS + _SHORT)), min_size=1, max_size=20))
def test_a_day_in_any_column_is_read_as_it_is_or_told(pairs):
    cells = [spell(to_jalali(day), day) for day, spell in pairs]
    for (day, _spell), said, cell in zip(pairs, read(*cells), cells, strict=True):
        assert said == jalali_iso(day) or said.endswith("?") or "_" in said, (cell, cells)


def _in_excel(day):
    """What a spreadsheet keeps of a Jalali date that is typed with two digits of its year."""
    jalali = to_jalali(day)
    typed = f"{jalali.year % 100:02}/{jalali.month:02}/{jalali.day:02}"
    year = jalali.year % 100 + (2000 if jalali.year % 100 < 30 else 1900)
    try:
        return datetime.datetime(year, jalali.month, jalali.day)
    except ValueError:
        return typed


@settings(max_examples=150, deadline=None)
@given(st.lists(_days, min_size=1, max_size=20), st.lists(_days, max_size=5))
def test_a_day_that_a_spreadsheet_spoiled_is_mended_or_told(spoiled, whole):
    cells = [*map(_in_excel, spoiled), *map(jalali_iso, whole)]
    for day, said in zip([*spoiled, *whole], read(*cells), strict=True):
        assert said in (jalali_iso(day),) or said.endswith("?") or "_" in said, cells


def test_a_form_takes_whole_days_alone():
    for text in ("1398", "1398/07", "مهر ۱۳۹۸", "حدود ۱۳۹۸/۰۷/۰۵"):
        with pytest.raises(PersianValueError):
            parse_jalali(text)
