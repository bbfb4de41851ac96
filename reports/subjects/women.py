"""Women who head households: how many, served, trained, employed, graduated. Small numbers are
hidden, since a report leaves the office."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from beneficiaries.care.models import Outcome, Service
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.words import HeadshipCause, RecordState
from reports.grouped import Figure, Group, Grouped
from reports.report import Asked
from reports.suppression import hidden
from reports.table import Cell, Table


class _Women(Grouped):
    has_period: bool = False

    def annotated(self, rows: QuerySet[Beneficiary]) -> QuerySet[Beneficiary]:
        """Each woman with whether she was given anything, was taught, has found work."""
        given = Service.objects.filter(beneficiary=OuterRef("pk"))
        work = Outcome.objects.filter(beneficiary=OuterRef("pk"))
        return rows.annotate(
            is_served=Exists(given), is_trained=Exists(given.filter(kind="training")),
            is_employed=Exists(work),
        )  # fmt: skip

    def figures(self, asked: Asked) -> Sequence[Figure]:
        """No list holds their rows: that of women cannot be narrowed by what records hold."""

        def count(name: str, label: object, condition: Q) -> Figure:
            return Figure(name, str(label), value=Count("pk", filter=condition))

        return [
            Figure("women", _("Women"), value=Count("pk")),
            count("served", _("Served"), Q(is_served=True)),
            count("trained", _("Trained"), Q(is_trained=True)),
            count("employed", _("Employed"), Q(is_employed=True)),
            count("graduated", _("Graduated (women)"), Q(state=RecordState.GRADUATED)),
        ]

    def table(self, asked: Asked) -> Table:
        """The counts, less those that are so small that a woman might be known by them."""
        counted = super().table(asked)
        rows = [list(row) for row in counted.rows]
        totals = list(counted.totals)
        for at, column in enumerate(counted.columns):
            if not column.is_figure:
                continue
            counts = [_number(row[at]) for row in rows]
            found, is_total = hidden(counts, _number(totals[at]))
            for row, is_hidden in zip(rows, found, strict=True):
                row[at] = Cell(None) if is_hidden else row[at]
            totals[at] = Cell(None) if is_total else totals[at]
        return replace(counted, rows=rows, totals=totals)


def _number(cell: Cell) -> int:
    return cell.value if isinstance(cell.value, int) else 0


WOMEN = _Women(
    name="women",
    title=_("Women who head households"),
    explained=_(
        "Women by cause of headship or county: served, trained, employed, graduated. Counts below "
        "five are hidden, and those that would tell them by subtraction."
    ),
    model=Beneficiary,
    grouped={
        "cause": (
            Group("cause", _("Cause of headship"), "headship_cause", "",
                  choices=[*HeadshipCause.choices, ("", _("Not known"))]),
        ),
        "county": (Group("county", _("County"), "county", "", shown="county__name"),),
    },
)  # fmt: skip
REPORTS = (WOMEN,)
