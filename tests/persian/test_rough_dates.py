"""Dates of which the year alone is known, or the year and the month."""

import copy
import datetime
import pickle

import pytest
from django.core.exceptions import ValidationError

from persian.dates import format_jalali, jalali_iso, parse_rough, to_gregorian
from persian.forms import JalaliDateField
from persian.rough_dates import RoughDate, precision_of


@pytest.mark.parametrize(
    ("typed", "shown", "in_files"),
    [
        ("۱۳۹۸", "۱۳۹۸", "1398"),
        ("سال ۱۳۹۸", "۱۳۹۸", "1398"),
        ("1398/00/00", "۱۳۹۸", "1398"),
        ("۱۳۹۸/۰۷", "مهر ۱۳۹۸", "1398/07"),
        ("مهر ۱۳۹۸", "مهر ۱۳۹۸", "1398/07"),
        ("مهرماه ۹۸", "مهر ۱۳۹۸", "1398/07"),
        ("۱۳۹۸/۰۷/۱۵", "۱۳۹۸/۰۷/۱۵", "1398/07/15"),
        ("1398/01/01", "۱۳۹۸/۰۱/۰۱", "1398/01/01"),
    ],
)
def test_as_much_is_shown_as_was_typed(typed, shown, in_files):
    read = parse_rough(typed)
    assert (format_jalali(read), jalali_iso(read)) == (shown, in_files)
    assert parse_rough(shown) == parse_rough(in_files) == read


def test_it_computes_as_its_first_day_and_is_not_that_day():
    year, first = parse_rough("1398"), to_gregorian(1398, 1, 1)
    assert year - first == datetime.timedelta(0)
    assert year != first
    assert first != year
    assert not year < first
    assert precision_of(year + datetime.timedelta(1)) == "day"
    assert year + datetime.timedelta(1) == first + datetime.timedelta(1)


def test_it_stays_rough_when_it_is_copied_or_kept():
    year = parse_rough("1398")
    assert copy.deepcopy(year) == pickle.loads(pickle.dumps(year)) == year
    assert isinstance(pickle.loads(pickle.dumps(year)), RoughDate)


@pytest.mark.parametrize("typed", ["حدود ۱۳۸۵", "98/13", "1398/13", "سال"])
def test_what_says_less_is_no_date(typed):
    with pytest.raises(ValidationError):
        JalaliDateField(may_be_rough=True).clean(typed)


def test_a_field_that_needs_a_day_takes_no_year_alone():
    with pytest.raises(ValidationError):
        JalaliDateField().clean("۱۳۹۸")


def test_a_field_shows_again_what_was_typed_and_sees_when_it_changes():
    field = JalaliDateField(may_be_rough=True)
    year = field.clean("۱۳۹۸")
    assert field.prepare_value(year) == "۱۳۹۸"
    assert not field.has_changed(year, "۱۳۹۸")
    assert field.has_changed(year, "۱۳۹۸/۰۱/۰۱")
    assert field.has_changed(to_gregorian(1398, 1, 1), "۱۳۹۸")
