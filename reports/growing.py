"""Reports that set what was counted in some days beside what was counted in those before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import BigIntegerField, Count, Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.grouped import Figure, Grouped
from reports.report import Asked
from reports.table import Kind, growth, ratio
from screens.yearly import Days


@dataclass(frozen=True, slots=True)
class Measure:
    """What the rows of a group sum to, beside their number."""

    name: str
    label: str | Promise
    total: Callable[[], Any]
    kind: Kind = Kind.COUNT


@dataclass(frozen=True, kw_only=True)
class Growing(Grouped):
    """Counts now and before; `measures` beyond the count stand after it, of now."""

    days: Days
    measures: Sequence[Measure] = ()
    compares: bool = True

    def condition(self, asked: Asked) -> Q:
        return self.days.holds(asked.periods.now) | self.days.holds(asked.periods.before)

    def annotated(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.annotate(**{f"each_{each.name}": each.total() for each in self.measures})

    def figures(self, asked: Asked) -> Sequence[Figure]:
        now, before = asked.periods.now, asked.periods.before
        of_now = self.days.holds(now)
        return [
            Figure(
                "now", _("This period"),
                value=Count("pk", filter=of_now), query=self.days.query(now),
            ),
            Figure(
                "before", _("Before"),
                value=Count("pk", filter=self.days.holds(before)), query=self.days.query(before),
            ),
            Figure(
                "ratio", _("Times"), Kind.RATIO,
                derived=lambda line: ratio(line["now"], line["before"]),
            ),
            Figure(
                "growth", _("Growth"), Kind.PERCENT,
                derived=lambda line: growth(line["now"], line["before"]),
            ),
            *(
                Figure(
                    each.name, each.label, each.kind,
                    value=Sum(
                        f"each_{each.name}", filter=of_now, output_field=BigIntegerField()
                    ),
                )
                for each in self.measures
            ),
        ]  # fmt: skip
