"""The SQL functions of this room as Django expressions, for generated columns and annotations."""

from typing import Any

from django.db.models import BooleanField, Case, DateField, F, Func, Q, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, Left, Right
from django.db.models.lookups import Exact

from .rough_dates import Precision


class Fold(Func):
    """`persian.text.fold` of a column that holds canonical text."""

    function = "public.persian_fold"
    arity = 1
    output_field = TextField()


class SortKey(Func):
    """`persian.text.sort_key` of canonical text; order by it under the collation "C"."""

    function = "public.persian_sort_key"
    arity = 1
    output_field = TextField()


def words(first: str, *others: str) -> Concat:
    """Columns of one row as one text, a space between them; for `Fold` and `SortKey`."""
    text = TextField()
    pieces: list[Cast | Value] = [Cast(first, text)]
    for other in others:
        pieces += [Value(" ", text), Cast(other, text)]
    return Concat(*pieces, output_field=text)


class _Is(Func):
    """Whether a column holds the normal form of an identifier; for constraints."""

    arity = 1
    output_field = BooleanField()
    conditional = True


class IsNationalID(_Is):
    function = "public.persian_is_national_id"


class IsLegalID(_Is):
    function = "public.persian_is_legal_id"


class IsMobile(_Is):
    function = "public.persian_is_mobile"


class IsPostalCode(_Is):
    function = "public.persian_is_postal_code"


class IsSheba(_Is):
    function = "public.persian_is_sheba"


class Today(Func):
    """The day it is in Tehran, by the database's clock."""

    template = "(now() AT TIME ZONE 'Asia/Tehran')::date"
    arity = 0
    output_field = DateField()


class JalaliText(Func):
    """`persian.dates.jalali_iso` of a date, as «1402/03/05»: arithmetic, and no call of a function.

    Years leap eight times in 33. Days are counted from 1 Farvardin −11 (as `jdatetime` reckons),
    so that none is negative.
    """

    _DAY = "(%(expressions)s - DATE '1600-03-20' + 361590)"
    _IN_CYCLE = f"mod({_DAY}, 12053)"
    _IN_FOUR = f"mod({_IN_CYCLE}, 1461)"  # the day in its four years, the first of which leaps
    _IN_YEAR = f"(CASE WHEN {_IN_FOUR} < 366 THEN {_IN_FOUR} ELSE mod({_IN_FOUR} - 1, 365) END)"
    _YEAR = (
        f"({_DAY} / 12053 * 33 + {_IN_CYCLE} / 1461 * 4 + greatest({_IN_FOUR} - 1, 0) / 365 - 11)"
    )
    _MONTH_AND_DAY = (
        f"CASE WHEN {_IN_YEAR} < 186 THEN {_IN_YEAR} / 31 * 100 + mod({_IN_YEAR}, 31) + 101 "
        f"ELSE ({_IN_YEAR} - 186) / 30 * 100 + mod({_IN_YEAR} - 186, 30) + 701 END"
    )
    template = f'to_char({_YEAR} * 10000 + {_MONTH_AND_DAY}, \'FM0000"/"00"/"00\')'
    arity = 1
    output_field = TextField()

    def as_sql(self, *args: Any, **context: Any) -> tuple[str, tuple[Any, ...]]:
        """A value, which the rule of a model is asked of, is a parameter wherever it stands."""
        sql, params = super().as_sql(*args, **context)
        return sql, tuple(params) * self.template.count("%(expressions)s")


def rough_text(date: Combinable, precision: Combinable) -> Case:
    """`persian.dates.jalali_iso` of a date of which so much is known: «1398», «1398/07»."""
    text = JalaliText(date)
    return Case(
        When(Exact(precision, Value(Precision.YEAR.value)), Left(text, 4)),
        When(Exact(precision, Value(Precision.MONTH.value)), Left(text, 7)),
        default=text,
        output_field=TextField(),
    )


def holds_precision(date: str, precision: str) -> Q:
    """The rule of a date with a precision: it is the first day of as much as is known."""
    first = {Precision.MONTH: "/01", Precision.YEAR: "/01/01"}
    holds = Q(**{precision: Precision.DAY})
    for part, ending in first.items():
        of_first = Exact(Right(JalaliText(F(date)), len(ending)), Value(ending))
        holds |= Q(of_first, **{precision: part, f"{date}__isnull": False})
    return holds
