"""Instalments: on which Jalali days, of how much, and how a loan stands on a day.

Pure functions of numbers and days. Amounts are whole rials; days are Gregorian `date`s, as
everywhere, and fall on the same day of each Jalali month or, where the month is too short, on its
last: the 31st becomes the 30th from Mehr on, and the 29th in Esfand of a common year.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from persian.jalali import days_in_month, to_gregorian, to_jalali


def amounts(total: int, count: int, *, unit: int = 1) -> list[int]:
    """`total` rials in `count` instalments that sum to it exactly.

    All are equal and multiples of `unit` but the last, which bears the rest; where a unit is more
    than an instalment, they are rounded to the rial. Raises ValueError without a positive
    instalment for each.
    """
    if count < 1 or total < count:
        raise ValueError("an instalment is at least one rial")
    each = total // count
    each = each // unit * unit or each
    return [each] * (count - 1) + [total - each * (count - 1)]


def due_days(first: datetime.date, count: int) -> list[datetime.date]:
    """The day `first` and the same day of the months after it, `count` in all.

    Each is counted from the first, so that a short month moves no later one.
    """
    begins = to_jalali(first)
    found = []
    for place in range(count):
        years, month = divmod(begins.month - 1 + place, 12)
        year, month = begins.year + years, month + 1
        found.append(to_gregorian(year, month, min(begins.day, days_in_month(year, month))))
    return found


def payable_from(requested_on: datetime.date, *, asked_until: int, paid_from: int) -> datetime.date:
    """The first day on which a loan may be paid that was asked for on a day.

    What is asked for until the day `asked_until` of a Jalali month is paid from the day `paid_from`
    of the next month on; what is asked for later, a month later.
    """
    asked = to_jalali(requested_on)
    months = asked.month - 1 + (1 if asked.day <= asked_until else 2)
    years, month = divmod(months, 12)
    year, month = asked.year + years, month + 1
    return to_gregorian(year, month, min(paid_from, days_in_month(year, month)))


@dataclass(frozen=True, slots=True)
class Due:
    """One instalment with what of it is repaid. Repayments fill the instalments in their order."""

    number: int
    due_on: datetime.date
    amount: int
    repaid: int

    @property
    def left(self) -> int:
        return self.amount - self.repaid

    def is_overdue(self, day: datetime.date) -> bool:
        """An instalment is late from the day after its own on."""
        return self.left > 0 and self.due_on < day


@dataclass(frozen=True, slots=True)
class Standing:
    """How a loan stands on a day: what is late, since when, and what comes next."""

    dues: Sequence[Due]
    arrears: int
    overdue_since: datetime.date | None
    next_due: Due | None

    @property
    def left(self) -> int:
        return sum(due.left for due in self.dues)

    @property
    def is_settled(self) -> bool:
        return self.left == 0


def standing(
    instalments: Iterable[tuple[int, datetime.date, int]], repaid: int, day: datetime.date
) -> Standing:
    """How a loan of these instalments (number, day, amount) stands when `repaid` has come back.

    Raises ValueError for more than the loan.
    """
    dues = []
    for number, due_on, amount in instalments:
        part = min(amount, repaid)
        repaid -= part
        dues.append(Due(number, due_on, amount, part))
    if repaid > 0:
        raise ValueError("more is repaid than was lent")
    late = [due for due in dues if due.is_overdue(day)]
    return Standing(
        dues=dues,
        arrears=sum(due.left for due in late),
        overdue_since=late[0].due_on if late else None,
        next_due=next((due for due in dues if due.left), None),
    )
