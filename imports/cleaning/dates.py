"""Dates, however they are written.

What a cell leaves open is decided for its column as a whole (`date_columns`), and each such cell is
taken with a warning.
"""

import datetime
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.cleaning import date_problems as say
from imports.cleaning import signs
from imports.cleaning.base import Cell, CellError, Cleaner, Doubtful, Maker, Seen
from imports.cleaning.date_columns import Decision, decided_for, made_gregorian_of, undecided
from imports.cleaning.spelling import as_line
from imports.policies import DATE_ORDER, YEAR_PIVOT
from persian.dates import FIRST_YEAR, LAST_YEAR, from_excel, to_gregorian
from persian.errors import PersianValueError
from persian.rough_dates import Precision, with_precision
from persian.text import fold
from persian.written_dates import (
    ORDERS,
    Kind,
    Written,
    day_of,
    is_gregorian,
    serial_of,
    text_of,
    written,
    written_plainly,
)

EARLIEST = to_gregorian(FIRST_YEAR, 1, 1)
LATEST = to_gregorian(LAST_YEAR, 12, 29)
# Day numbers of dates that registers hold; others are numbers of something else.
EARLIEST_SERIAL, LATEST_SERIAL = datetime.date(1941, 1, 24), datetime.date(2060, 1, 1)
USUAL = to_gregorian(1300, 1, 1)  # earlier ones are slips of the pen rather than days of registers
FIRST_GREGORIAN = "1700"  # years from it on are of the other calendar
EPOCHS_APART = 1462  # days between the epochs of 1900 and 1904

_ERA = re.compile(r"\s*\(?(?:ه\s?\.?\s?ش\.?|(?:هجری\s)?(?:شمسی|خورشیدی))\)?$")  # of the calendar

Found = Written | datetime.date
NOTHING_KNOWN: Mapping[Cell, Found] = MappingProxyType({})


def jalali_date(
    *,
    not_after: Callable[[], datetime.date] | None = None,
    endless: Collection[str] = (),
    may_be_rough: bool = False,
) -> Maker:
    """A date however it is written. `not_after` gives the last day that makes sense; `endless` are
    folded words for no day at all, which are taken for an empty cell, with a warning.

    Of a year alone, or a year and a month, the first day is taken: with a warning or, where the
    column is one that `may_be_rough`, with its precision, which `precisions` reads.
    """

    return lambda province_id: Dates(
        not_after() if not_after else None, endless=endless, may_be_rough=may_be_rough
    )


class Dates(Cleaner):
    """Reads the dates of a column. `order` and `pivot` are those of `persian.dates.parse_jalali`,
    where the column itself does not decide."""

    blank = signs.BLANK_DATE
    looks_at_the_column = True

    def __init__(
        self,
        last: datetime.date | None,
        order: str = DATE_ORDER.default,
        pivot: int = YEAR_PIVOT.default,
        decision: Decision | None = None,
        shift: int = 0,
        known: Mapping[Cell, Found] = NOTHING_KNOWN,
        *,
        endless: Collection[str] = (),
        may_be_rough: bool = False,
    ) -> None:
        super().__init__(self._date, as_line)
        self._may_be_rough = may_be_rough
        self._last, self._order, self._pivot = last, order, pivot
        self._decision, self._shift = decision or undecided(last), shift
        self._known, self._endless = known, endless
        # Whether dates such as 1401/02/13 are what they are, as nearly always.
        group = (Kind.FIRST, False)
        self._is_plain = not (group in self._decision.orders or group in self._decision.open_orders)
        self.doubts = self._decision.doubts

    def decided(self, values: Mapping[str, Any]) -> Cleaner:
        return Dates(
            self._last,
            values[DATE_ORDER.name],
            values[YEAR_PIVOT.name],
            endless=self._endless,
            may_be_rough=self._may_be_rough,
        )

    def seen(self, column: Seen) -> Cleaner:
        shift = EPOCHS_APART if column.is_1904 else 0
        spelled, found = self._looked_at(column.cells, shift)
        decision = decided_for(column, spelled, found, self._last, self._order, self._pivot)
        return Dates(
            self._last,
            self._order,
            self._pivot,
            decision,
            shift,
            found,
            endless=self._endless,
            may_be_rough=self._may_be_rough,
        )

    def precisions(self) -> Cleaner | None:
        """What reads how much of each date is known, where the column keeps that."""
        return Cleaner(self._precision, self.spell) if self._may_be_rough else None

    def _precision(self, cell: Cell) -> str | None:
        """None where the cell gives no date; `_date` says why."""
        try:
            found = self._known.get(cell) or understood(cell, self._shift)
            date = self._date(cell)
        except PersianValueError:
            return None
        if (date.value if isinstance(date, Doubtful) else date) is None:
            return None
        return (found.precision if isinstance(found, Written) else Precision.DAY).value

    def _looked_at(
        self, cells: Sequence[Cell], shift: int
    ) -> tuple[dict[Cell, Cell], dict[Cell, Found]]:
        """The spelling of each different cell of a column, and what each spelling says, without
        those that say nothing of a date."""
        different = list(dict.fromkeys(cells))
        texts = [cell for cell in different if cell.__class__ is str]
        spelled: dict[Cell, Any] = dict(zip(different, different, strict=True))
        spelled.update(zip(texts, self.spell(texts), strict=True))
        found: dict[Cell, Found] = {}
        for cell in dict.fromkeys(spelled.values()):
            if not self.is_empty(cell):
                try:
                    found[cell] = understood(cell, shift)
                except PersianValueError:
                    continue
        return spelled, found

    def _date(self, cell: Cell) -> datetime.date | Doubtful:
        if self._endless and isinstance(cell, str) and fold(cell) in self._endless:
            return Doubtful(None, say.no_end(cell))
        found = self._known.get(cell) or understood(cell, self._shift)
        warning: PersianValueError | None = None
        if isinstance(found, datetime.date):
            date, warning = self._of_day(found)
        elif found.kind is Kind.FIRST and self._is_plain and _is_whole_year(found.numbers[0]):
            year, month, day = map(int, found.numbers)
            date = to_gregorian(year, month, day, shown=found.text)
        elif found.kind in ORDERS:
            date, warning = self._of_numbers(found)
        else:
            date, warning = self._of_words(found)
        self._check(date)
        if warning is None and not USUAL <= date <= self._decision.latest:
            warning = say.far_away(date)
        return date if warning is None else Doubtful(date, warning)

    def _check(self, date: datetime.date) -> None:
        if not EARLIEST <= date <= LATEST:
            raise CellError(
                "year_out_of_range",
                _("The year of this date, %(value)s, cannot be right. Correct it."),
                {"value": date.year},
            )
        if self._last is not None and date > self._last:
            raise CellError("future_date", _("This date is still to come. Correct the year."))

    # -- a day of a spreadsheet, or its number --

    def _of_day(self, day: datetime.date) -> tuple[datetime.date, PersianValueError | None]:
        decision = self._decision
        if not (decision.made_gregorian or decision.warns_of_gregorian):
            return day, None
        meant = made_gregorian_of(day)
        if meant is None or meant > decision.latest:
            return day, None
        if decision.made_gregorian:
            return meant, say.made_gregorian(day, meant)
        return day, say.perhaps_jalali(day, meant)

    # -- three numbers --

    def _of_numbers(self, found: Written) -> tuple[datetime.date, PersianValueError | None]:
        decision = self._decision
        of_gregorian = is_gregorian(found.year)
        usual = self._order if found.kind is Kind.SHORT else ORDERS[found.kind][0]
        order = decision.order_of(found.kind, of_gregorian) or usual
        if found.kind is Kind.SHORT:
            return self._of_short(found, order)
        date = day_of(found, order=order, pivot=self._pivot)
        if of_gregorian:
            date, warning = self._of_day(date)
            if warning is not None:
                return date, warning
        elif len(found.year) <= 2 and date > decision.latest:
            return _century_before(found, order, self._pivot)
        if decision.is_open(found.kind, of_gregorian):
            other = _otherwise(found, order, ORDERS[found.kind], self._pivot)
            if other not in (None, date):
                return date, say.order_is_open(found, date, other)
        return date, None

    def _of_short(
        self, found: Written, order: str
    ) -> tuple[datetime.date, PersianValueError | None]:
        decision = self._decision
        if order == "mdy":
            date = day_of(found, order=order)
            return date, say.taken_as(found, date)
        days = {}
        for each in (order, "dmy" if order == "ymd" else "ymd"):
            try:
                day = day_of(found, order=each, pivot=self._pivot)
            except PersianValueError:
                continue
            if day <= decision.latest:
                days[each] = day
        if not days:
            return _century_before(found, order, self._pivot)
        date, *others = days.values()
        others = [day for day in others if day != date]
        if decision.is_open(Kind.SHORT, False) and not others:
            others = [day for day in (_otherwise(found, order, ("mdy",), self._pivot),) if day]
        if others:
            return date, say.order_is_open(found, date, others[0])
        if order not in days or min(map(len, found.numbers)) == len(found.numbers[-1]) == 1:
            return date, say.taken_as(found, date)
        return date, None

    # -- words, a month, a year --

    def _of_words(self, found: Written) -> tuple[datetime.date, PersianValueError | None]:
        date = day_of(found, pivot=self._pivot)
        if found.kind is Kind.NAMED:
            if found.is_about:
                return date, say.taken_as(found, date)
            return self._of_day(date) if found.has_gregorian_month else (date, None)
        if len(found.year) <= 2 and date > self._decision.latest:
            date, _warning = _century_before(found, "", self._pivot)
        if self._may_be_rough and found.precision != Precision.DAY:
            known = with_precision(date, found.precision)
            if found.is_about:
                return date, say.taken_for_about(found, known)
            return date, None if len(found.year) == 4 else say.taken_as(found, known)
        return date, (say.only_a_year if found.kind is Kind.YEAR else say.only_a_month)(found, date)


def understood(cell: Cell, shift: int = 0) -> Written | datetime.date:
    """What a spelled cell says, or the day that it is. `shift` is added to the numbers of days."""
    if cell.__class__ is str and (plain := written_plainly(str(cell))) is not None:
        return plain
    if isinstance(cell, datetime.datetime):
        cell = cell.date()
    if isinstance(cell, datetime.date):
        if FIRST_YEAR <= cell.year <= LAST_YEAR:
            return to_gregorian(cell.year, cell.month, cell.day)
        return cell
    if (serial := serial_of(cell)) is not None:
        day = from_excel(serial + shift)
        if not EARLIEST_SERIAL <= day <= LATEST_SERIAL:
            raise CellError(
                "not_a_date",
                _("“%(value)s” is not a date. Write it like 1402/03/05 or 5 Khordad 1402."),
                {"value": str(cell)},
            )
        return day
    found = written(_ERA.sub("", text_of(cell)))
    if found.kind is Kind.SHORT and {number.lstrip("0") for number in found.numbers} == {"1"}:
        raise CellError(
            "filler_date",
            _("“%(value)s” stands in place of a date. Write the day, or leave the cell empty."),
            {"value": found.text},
        )
    return found


def _is_whole_year(year: str) -> bool:
    """Whether a written year is one of the Jalali calendar with all its digits."""
    return len(year) == 4 and year < FIRST_GREGORIAN


def _otherwise(
    found: Written, order: str, orders: Sequence[str], pivot: int
) -> datetime.date | None:
    """The day that the numbers are in another order."""
    for other in orders:
        if other != order:
            try:
                return day_of(found, order=other, pivot=pivot)
            except PersianValueError:
                continue
    return None


def _century_before(
    found: Written, order: str, pivot: int
) -> tuple[datetime.date, PersianValueError | None]:
    """Of two digits of a year that would be to come, the one a hundred years earlier."""
    date = day_of(found, order=order, pivot=0)
    return date, say.taken_as(found, date)
