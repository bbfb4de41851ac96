"""Days counted by the database: between two columns of dates, and until or since a day."""

import datetime

from django.db.models import Aggregate, DateField, F, Func, IntegerField, Value
from django.db.models.expressions import Combinable


class DaysBetween(Func):
    """From the second date to the first; negative where it lies before."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


def days_until(column: str | Combinable, today: datetime.date) -> DaysBetween:
    return DaysBetween(_date(column), Value(today, DateField()))


def days_since(column: str | Combinable, today: datetime.date) -> DaysBetween:
    return DaysBetween(Value(today, DateField()), _date(column))


def _date(column: str | Combinable) -> Combinable:
    return F(column) if isinstance(column, str) else column


class Median(Aggregate):
    """The middle value; of an even number of them the lower one of both."""

    function = "percentile_disc"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = IntegerField()
