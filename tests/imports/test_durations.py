"""Terms are stored in months, whatever unit the office writes, and never so in silence without."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.cleaning import Doubtful, Seen
from imports.durations import duration_in_months
from licensing.models import Licence
from persian.dates import add_jalali_months
from persian.errors import PersianValueError
from persian.number_words import number_from_words, number_in_words
from tests.imports.factory import as_csv, imported, problems

CASES = Path(__file__).parents[1] / "data" / "cases"
everything = pytest.mark.usefixtures("everything")


def column(*cells, title="مدت اعتبار"):
    rows = range(2, 2 + len(cells))
    return duration_in_months()(None).titled(title).seen(Seen(cells, rows, False, False))


def months(*cells, title="مدت اعتبار"):
    """Of each cell the months, with a question mark where its row is warned; else the code."""
    clean = column(*cells, title=title)
    return [_told(clean, cell) for cell in cells]


def _told(clean, cell):
    try:
        value = clean(cell)
    except PersianValueError as error:
        return error.code
    return f"{value.value}?" if isinstance(value, Doubtful) else value


@pytest.mark.parametrize(
    ("title", "is_months"),
    [
        ("مدت اعتبار (سال)", 12), ("اعتبار به سال", 12), ("مدت [سال]", 12), ("چند ساله", 12),
        ("مدت اعتبار (ماه)", 1), ("مدت به ماه", 1), ("مدت ماهه", 1),
    ],
)  # fmt: skip
def test_the_title_of_the_column_tells_the_unit(title, is_months):
    assert months("2", "۲", 3, 1.0, title=title) == [
        2 * is_months, 2 * is_months, 3 * is_months, is_months,
    ]  # fmt: skip
    assert column("2", title=title).doubts == ()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("دو سال", 24), ("۲ سال", 24), ("یک ساله", 12), ("یکساله", 12), ("سه‌ساله", 36),
        ("24 ماه", 24), ("۳۶ماهه", 36), ("شش ماه", 6), ("یک سال و شش ماه", 18), ("نیم سال", 6),
        ("یک سال و نیم", 18), ("2.5 سال", 30), ("۷۳۰ روز", 24), ("45 روز", "1?"),
        ("به مدت دو سال", 24), ("2 years", 24), ("", None), ("ندارد", None),
        ("دائم", "no_term"), ("نامحدود", "no_term"), ("مادام‌العمر", "no_term"),
        ("دو یا سه سال", "not_a_term"), ("۲ الی ۳ سال", "not_a_term"), ("سال", "not_a_term"),
        ("۲/۵ سال", "not_a_term"), ("1402/05/06", "not_a_term"), (True, "became_a_truth"),
    ],
)  # fmt: skip
def test_a_word_in_the_cell_outweighs_the_title(cell, said):
    for title in ("مدت اعتبار", "مدت اعتبار (ماه)", "مدت اعتبار (سال)", "مدت (دوره)"):
        assert months(cell, title=title) == [said]


def test_bare_numbers_are_weighed_as_a_column_and_each_is_warned():
    assert months("2", 3, "1") == ["24?", "36?", "12?"]
    assert months("12", 24, "36") == ["12?", "24?", "36?"]
    assert months("دو سال", "2", "24") == [24, "24?", "24?"]
    assert [(doubt.code, doubt.rows) for doubt in column("دو سال", "2", "24").doubts] == [
        ("unit_not_known", (3, 4))
    ]


def test_a_unit_that_is_not_known_is_asked_for():
    for cells in (("2", "8"), (2, 6)):
        assert months(*cells) == ["unit_not_known"] * 2
    assert months("2", title="مدت (دوره)") == ["unit_not_known"]
    assert months("2", title="مدت (ماه/سال)") == ["24?"]


def test_so_many_years_are_doubted():
    assert months("24", title="مدت اعتبار (سال)") == ["288?"]


@given(st.integers(0, 10**9))
def test_the_words_of_a_number_are_that_number(number):
    assert number_from_words(number_in_words(number)) == number


_WRITTEN = (
    (12, "{} سال"), (12, "{} ساله"), (1, "{} ماه"), (1, "{}ماهه"), (None, "{}"),
)  # fmt: skip


@given(
    st.lists(
        st.tuples(st.integers(1, 40), st.sampled_from(_WRITTEN), st.booleans()),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from((("مدت (سال)", 12), ("مدت (ماه)", 1), ("مدت", None), ("مدت (دوره)", None))),
)
def test_a_term_in_any_column_is_read_as_it_is_or_told(terms, titled):
    title, of_title = titled
    cells = [
        form.format(number_in_words(n) if in_words else n) for n, (_unit, form), in_words in terms
    ]
    said = months(*cells, title=title)
    for (number, (unit, _form), _in_words), told in zip(terms, said, strict=True):
        unit = unit or of_title
        if isinstance(told, int):
            assert unit is not None, "in silence"
            assert told == number * unit


# -- through an import --------------------------------------------------------------------------


def _ends():
    """Months between issue and end of each licence, by its number."""
    return {
        licence.number: next(
            (n for n in range(1, 700)
             if add_jalali_months(licence.issued_on, n) == licence.expires_on), None,
        )
        for licence in Licence.objects.order_by("number")
    }  # fmt: skip


@everything
def test_years_of_a_title_are_years():
    run = imported((CASES / "45-licence-term-in-years.csv").read_bytes(), kind="licences")
    assert problems(run) == []
    assert list(_ends().values()) == [24, 24, 36, 12, 60]


@everything
def test_terms_in_words_and_bare_numbers():
    run = imported((CASES / "45b-licence-term-in-words.csv").read_bytes(), kind="licences")
    assert list(_ends().values()) == [24, 24, 24, 12, None, None, 24, 24]
    assert [(problem["row"], problem["code"]) for problem in problems(run)] == [
        (6, "no_term"), (7, "no_term"), (8, "doubtful_term"), (9, "doubtful_term"),
    ]  # fmt: skip
    assert [doubt["code"] for doubt in run.doubts if doubt["field"] == "months"] == [
        "unit_not_known"
    ]


@everything
def test_the_file_that_this_house_writes_is_understood():
    lines = (CASES / "45-licence-term-in-years.csv").read_text("utf-8-sig").splitlines()
    head, *rows = (line.split(",") for line in lines)
    run = imported(as_csv([[*head[:5], "مدت اعتبار (ماه)"], *rows]), kind="licences")
    assert list(_ends().values()) == [2, 2, 3, 1, 5]
    assert problems(run) == []
