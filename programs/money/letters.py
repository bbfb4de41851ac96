"""Allocations as what letters are about, and the fields of templates that they fill."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from letters.about import Subject, row_of
from letters.fields import LetterField
from letters.models import Letter
from persian.dates import format_jalali
from persian.number_words import rial_in_words
from persian.numbers import format_rial
from programs.money.models import Allocation

ALLOCATION = "allocation"


def _value(tell: Callable[[Allocation], str | None]) -> Callable[[Letter], str | None]:
    def value(letter: Letter) -> str | None:
        allocation = row_of(letter, ALLOCATION)
        return tell(allocation) if allocation is not None else None

    return value


def _amount(allocation: Allocation) -> int:
    return allocation.allocated or allocation.amount


def _program(allocation: Allocation) -> Iterable[tuple[str, Any]]:
    return [("program", allocation.program)] if allocation.program else []


SUBJECTS = (
    Subject(
        ALLOCATION, _("Allocation"), Allocation, "money.view_allocation",
        lambda allocation: allocation.purpose or str(allocation.receiver),
        sides=lambda row: {"ngo": row.ngo, "counterpart": row.counterpart}, also=_program,
    ),
)  # fmt: skip
FIELDS = (
    LetterField(
        "allocation_amount",
        pgettext_lazy("field of a letter", "amount of the allocation"),
        _value(lambda row: format_rial(_amount(row))),
    ),
    LetterField(
        "allocation_words",
        pgettext_lazy("field of a letter", "amount of the allocation in words"),
        _value(lambda row: rial_in_words(_amount(row))),
    ),
    LetterField(
        "allocation_paid",
        pgettext_lazy("field of a letter", "paid of the allocation"),
        _value(lambda row: format_rial(row.paid)),
    ),
    LetterField(
        "allocation_approved_on",
        pgettext_lazy("field of a letter", "day of the allocation"),
        _value(lambda row: format_jalali(row.approved_on) if row.approved_on else None),
    ),
    LetterField(
        "allocation_purpose",
        pgettext_lazy("field of a letter", "purpose of the allocation"),
        _value(lambda row: row.purpose or None),
    ),
)
