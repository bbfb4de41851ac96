"""Jalali dates: every spelling that registries use, every day of two centuries."""

import datetime

import jdatetime
import pytest
from django.utils import translation

from persian import dates
from persian.dates import (
    JalaliDateError,
    add_jalali_months,
    format_jalali,
    format_jalali_datetime,
    from_excel,
    jalali_iso,
    jalali_month_range,
    jalali_year_range,
    parse_any,
    parse_jalali,
)

DAY = datetime.date(2022, 8, 31)  # 9 Shahrivar 1401


@pytest.mark.parametrize(
    "cell",
    [
        "۱۴۰۱/۰۶/۰۹", "1401/6/9", "01/06/09", "9/6/1401", "1401-06-09", "1401.6.9", "14010609",
        "۹ شهریور ۱۴۰۱", "٩ شهريور ١٤٠١",
        "9شهریورماه1401", "1401 شهریور 9", "چهارشنبه ۹ شهریور ۱۴۰۱",
        "چهار شنبه، 9/6/1401",
        "مورخ ۱۴۰۱/۰۶/۰۹", "1401/06/09 10:32", "09061401", " 1401 / 06 / 09 ",
        "44804", "44804.0", 44804, 44804.0, 44804.75, 14010609, 14010609.0,
        "2022-08-31", "2022/8/31", "2022-08-31T00:00:00", "31/08/2022", "20220831",
        datetime.date(2022, 8, 31), datetime.datetime(2022, 8, 31, 23, 59),
        datetime.date(1401, 6, 9), datetime.datetime(1401, 6, 9),
        jdatetime.date(1401, 6, 9), "\u200f۱۴۰۱/۰۶/۰۹\u200e",
    ],
)  # fmt: skip
def test_one_day_in_all_its_spellings(cell):
    assert parse_any(cell) == DAY


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("14000524", "1400/05/24"),
        ("26 دی 1401", "1401/10/26"),
        ("1386.02.23", "1386/02/23"),
        ("٢٦/١٠/١٣٩٨", "1398/10/26"),
        ("26/03/1393", "1393/03/26"),
        ("82/12/08", "1382/12/08"),
        ("8/5/84", "1384/05/08"),
        ("1395/6/6", "1395/06/06"),
        ("پنجشنبه ۵ خرداد ۱۴۰۲", "1402/03/05"),
        ("۱۸ دی ۹۶", "1396/10/18"),
        ("820812", "1382/08/12"),
        ("01/06/09", "1401/06/09"),
        ("49/01/01", "1449/01/01"),
        ("50/01/01", "1350/01/01"),
    ],
)
def test_dates_as_real_registries_write_them(text, iso):
    assert jalali_iso(parse_any(text)) == iso


def test_the_order_of_days_and_years_can_be_chosen():
    assert jalali_iso(parse_jalali("09/06/01", order="dmy")) == "1401/06/09"
    assert jalali_iso(parse_jalali("82/12/08", order="dmy")) == "1382/12/08"


def test_a_low_pivot_reads_dates_of_birth():
    assert jalali_iso(parse_jalali("45/02/03", pivot=5)) == "1345/02/03"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1390/07/31", "impossible_date"),
        ("1395/13/02", "impossible_date"),
        ("1402/12/30", "impossible_date"),
        ("1402/00/10", "impossible_date"),
        ("1402/01/00", "not_a_date"),
        ("2022-02-30", "impossible_date"),
        ("402/01/01", "year_out_of_range"),
        ("", "not_a_date"),
        ("ندارد", "not_a_date"),
        ("1401", "not_a_date"),
        ("خرداد 1401", "not_a_date"),
        ("12/12", "not_a_date"),
        (1401, "not_a_date"),
        (float("nan"), "not_a_date"),
        (True, "not_a_date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(cell, code):
    with pytest.raises(JalaliDateError) as refused:
        parse_any(cell)
    assert refused.value.code == code


def test_a_message_names_the_month_and_its_length():
    with pytest.raises(JalaliDateError) as refused, translation.override("en"):
        parse_jalali("1390/07/31")
    with translation.override("en"):
        assert "مهر 1390 has 30 days" in str(refused.value)


def test_a_common_year_has_no_thirtieth_of_esfand():
    assert dates.days_in_month(1402, 12) == 29
    assert dates.days_in_month(1403, 12) == 30


def test_excel_counts_days_from_1900():
    assert from_excel(44804) == DAY
    assert from_excel("61") == datetime.date(1900, 3, 1)
    with pytest.raises(JalaliDateError):
        from_excel(0)


def test_every_day_of_two_centuries_is_read_back_as_it_was_written():
    date, last = (
        jdatetime.date(1300, 1, 1).togregorian(),
        jdatetime.date(1500, 12, 29).togregorian(),
    )
    year, month, day = 1300, 1, 1
    while date <= last:
        numeric, text = format_jalali.__wrapped__(date), format_jalali.__wrapped__(date, "text")
        assert jalali_iso.__wrapped__(date) == f"{year}/{month:02}/{day:02}"
        assert parse_jalali.__wrapped__(numeric) == date
        assert parse_jalali.__wrapped__(text) == date
        date += datetime.timedelta(days=1)
        day += 1
        if day > dates.days_in_month(year, month):
            month, day = month + 1, 1
            if month > 12:
                year, month = year + 1, 1


def test_dates_are_written_for_tables_texts_and_meetings():
    assert format_jalali(datetime.date(2023, 5, 26)) == "۱۴۰۲/۰۳/۰۵"
    assert format_jalali(datetime.date(2023, 5, 26), "text") == "۵ خرداد ۱۴۰۲"
    assert format_jalali(datetime.date(2018, 1, 8), "weekday") == "دوشنبه ۱۸ دی ۱۳۹۶"
    with pytest.raises(ValueError, match="style"):
        format_jalali(DAY, "roman")


def test_a_moment_is_shown_in_tehran():
    moment = datetime.datetime(2023, 5, 26, 7, 2, tzinfo=datetime.UTC)
    assert format_jalali_datetime(moment) == "۵ خرداد ۱۴۰۲، ساعت ۱۰:۳۲"


def test_a_jalali_year_and_month_are_ranges_of_days():
    assert jalali_year_range(1402) == (datetime.date(2023, 3, 21), datetime.date(2024, 3, 20))
    assert jalali_month_range(1402, 12) == (datetime.date(2024, 2, 20), datetime.date(2024, 3, 20))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("1403/12/30", 12, "1404/12/29"),
        ("1402/06/31", 1, "1402/07/30"),
        ("1402/01/31", -1, "1401/12/29"),
        ("1401/06/09", 24, "1403/06/09"),
        ("1402/12/01", 1, "1403/01/01"),
        ("1402/01/15", -13, "1400/12/15"),
    ],
)
def test_months_are_added_by_the_jalali_calendar(start, months, end):
    assert jalali_iso(add_jalali_months(parse_jalali(start), months)) == end


def test_days_left_are_negative_once_a_day_has_passed():
    assert dates.days_left(DAY, DAY - datetime.timedelta(days=3)) == 3
    assert dates.days_left(DAY, DAY + datetime.timedelta(days=5)) == -5
