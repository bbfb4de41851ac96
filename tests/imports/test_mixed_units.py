"""Terms and amounts as offices write them, in any unit: what is stored is right, or told."""

import datetime
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from imports.models import Row, Run
from imports.refusal import ImportRefused
from licensing.models import Licence
from persian.dates import add_jalali_months
from persian.numbers import persian_digits
from programs.money.models import Allocation
from tests.cast import legal_id
from tests.imports.factory import as_csv, imported

pytestmark = pytest.mark.usefixtures("everything")
some = settings(
    max_examples=25, deadline=None, derandomize=True, database=None, phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck), print_blob=False,
)  # fmt: skip
ISSUED_ON = datetime.date(2023, 3, 30)  # 1402/01/10
WORDS = {1: "یک", 2: "دو", 3: "سه", 5: "پنج"}

# A cell that names its unit, or leaves it to the title; the months that it means, where the number
# is of years and where it is of months.
_TERMS_IN_WORDS = (
    lambda n: (f"{WORDS[n]} سال", 12 * n), lambda n: (f"{n} سال", 12 * n),
    lambda n: (f"{WORDS[n]} ساله", 12 * n), lambda n: (f"{12 * n} ماه", 12 * n),
    lambda n: (persian_digits(f"{12 * n} ماهه"), 12 * n),
    lambda n: (f"{n} سال و نیم", 12 * n + 6),
)  # fmt: skip
_UNITS_OF_TERMS = {
    "مدت اعتبار (سال)": 12, "مدت پروانه به سال": 12, "مدت اعتبار (ماه)": 1, "مدت اعتبار": None,
    "مدت اعتبار (دوره)": None,
}  # fmt: skip


@st.composite
def terms(draw):
    title = draw(st.sampled_from(list(_UNITS_OF_TERMS)))
    unit, rows = _UNITS_OF_TERMS[title], []
    for _row in range(draw(st.integers(2, 6))):
        number = draw(st.sampled_from(list(WORDS)))
        if draw(st.booleans()):
            rows.append(draw(st.sampled_from(_TERMS_IN_WORDS))(number))
        elif unit is None:  # nobody knows: it must be told
            rows.append((draw(st.sampled_from([str(number), str(12 * number), "دائم"])), None))
        else:
            written = draw(st.sampled_from([str, persian_digits, lambda text: f"{text}.0"]))
            count = number if unit == 12 else 12 * number
            rows.append((written(str(count)), count * unit))
    return title, rows


# Amounts in the unit of their title, and cells that name their own.
_OF_TITLES = {
    "مبلغ تخصیص (ریال)": 1, "مبلغ تخصیص (تومان)": 10, "مبلغ تخصیص (هزار ریال)": 1000,
    "مبلغ تخصیص (میلیون ریال)": 10**6, "اعتبار به میلیون تومان": 10**7,
    "مبلغ تخصیص (میلیارد ریال)": 10**9, "مبلغ تخصیص": None, "مبلغ تخصیص (دلار)": None,
}  # fmt: skip
_OF_CELLS = {
    "ریال": 1, "تومان": 10, "هزار تومان": 10**4, "میلیون ریال": 10**6, "میلیون تومان": 10**7,
    "میلیارد تومان": 10**10,
}  # fmt: skip
_NUMBERS = (
    ("2,5", "2.5"), ("1,23", "1.23"), ("12,5", "12.5"), ("1,250", "1250"), ("12٫5", "12.5"),
    ("۱٬۲۵۰", "1250"), ("280", "280"), ("2.5", "2.5"), ("1 250", "1250"), ("۱۲۵۰", "1250"),
)  # fmt: skip


@st.composite
def amounts(draw):
    title = draw(st.sampled_from(list(_OF_TITLES)))
    rows = []
    for _row in range(draw(st.integers(2, 6))):
        text, number = draw(st.sampled_from(_NUMBERS))
        unit = _OF_TITLES[title]
        if draw(st.booleans()):
            word = draw(st.sampled_from(list(_OF_CELLS)))
            text, unit = f"{text} {word}", _OF_CELLS[word]
        rows.append((text, None if unit is None else Decimal(number) * unit))
    return title, rows


def is_told(run: Run, row: Row, name: str) -> bool:
    return bool(row.problems) or any(
        doubt["field"] == name and (not doubt["count"] or row.number in doubt["rows"])
        for doubt in run.doubts
    )


@some
@given(terms())
def test_a_term_is_the_months_that_it_means_or_is_told(register):
    title, cells = register
    head = ["نام سازمان", "شناسه ملی", "نوع مجوز", "شماره پروانه", "تاریخ صدور", title]
    lines = [
        [f"انجمن {n}", legal_id(710_000 + n), "پروانه فعالیت", f"1402/{n}", "1402/01/10", cell]
        for n, (cell, _months) in enumerate(cells)
    ]
    with transaction.atomic():
        run = imported(as_csv([head, *lines]), kind="licences")
        assert run.columns[-1] == "months" or title in str(run.doubts)
        ends = dict(Licence.objects.values_list("pk", "expires_on"))
        for row, (cell, months) in zip(run.rows.order_by("number"), cells, strict=True):
            meant = None if months is None else add_jalali_months(ISSUED_ON, months)
            is_right = meant is not None and ends.get(row.object_id or 0) == meant
            assert is_right or is_told(run, row, "months"), (title, cell, ends)
        transaction.set_rollback(True)


@some
@given(amounts())
def test_an_amount_is_the_rials_that_it_means_or_is_told(register):
    title, cells = register
    head = ["دستگاه", "سال", "اولویت", title, "شماره سند"]
    lines = [
        ["اداره کل بهزیستی", "1401", "خانواده", cell, f"{n}/1401"]
        for n, (cell, _rials) in enumerate(cells)
    ]
    with transaction.atomic():
        try:
            run = imported(as_csv([head, *lines]), kind="funding")
        except ImportRefused as refused:
            if refused.code != "column_missing" or _OF_TITLES[title] is not None:
                raise
            return  # the column of amounts is asked for, before any row
        stored = dict(Allocation.objects.values_list("pk", "allocated"))
        for row, (cell, rials) in zip(run.rows.order_by("number"), cells, strict=True):
            is_right = rials is not None and stored.get(row.object_id or 0) == rials
            assert is_right or is_told(run, row, "allocated"), (title, cell, stored)
        transaction.set_rollback(True)
