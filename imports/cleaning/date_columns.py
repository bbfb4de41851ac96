"""What a column of dates tells as a whole of those cells that can be read in several ways.

Two things are decided: in which order day, month and year stand where the numbers leave it open,
and whether a spreadsheet has taken Jalali dates with a year of two digits, «98/07/15», for
Gregorian ones, 1998-07-15. How it was decided is told as doubts; the cells are warned one by one.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.cleaning.base import Cell, Seen
from persian.dates import to_gregorian, to_jalali, today
from persian.errors import PersianValueError
from persian.jalali import FIRST_GREGORIAN_YEAR
from persian.written_dates import ORDERS, Kind, Written, day_of, is_gregorian
from reading.doubts import Doubt

YEARS_AHEAD = 10  # for which licences and their like may be given
SEVERAL = 3  # cells that are no slip of the pen
CLEARLY = 9  # times as many
NEAR = 2  # years about those that a column names
# The years that spreadsheets make of two digits.
FIRST_MADE, LAST_MADE = 1930, 2029
_NAMES = {
    "ymd": gettext_lazy("year, month, day"),
    "ydm": gettext_lazy("year, day, month"),
    "dmy": gettext_lazy("day, month, year"),
    "mdy": gettext_lazy("month, day, year"),
}

Found = Written | datetime.date
Group = tuple[Kind, bool]  # and whether its years are Gregorian ones of four digits


@dataclass(frozen=True, slots=True)
class Decision:
    """`latest` is the last day that a year of two digits is taken for."""

    latest: datetime.date
    orders: Mapping[Group, str] = field(default_factory=dict)
    open_orders: Collection[Group] = ()
    made_gregorian: bool = False  # what may be a Jalali date is one
    warns_of_gregorian: bool = False  # what may be a Jalali date is taken as it stands
    doubts: tuple[Doubt, ...] = ()

    def order_of(self, kind: Kind, of_gregorian: bool) -> str | None:
        return self.orders.get((kind, of_gregorian))

    def is_open(self, kind: Kind, of_gregorian: bool) -> bool:
        return (kind, of_gregorian) in self.open_orders


def latest_for(last: datetime.date | None) -> datetime.date:
    """The last day that makes sense, some years ahead where the column has none."""
    return last or to_gregorian(to_jalali(today()).year + YEARS_AHEAD, 12, 29)


def undecided(last: datetime.date | None) -> Decision:
    """For a cell of which no column is known."""
    return Decision(latest_for(last))


def made_gregorian_of(day: datetime.date) -> datetime.date | None:
    """The Jalali date with a year of two digits that a spreadsheet makes this Gregorian day of."""
    if not FIRST_MADE <= day.year <= LAST_MADE:
        return None
    year = day.year % 100 + (1300 if day.year < 2000 else 1400)
    try:
        return to_gregorian(year, day.month, day.day)
    except PersianValueError:
        return None


def decided_for(
    column: Seen,
    spelled: Mapping[Cell, Cell],
    found: Mapping[Cell, Found],
    last: datetime.date | None,
    order: str,
    pivot: int,
) -> Decision:
    """What is decided for a column whose cells, as they are `spelled`, say this; `order` and
    `pivot` are those that the office has decided on."""
    counts: Counter[Cell] = Counter()
    for cell, count in Counter(column.cells).items():
        counts[spelled[cell]] += count
    latest = latest_for(last)
    orders = _Orders(found, counts, order, pivot, to_jalali(latest).year)
    made = _MadeGregorian(found, counts, latest)
    doubts = [*orders.doubts(), *made.doubts()]
    return Decision(
        latest,
        orders.orders,
        orders.open_orders,
        made.is_so,
        made.warns,
        tuple(_with_rows(doubt, cells, column, spelled) for doubt, cells in doubts),
    )


def _with_rows(
    doubt: Doubt, cells: Collection[Cell], column: Seen, spelled: Mapping[Cell, Cell]
) -> Doubt:
    rows = [
        number
        for cell, number in zip(column.cells, column.numbers, strict=True)
        if spelled[cell] in cells
    ]
    return Doubt(doubt.code, doubt.message, tuple(rows))


class _Orders:
    """Counts the cells that only one order fits."""

    def __init__(
        self,
        found: Mapping[Cell, Found],
        counts: Mapping[Cell, int],
        usual: str,
        pivot: int,
        latest_year: int,
    ) -> None:
        self._usual, self._pivot, self._latest_year = usual, pivot, latest_year
        self._only: Counter[tuple[Group, str]] = Counter()
        self._open: dict[Group, list[Cell]] = {}
        self._plain = 0  # cells with the year first that only the usual order fits
        self._perhaps_mdy = 0  # of the cells that only one order of Jalali dates fits
        for cell, said in found.items():
            if isinstance(said, Written) and said.kind in _LOOKS:
                self._look(cell, said, counts[cell])
        if self._plain:
            self._only[(Kind.FIRST, False), "ymd"] += self._plain
            self._only[_LONG, "ymd"] += self._plain
        self.orders: dict[Group, str] = {}
        self.open_orders: set[Group] = set()
        for group in {group for group, _order in self._only} | set(self._open):
            if group not in (_SHORT, _LONG):
                _LOOKS[group[0]](self, group)

    def _look(self, cell: Cell, said: Written, count: int) -> None:
        first, middle, last = map(int, said.numbers)
        if (
            said.kind is Kind.FIRST
            and 999 < first < FIRST_GREGORIAN_YEAR
            and last > 12 >= middle > 0
        ):
            self._plain += count
            return
        group = (said.kind, is_gregorian(said.year))
        fits = []
        if said.kind is Kind.FIRST:
            fits = [o for o, month, day in (("ymd", middle, last), ("ydm", last, middle))
                    if 0 < month <= 12 and 0 < day <= 31]  # fmt: skip
        elif said.kind is Kind.LAST:
            fits = [o for o, month, day in (("dmy", middle, first), ("mdy", first, middle))
                    if 0 < month <= 12 and 0 < day <= 31]  # fmt: skip
        else:
            if 0 < middle <= 12:
                fits = [o for o, day, year in (("ymd", last, first), ("dmy", first, last))
                        if 0 < day <= 31 and self._is_likely(year)]  # fmt: skip
            if not fits and 0 < first <= 12 and 12 < middle <= 31:
                fits = ["mdy"]
        if len(fits) == 1:
            self._only[group, fits[0]] += count
            if said.kind is Kind.SHORT and fits != ["mdy"] and first <= 12 and middle <= 31:
                self._perhaps_mdy += count
        elif fits and first != (last if said.kind is Kind.SHORT else middle):
            self._open.setdefault(group, []).append(cell)
        if said.kind is not Kind.SHORT and not group[1]:
            # How a date with the whole year is written speaks for those with a part of it.
            weight = _SHORT if len(said.year) <= 2 else _LONG
            self._only[weight, "ymd" if said.kind is Kind.FIRST else "dmy"] += count

    def _is_likely(self, year: int) -> bool:
        return year + (1400 if year < self._pivot else 1300) <= self._latest_year

    def _decide_first(self, group: Group) -> None:
        usual, other = self._only[group, "ymd"], self._only[group, "ydm"]
        if other >= SEVERAL and not usual:
            self.orders[group] = "ydm"
        if other and other >= usual:
            self.open_orders.add(group)

    def _decide_last(self, group: Group) -> None:
        usual, other = self._only[group, "dmy"], self._only[group, "mdy"]
        if other > usual and (group[1] or other >= SEVERAL):
            self.orders[group] = "mdy"
        if other or (group[1] and not usual):
            self.open_orders.add(group)

    def _decide_short(self, group: Group) -> None:
        ymd, dmy, mdy = (self._only[group, order] for order in ("ymd", "dmy", "mdy"))
        if mdy:
            self.open_orders.add(group)
            surely = ymd + dmy - self._perhaps_mdy
            if mdy > surely + self._only[_SHORT, "ymd"] + self._only[_SHORT, "dmy"]:
                self.orders[group] = "mdy"
                return
        ymd, dmy = ymd + self._only[_SHORT, "ymd"], dmy + self._only[_SHORT, "dmy"]
        if not ymd and not dmy:
            ymd, dmy = self._only[_LONG, "ymd"], self._only[_LONG, "dmy"]
        if max(ymd, dmy) > CLEARLY * min(ymd, dmy):
            self.orders[group] = "ymd" if ymd > dmy else "dmy"

    def doubts(self) -> list[tuple[Doubt, Collection[Cell]]]:
        told: list[tuple[Doubt, Collection[Cell]]] = []
        for group in {*self.orders, *self.open_orders, *self._open}:
            cells = self._open.get(group, [])
            order = self.orders.get(group)
            if group[0] is not Kind.SHORT and order is None and group not in self.open_orders:
                continue
            if cells or order in ("mdy", "ydm"):
                told.append((Doubt("date_order", self._why(group, order)), set(cells)))
        return told

    def _why(self, group: Group, order: str | None) -> str:
        usual = self._usual if group[0] is Kind.SHORT else _USUAL[group[0]]
        evidence = [group, _SHORT, _LONG] if group[0] is Kind.SHORT else [group]
        for of in evidence:
            if count := self._only[of, order or usual]:
                break
        message = {
            True: _("Order of the dates: %(order)s, since %(count)s cells can only be read so."),
            False: _(
                "Order of the dates: %(order)s, as is usual here; the column itself does not tell."
            ),
        }[bool(order and count)]
        return message % {"order": _NAMES[order or usual], "count": count}


_USUAL = {Kind.FIRST: "ymd", Kind.LAST: "dmy"}
_LOOKS = {
    Kind.FIRST: _Orders._decide_first,
    Kind.LAST: _Orders._decide_last,
    Kind.SHORT: _Orders._decide_short,
}
# Where the cells are counted that speak for an order without being of the group.
_SHORT: Group = (Kind.YEAR, False)
_LONG: Group = (Kind.MONTH, False)


class _MadeGregorian:
    """Whether a spreadsheet has made Gregorian days of Jalali dates.

    Days of 1930 to 2005 may be such. What a spreadsheet could not take for a date stays text: a
    column that has both, or whose texts name the years that such days would be of, tells it.
    """

    def __init__(
        self, found: Mapping[Cell, Found], counts: Mapping[Cell, int], latest: datetime.date
    ) -> None:
        self._cells: set[Cell] = set()
        self.is_so = self.warns = False
        meant: Counter[int] = Counter()  # Jalali years that would be meant
        standing: Counter[int] = Counter()  # those that the days are of
        named: set[int] = set()  # by the texts of the column
        short, later = 0, 0
        for cell, said in found.items():
            day = said if isinstance(said, datetime.date) else _gregorian_day(said)
            if day is not None:
                if day.year < FIRST_MADE:
                    continue
                jalali = made_gregorian_of(day)
                if jalali is None or jalali > latest:
                    later += counts[cell]
                else:
                    meant[to_jalali(jalali).year] += counts[cell]
                    standing[to_jalali(day).year] += counts[cell]
                    self._cells.add(cell)
            elif isinstance(said, Written):
                if len(said.year) == 4:
                    named.add(int(said.year))
                elif said.kind in (Kind.FIRST, Kind.LAST, Kind.SHORT):
                    short += counts[cell]
        if not self._cells:
            return
        self._count = sum(meant.values())
        if not named and not short:
            # Registers go on after 2005; one that does not is one of Jalali years.
            self.warns = not later
            return
        self.warns = True
        near_meant, near_standing = _near(meant, named), _near(standing, named)
        self.is_so = bool(short and not later) or near_meant > near_standing

    def doubts(self) -> list[tuple[Doubt, Collection[Cell]]]:
        if self.is_so:
            message = _(
                "A spreadsheet has taken Jalali dates such as 98/07/15 for Gregorian ones; in "
                "%(count)s cells the Jalali date is taken. Look at them."
            )
            return [(Doubt("made_gregorian", message % {"count": self._count}), self._cells)]
        if self.warns:
            message = _(
                "Perhaps a spreadsheet has taken Jalali dates such as 98/07/15 for Gregorian "
                "ones; %(count)s cells are taken as they stand. Look at them."
            )
            return [(Doubt("perhaps_jalali", message % {"count": self._count}), self._cells)]
        return []


def _gregorian_day(said: Written) -> datetime.date | None:
    """The Gregorian day of a text that names one, in the first order that gives a day."""
    if not (said.has_gregorian_month or is_gregorian(said.year)) or not said.is_whole:
        return None
    for order in ORDERS.get(said.kind, ("",)):
        try:
            return day_of(said, order=order)
        except PersianValueError:
            continue
    return None


def _near(years: Mapping[int, int], named: Collection[int]) -> int:
    """How many of the cells are of years about those that are named."""
    if not named:
        return 0
    first, last = min(named) - NEAR, max(named) + NEAR
    return sum(count for year, count in years.items() if first <= year <= last)
