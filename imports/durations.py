"""Terms in files: whole months from whatever unit an office writes."""

import re
from collections import Counter
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.cleaning import Cell, CellError, Cleaner, Doubtful, Maker, Seen, as_line
from imports.cleaning.spoiled import refuse_spoiled
from imports.units import remarks_of
from persian.errors import PersianValueError
from persian.number_words import number_from_words
from persian.numbers import format_number, parse_decimal
from persian.text import canonical, fold
from reading.doubts import Doubt

NO_TERM = "no_term"  # the code of a term that does not end
MONTHS_IN_YEAR, DAYS_IN_MONTH = 12, Fraction(365, 12)
# A bare number up to it is rather one of years, a greater one of months.
MOST_YEARS = 5
MOST_MONTHS = 240  # a greater number is something else, and is not quoted
LONGEST_YEARS = 10  # for which a term is usually given
_UNITS: dict[str, Fraction] = {  # months in one
    **dict.fromkeys(("سال", "ساله", "سالیانه", "سالانه", "سالگی", "year", "years"), Fraction(12)),
    **dict.fromkeys(("ماه", "ماهه", "ماهیانه", "ماهانه", "برج", "month", "months"), Fraction(1)),
    **dict.fromkeys(("هفته", "هفتگی", "week", "weeks"), 7 / DAYS_IN_MONTH),
    **dict.fromkeys(("روز", "روزه", "روزانه", "day", "days"), 1 / DAYS_IN_MONTH),
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_IN_TITLE = re.compile(rf"(?<![^\W_])(?:{_UNIT})(?![^\W_])", re.I).findall
# A number in figures or words and its unit; a half may stand before or behind it.
_PART = re.compile(
    rf"(?P<number>\d[\d.,٫٬/]*|نیم|[^\W\d_][^\d]*?)?[\s\u200c]*(?P<unit>{_UNIT})(?![^\W_])"
    rf"(?P<half>\s?و\s?نیم)?",
    re.I,
).match
_WITH_A_HALF = re.compile(r"(.+?)\s?و\s?نیم").fullmatch
_AND = re.compile(r"[\s\u200c]*(?:و|،|,)[\s\u200c]+|[\s\u200c]+").match
_BEFORE = re.compile(r"(?:به مدت|مدت|برای|تا)\s+").match
ENDLESS = frozenset(
    map(fold, (
        "دائم", "دایم", "دائمی", "دایمی", "نامحدود", "بدون محدودیت", "بدون انقضا", "مادام العمر",
        "همیشگی", "بدون تاریخ", "غیرمحدود", "نامعین", "بی مدت", "unlimited", "permanent",
    ))
)  # fmt: skip


def duration_in_months(minimum: int = 1, maximum: int = 600) -> Maker:
    """A term, in months. Its unit stands in the cell («دو سال», «۱۸ ماه»), else in the title of the
    file's column («مدت اعتبار (سال)»).

    Where it stands nowhere, the column as a whole tells what its bare numbers are likely to be, and
    each is taken with a warning, or asked for. They are never taken for months in silence.
    """
    return lambda province_id: _Duration(minimum, maximum)


class _Duration(Cleaner):
    """`unit` is the months in one of the title's unit; None where it names none. `is_strange` tells
    that it names another. `bare` is what numbers without a unit are taken for, by number."""

    looks_at_the_column = True

    def __init__(
        self,
        minimum: int,
        maximum: int,
        unit: Fraction | None = None,
        *,
        is_strange: bool = False,
        guessed: dict[Fraction, Fraction] | None = None,
        doubts: tuple[Doubt, ...] = (),
    ) -> None:
        super().__init__(self._months, as_line)
        self._minimum, self._maximum = minimum, maximum
        self._unit, self._is_strange, self._guessed = unit, is_strange, guessed
        self.doubts = doubts

    def titled(self, title: str) -> Cleaner:
        words = set(_IN_TITLE(canonical(title)))
        units = {_UNITS[word.lower()] for word in words}
        if len(units) == 1:
            return _Duration(self._minimum, self._maximum, units.pop())
        return _Duration(
            self._minimum, self._maximum, is_strange=bool(not units and remarks_of(title))
        )

    def seen(self, column: Seen) -> Cleaner:
        texts = [cell for cell in dict.fromkeys(column.cells) if isinstance(cell, str)]
        spelled: dict[Cell, Any] = dict(zip(texts, self.spell(texts), strict=True))
        bare: dict[Cell, Fraction] = {}
        for cell in dict.fromkeys(column.cells):
            written = spelled[cell] if isinstance(cell, str) else cell
            if not self.is_empty(written) and (number := _bare(written)) is not None:
                bare[cell] = number
        at = [n for cell, n in zip(column.cells, column.numbers, strict=True) if cell in bare]
        counts = Counter(bare.values())
        if not counts or self._unit is not None:
            return self
        guessed = {} if self._is_strange else _guessed(counts)
        doubt = Doubt("unit_not_known", _what_is_guessed(guessed, counts), tuple(at))
        return _Duration(
            self._minimum,
            self._maximum,
            is_strange=self._is_strange,
            guessed=guessed,
            doubts=(doubt,),
        )

    def _guess(self, bare: Fraction) -> Fraction | None:
        guessed = _guessed(Counter([bare])) if self._guessed is None else self._guessed
        return guessed.get(bare)

    def _months(self, cell: Cell) -> int | Doubtful:
        refuse_spoiled(cell)
        bare = _bare(cell)
        if bare is None:
            months, warning = _told(str(cell)), None
        elif self._unit is not None:
            months, warning = bare * self._unit, None
            if self._unit == MONTHS_IN_YEAR and bare > LONGEST_YEARS:
                warning = _taken_as(cell, _whole(months))
        elif not self._is_strange and (guess := self._guess(bare)):
            months = bare * guess
            warning = _taken_as(cell, _whole(months))
        else:
            raise _no_unit(cell)
        whole = _whole(months)
        if not self._minimum <= whole <= self._maximum:
            raise CellError(
                "out_of_range",
                gettext_lazy("%(value)s is out of range: it lies between %(min)s and %(max)s."),
                {"value": whole, "min": self._minimum, "max": self._maximum},
            )
        if warning is None and whole != months and abs(whole - months) > Fraction(1, 5):
            warning = _taken_as(cell, whole)
        return whole if warning is None else Doubtful(whole, warning)


def _bare(cell: object) -> Fraction | None:
    """A number without a unit; None for what is none."""
    try:
        return Fraction(parse_decimal(cell))
    except PersianValueError:
        words = number_from_words(cell) if isinstance(cell, str) else None
        return None if words is None else Fraction(words)


def _told(text: str) -> Fraction:
    """Months that a text with units tells: «یک سال و شش ماه», «۲٫۵ ساله»."""
    if fold(text) in ENDLESS:
        raise CellError(
            NO_TERM,
            gettext_lazy(
                "“%(value)s” is no term that ends; no end is taken. "
                "Write the last day, if there is one."
            ),
            {"value": text},
        )
    rest = text[before.end() :] if (before := _BEFORE(text)) else text
    months, place = Fraction(0), 0
    while place < len(rest):
        part = _PART(rest, place)
        amount = _amount(part["number"]) if part else None
        if part is None or amount is None:
            raise _not_a_term(text)
        months += (amount + (Fraction(1, 2) if part["half"] else 0)) * _UNITS[part["unit"].lower()]
        place = part.end()
        if place < len(rest):
            between = _AND(rest, place)
            if between is None or between.end() == len(rest):
                raise _not_a_term(text)
            place = between.end()
    return months


def _amount(written: str | None) -> Fraction | None:
    if written is None:
        return None
    written = written.strip(" \u200c")
    if written == "نیم":
        return Fraction(1, 2)
    whole = _WITH_A_HALF(written)
    amount = _bare(whole[1] if whole else written)
    return amount if amount is None or not whole else amount + Fraction(1, 2)


def _whole(months: Fraction) -> int:
    return int(months + Fraction(1, 2))


def _guessed(counts: Counter[Fraction]) -> dict[Fraction, Fraction]:
    """What the bare numbers of a column are likely to count, by number, in months.

    Small ones are years; half years upwards are months. A number between the two is neither, and
    makes the others of its size doubtful too.
    """
    years = {number for number in counts if 0 < number <= MOST_YEARS}
    months = {n for n in counts if MOST_YEARS < n <= MOST_MONTHS and n % 6 == 0}
    between = counts.keys() - years - months
    if max(counts) <= LONGEST_YEARS and (between or (years and months)):
        return {}
    return dict.fromkeys(years, Fraction(12)) | dict.fromkeys(months, Fraction(1))


def _what_is_guessed(guessed: dict[Fraction, Fraction], counts: Counter[Fraction]) -> str:
    years = [number for number, unit in guessed.items() if unit == MONTHS_IN_YEAR]
    months = [number for number in guessed if number not in years]
    said = []
    if years:
        said.append(_("%(numbers)s for years") % {"numbers": _listed(years)})
    if months:
        said.append(_("%(numbers)s for months") % {"numbers": _listed(months)})
    if not said:
        return _(
            "The title names no unit that is known here, and the numbers do not tell it. Write it "
            "in the title: (year) or (month)."
        )
    return _(
        "The title names no unit; by their size %(guesses)s are taken. If that is wrong, write the "
        "unit in the title: (year) or (month)."
    ) % {"guesses": "، ".join(said)}


def _listed(numbers: list[Fraction]) -> str:
    return "، ".join(format_number(float(number)) for number in sorted(numbers)[:6])


def _taken_as(cell: object, months: int) -> CellError:
    return CellError(
        "doubtful_term",
        gettext_lazy(
            "“%(value)s” is taken as %(months)s months. Write the unit beside the number."
        ),
        {"value": str(cell), "months": months},
    )


def _no_unit(cell: object) -> CellError:
    return CellError(
        "unit_not_known",
        gettext_lazy("“%(value)s” has no unit. Write it beside the number: 2 years, 24 months."),
        {"value": str(cell)},
    )


def _not_a_term(text: str) -> CellError:
    return CellError(
        "not_a_term",
        gettext_lazy("“%(value)s” is not a term. Write it like 2 years or 24 months."),
        {"value": text},
    )
