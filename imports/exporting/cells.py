"""What stands in a cell of an export, said to the database: one expression for each column."""

import re
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Case, F, Func, Value, When
from django.db.models.expressions import Combinable

from imports.formulas import PASSED_OVER, SIGNS, disarmed
from imports.registry import Column
from persian.dates import jalali_iso
from persian.functions import JalaliText

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # signs that no file holds


def disarm(value: Any) -> Any:
    """The value as it may stand in a cell: no formula, and no sign that a file cannot hold."""
    return disarmed(CONTROL.sub("", value)) if isinstance(value, str) else value


class Disarmed(Func):
    """`imports.formulas.disarmed` of a text; NULL where it is empty.

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


def expression(column: Column, model: type[models.Model]) -> Combinable:
    """What the column shows of a row, by the model field that it comes from.

    Raises TypeError for a column that the database cannot show.
    """
    path = str(column.attribute)
    field = _field(model, path)
    values = _values(field)
    if isinstance(field, models.DateField) and column.show in (None, jalali_iso):
        return JalaliText(F(path))
    if values and (column.show or isinstance(field, models.BooleanField)):
        show = column.show or str
        return Case(
            *(When(**{path: value}, then=Value(disarm(str(show(value))))) for value in values),
            default=None if isinstance(field, models.BooleanField) else Disarmed(F(path)),
            output_field=models.TextField(),
        )
    if column.show is None and is_number(column, model):
        return F(path)
    if column.show is None and isinstance(field, models.CharField | models.TextField):
        return Disarmed(F(path))
    raise TypeError(f"The database cannot show the column {column.name} ({path}).")


def is_number(column: Column, model: type[models.Model]) -> bool:
    """Whether a workbook holds the column's cells as numbers."""
    field = _field(model, str(column.attribute))
    return column.show is None and isinstance(field, models.IntegerField) and not field.choices


def _field(model: type[models.Model], path: str) -> models.Field[Any, Any]:
    name, _, rest = path.partition("__")
    field = model._meta.get_field(name)
    if rest:
        return _field(field.related_model, rest)  # type: ignore[arg-type]
    if not isinstance(field, models.Field):
        raise FieldDoesNotExist(path)
    return field


def _values(field: models.Field[Any, Any]) -> list[Any]:
    """All values that a field can have, where they are few."""
    if isinstance(field, models.BooleanField):
        return [True, False]
    return [value for value, _label in field.flatchoices or ()]
