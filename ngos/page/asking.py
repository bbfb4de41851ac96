"""How a part asks the database, in the query of the NGO itself."""

from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def number_of(rows: QuerySet[Any, Any]) -> Coalesce:
    """How many `rows` there are of each NGO; they are narrowed by `OuterRef("pk")`."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n"), IntegerField()), 0)
