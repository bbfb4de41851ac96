"""What stands in a cell of an export, said to the database: one expression for each column."""

import re
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Func, Value, When
from django.db.models.expressions import Expression
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _

from files.exporting.columns import ShownColumn
from files.formulas import PASSED_OVER, SIGNS, disarmed
from persian.dates import jalali_iso
from persian.functions import JalaliText, rough_text

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # signs that no file holds
_Field = models.Field[Any, Any]


def disarm(value: object) -> Any:
    """The value as it may stand in a cell: no formula, and no sign that a file cannot hold."""
    return disarmed(CONTROL.sub("", value)) if isinstance(value, str) else value


class Disarmed(Func):
    """`files.formulas.disarmed` of a text; NULL where it is empty.

    Most texts begin with a Persian letter or a digit and are told by that at once. Signs that no
    file holds stay: they are taken out of the written file.
    """

    template = (
        "CASE WHEN ascii(%(expressions)s) BETWEEN 1568 AND 1756 THEN %(expressions)s "
        "WHEN ascii(%(expressions)s) BETWEEN 48 AND 57 THEN %(expressions)s "
        "WHEN %(expressions)s = '' THEN NULL "
        "WHEN left(ltrim(%(expressions)s, %%s), 1) = ANY (%%s) "
        r"AND regexp_replace(%(expressions)s, '[\x01-\x08\x0b\x0c\x0e-\x1f]', '', 'g') "
        r"!~ '^[+-]?[0-9]+(\.[0-9]+)?$' "
        "THEN '''' || %(expressions)s ELSE %(expressions)s END"
    )
    arity = 1
    output_field = models.TextField()

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """The passed-over signs and the signs of formulas travel as parameters."""
        sql, _none = super().as_sql(compiler, connection, **context)
        return sql, [PASSED_OVER.replace("\0", ""), list(SIGNS)]


class Masked(Func):
    """`persian.identifiers.mask` of a text: its first three and last two signs are shown."""

    template = (
        "CASE WHEN length(%(expressions)s) <= 5 THEN repeat('•', length(%(expressions)s)) "
        "ELSE left(%(expressions)s, 3) || repeat('•', length(%(expressions)s) - 5) "
        "|| right(%(expressions)s, 2) END"
    )
    arity = 1
    output_field = models.TextField()


class Given(Expression):
    """What the query below has under a name."""

    def __init__(self, name: str, field: _Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: object, connection: object) -> tuple[str, tuple[str | int, ...]]:
        return self.name, ()


class Joined(Func):
    """The texts of an array, with commas."""

    template = "array_to_string(%(expressions)s, '، ')"
    arity = 1
    output_field = models.TextField()


class TehranDay(Func):
    """The day of a moment, as the clocks of Tehran have it."""

    template = "(%(expressions)s AT TIME ZONE 'Asia/Tehran')::date"
    arity = 1
    output_field = models.DateField()


class WithTime(Func):
    """A moment as «1402/03/05 10:30»."""

    template = "(%(day)s || to_char(%(expressions)s AT TIME ZONE 'Asia/Tehran', '\" \"HH24:MI'))"
    arity = 1
    output_field = models.TextField()

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:  # type: ignore[override]
        day, _none = compiler.compile(JalaliText(TehranDay(*self.source_expressions)))
        return super().as_sql(compiler, connection, day=day, **context)


def cell(name: str, field: _Field, shown: ShownColumn) -> Expression:
    """How the value that the query has under `name` is written, by the field it comes from.

    Raises TypeError for a column that the database cannot show.
    """
    value = Given(name, field)
    show = shown.column.show
    if shown.is_masked:
        if isinstance(field, models.CharField):
            return Masked(value)
    elif isinstance(field, models.DateField) and show in (None, jalali_iso):
        is_moment = isinstance(field, models.DateTimeField)
        if is_moment:
            return WithTime(value)
        if getattr(field, "precision", ""):
            return rough_text(value, Given(precision_name(name), models.CharField()))
        return JalaliText(value)
    elif labels := _labels(field, shown):
        return Case(
            *(When(Exact(value, Value(key, field)), Value(text)) for key, text in labels.items()),
            default=None if isinstance(field, models.BooleanField) else Disarmed(value),
            output_field=models.TextField(),
        )
    elif show is None and is_number(field):
        return value
    elif show is None and isinstance(field, models.CharField | models.TextField):
        return Disarmed(value)
    elif show is None and isinstance(field, ArrayField):
        return Disarmed(Joined(value))
    raise TypeError(f"The database cannot show the column {shown.column.value}.")


def precision_name(name: str) -> str:
    """The name under which the query has how much is known of the date `name`."""
    return f"{name}_precision"


def is_number(field: _Field) -> bool:
    """Whether a workbook holds values of this field as numbers."""
    return isinstance(field, models.IntegerField) and not field.choices


def _labels(field: _Field, shown: ShownColumn) -> dict[Any, str]:
    """The words for all values that a field can have, where they are few."""
    words: dict[Any, Any] = dict(field.flatchoices or ())
    if isinstance(field, models.BooleanField):
        words = {True: _("Yes"), False: _("No")}
    if shown.column.show:
        words = {key: shown.column.show(key) for key in words}
    return {key: disarm(str(text)) for key, text in words.items()}
