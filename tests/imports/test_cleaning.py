"""Cleaners: whatever stands in a cell, the answer is a value or a reason."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imports import cleaning
from imports.cleaning import CellError, known_words
from imports.durations import duration_in_months
from imports.money import money
from ngos.models.ngo import Status
from persian.dates import jalali_iso, today
from persian.errors import PersianValueError
from persian.identifiers import clean_legal_id, clean_mobile, clean_postal_code, clean_sheba

CLEANERS = [
    make(1)
    for make in (
        cleaning.short_text(200),
        cleaning.long_text(4000),
        cleaning.number_text(60),
        cleaning.whole_number(),
        cleaning.person_name(120),
        duration_in_months(),
        money(),
        cleaning.jalali_date(not_after=today),
        cleaning.email(254),
        cleaning.web_address(200),
        cleaning.choice(Status, {}),
        *map(cleaning.identifier, (clean_legal_id, clean_mobile, clean_postal_code, clean_sheba)),
    )
]
_cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(),
    st.text(max_size=40), st.text("0123456789۰۵٤٫.,/-+eE ", max_size=25),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(_cells)
def test_any_cell_is_cleaned_or_refused_in_words(cell):
    for clean in CLEANERS:
        words = said(clean, cell)
        assert words is None or (words and "%(" not in words.replace(str(cell), ""))


def said(clean, cell):
    """What a person is told when the cell is refused, or None."""
    try:
        clean(cell)
    except PersianValueError as error:
        return str(error)
    return None


def stored(value):
    return value.value if isinstance(value, cleaning.Doubtful) else value


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40) | st.text("<>ye ی\u200c'=-\n۱1.", max_size=20))
def test_what_was_cleaned_stays_as_it_is(written):
    for make in (cleaning.short_text(200), cleaning.long_text(200), cleaning.number_text(200)):
        clean = make(1)
        try:
            value = clean(written)
        except PersianValueError:
            continue  # a number without a digit, or one that a spreadsheet has spoiled
        value = stored(value)
        if value is not None and not value.startswith("'"):
            assert stored(clean(value)) == value


@settings(max_examples=100, deadline=None)
@given(st.dates(datetime.date(1822, 1, 1), datetime.date(2200, 1, 1)))
def test_a_date_is_read_as_it_is_exported(date):
    value = cleaning.jalali_date()(1)(jalali_iso(date))
    assert stored(value) == date


@pytest.mark.parametrize(
    "word", ["", " ", "-", "—", "ندارد", "نامشخص", "NULL", "...", "\u200c", "؟" * 20]
)
def test_words_for_nothing_are_nothing(word):
    for clean in CLEANERS[:7]:
        assert clean(word) is None


@pytest.mark.parametrize(
    "written", ["a@example.com", " a@example.com ", "a@EXAMPLE.com", "۱۲@example.com"]
)
def test_an_address_of_mail_is_taken(written):
    assert cleaning.email(254)(1)(written).lower().endswith("@example.com")


def test_near_spellings_are_sought_for_a_few_words_only(monkeypatch):
    asked = []

    def counting(*args):
        asked.append(args)
        return []

    monkeypatch.setattr(known_words, "get_close_matches", counting)
    clean = known_words.Words({"رشت": 1}, {str(number): str(number) for number in range(40)})
    for number in range(known_words.SUGGESTED * 2):
        with pytest.raises(CellError):
            clean(f"ناشناس {number}")
    assert len(asked) == known_words.SUGGESTED
