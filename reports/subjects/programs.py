"""What is reported of programs: events, money of a year, neighbourhoods and micro-funds."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import (
    BigIntegerField,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from persian.dates import today
from programs.events.models import Event
from programs.events.models.event import EventKind, EventState
from programs.events.services.reading import persons
from programs.microfunds.models import AccountKind, FundMember, Loan, MicroFund
from programs.microfunds.services.reading import arrears, balance_of, members_now
from programs.microfunds.workflow import LENT_OUT
from programs.money.models import Allocation
from programs.neighbourhoods.models import Neighbourhood
from programs.neighbourhoods.services.profiles import overdue
from reports.grouped import Figure, Group, Grouped, Numbers
from reports.growing import Growing, Measure
from reports.report import Asked
from reports.table import Kind, percent
from screens.yearly import OnDays

EVENTS = Growing(
    name="events",
    title=_("Events and trainings"),
    explained=_("Events that were held, by kind, with their persons, beside the year before."),
    model=Event,
    days=OnDays("starts_on", "starts"),
    grouped={"kind": (Group("kind", _("Kind"), "kind", "kind", choices=EventKind.choices),)},
    values={"state": [EventState.HELD]},
    measures=(Measure("persons", _("Persons"), total=persons),),
)


@dataclass(frozen=True, kw_only=True)
class _Funding(Grouped):
    """Money of the year that the period lies in: what is allocated names its year and no day."""

    def condition(self, asked: Asked) -> Q:
        return Q(year=asked.periods.now.year)

    def figures(self, asked: Asked) -> Sequence[Figure]:
        year = {"year": asked.periods.now.year}

        def sum_of(name: str, label: object) -> Figure:
            value = Sum(name, output_field=BigIntegerField())
            return Figure(name, str(label), Kind.RIAL, value=value, query=year)

        return [
            sum_of("allocated", _("Allocated")),
            sum_of("paid", _("Paid")),
            sum_of("spent", _("Spent")),
            Figure("percent", _("Percent spent"), Kind.PERCENT, derived=_share),
            Figure("balance", _("Balance"), Kind.RIAL, derived=_balance),
        ]


def _share(line: Numbers) -> int | None:
    return percent(line["spent"] or 0, line["allocated"] or 0)


def _balance(line: Numbers) -> int:
    return int((line["allocated"] or 0) - (line["spent"] or 0))


_AGENCY = Group("agency", _("Agency"), "counterpart", "counterpart", shown="counterpart__name")
_PRIORITY = Group("priority", _("Priority"), "priority", "priority", shown="priority__name")

FUNDING = _Funding(
    name="funding",
    title=_("Funding of the year"),
    explained=_("What was allocated to agencies and NGOs, paid, spent, and what is left."),
    model=Allocation,
    grouped={
        "agency": (_AGENCY,),
        "priority": (_PRIORITY,),
        "both": (_AGENCY, _PRIORITY),
        "ngo": (Group("ngo", _("NGO"), "ngo", "", shown="ngo__name"),),
    },
)


@dataclass(frozen=True, kw_only=True)
class _Neighbourhoods(Grouped):
    has_period: bool = False

    def figures(self, asked: Asked) -> Sequence[Figure]:
        def count(name: str, label: object, condition: Q, **query: str) -> Figure:
            return Figure(name, str(label), value=Count("pk", filter=condition), query=query)

        return [
            Figure("count", _("Neighbourhoods"), value=Count("pk"), query={}),
            count(
                "complete", _("Profiles completed"), Q(completed_on__isnull=False),
                profile="complete",
            ),
            count("overdue", _("Profiles overdue"), overdue(), profile="overdue"),
            count("at_risk", _("Prone to harms"), Q(is_at_risk=True), at_risk="True"),
            Figure("population", _("Population"), value=Sum("population")),
        ]  # fmt: skip


_COUNTY = Group("county", _("County"), "county", "county", shown="county__name")

NEIGHBOURHOODS = _Neighbourhoods(
    name="neighbourhoods",
    title=_("Neighbourhood profiles"),
    explained=_("Profiles by county: completed, overdue, prone to harms."),
    model=Neighbourhood,
    grouped={"county": (_COUNTY,)},
)


@dataclass(frozen=True, kw_only=True)
class _Microfunds(Grouped):
    has_period: bool = False

    def annotated(self, rows: QuerySet[MicroFund]) -> QuerySet[MicroFund]:
        """Each fund with its members, savings, what is lent out, and what of it is late."""
        lent = Loan.objects.filter(fund=OuterRef("pk"), state__in=LENT_OUT).order_by()
        late = lent.annotate(late=arrears(today())).values("fund")
        members = FundMember.objects.filter(members_now(), fund=OuterRef("pk")).order_by()
        return rows.annotate(
            has_members=Coalesce(
                Subquery(members.values("fund").annotate(n=Count("pk")).values("n")),
                0, output_field=IntegerField(),
            ),
            has_savings=balance_of(AccountKind.SAVINGS, fund="pk"),
            has_lent=balance_of(AccountKind.LOAN, fund="pk"),
            has_loans=Coalesce(
                Subquery(lent.values("fund").annotate(n=Count("pk")).values("n")),
                0, output_field=IntegerField(),
            ),
            has_late=Coalesce(
                Subquery(late.annotate(whole=Sum("late")).values("whole")),
                0, output_field=BigIntegerField(),
            ),
        )  # fmt: skip

    def figures(self, asked: Asked) -> Sequence[Figure]:
        def sum_of(name: str, label: object, kind: Kind) -> Figure:
            return Figure(
                name, str(label), kind,
                value=Sum(f"has_{name}", output_field=BigIntegerField()),
            )  # fmt: skip

        return [
            Figure("count", _("Micro-funds"), value=Count("pk"), query={}),
            sum_of("members", _("Members"), Kind.COUNT),
            sum_of("savings", _("Savings"), Kind.RIAL),
            sum_of("loans", _("Loans lent out"), Kind.COUNT),
            sum_of("lent", _("Still owed"), Kind.RIAL),
            sum_of("late", _("In arrears"), Kind.RIAL),
        ]


MICROFUNDS = _Microfunds(
    name="microfunds",
    title=_("Micro-funds"),
    explained=_("Funds by county: members, savings, what is lent out and what is late."),
    model=MicroFund,
    grouped={"county": (_COUNTY,)},
)

REPORTS = (EVENTS, FUNDING, NEIGHBOURHOODS, MICROFUNDS)
