"""What is reported of licences, approvals, inquiries and applications that wait."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Avg, Count, F, FloatField, Min, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from files.exporting.cells import TehranDay
from licensing.kinds import Kind as Kinds
from licensing.kinds import LicenceKind
from licensing.models import Application, Inquiry, Licence
from licensing.models.inquiry import Authority, InquiryResult
from licensing.states import CLOSED, State
from persian.dates import today
from reports.days import DaysBetween, Median, days_since
from reports.grouped import Figure, Group, Grouped
from reports.growing import Growing
from reports.report import Asked
from reports.table import Kind
from screens.yearly import OnDays

_ISSUED = OnDays("issued_on", "issued")
_KIND = Group("kind", _("Kind"), "kind", "kind", choices=LicenceKind.choices)
_COUNTY = Group("county", _("County"), "ngo__county", "county", shown="ngo__county__name")
_APPROVALS = (LicenceKind.INITIAL_APPROVAL, LicenceKind.PRINCIPLE_APPROVAL)

LICENCE_GROWTH = Growing(
    name="licence_growth",
    title=_("Growth of licences"),
    explained=_("Licences and approvals that were issued, by kind, beside the year before."),
    model=Licence, days=_ISSUED, county="ngo__county",
    grouped={"kind": (_KIND,), "county": (_COUNTY,)},
)  # fmt: skip
APPROVALS = Growing(
    name="approvals",
    title=_("Approvals by county"),
    explained=_("Initial approvals and approvals in principle, by kind and county."),
    model=Licence, days=_ISSUED, county="ngo__county",
    grouped={"kind": (_KIND, _COUNTY)}, values={"kind": _APPROVALS},
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Inquiries(Grouped):
    def condition(self, asked: Asked) -> Q:
        return asked.periods.now.holds("sent_on")

    def figures(self, asked: Asked) -> Sequence[Figure]:
        answered = Q(result__in=(InquiryResult.POSITIVE, InquiryResult.NEGATIVE))
        return [
            Figure("sent", _("Sent"), value=Count("pk")),
            Figure("answered", _("Answered"), value=Count("pk", filter=answered)),
            Figure(
                "lapsed", _("Silent consent"),
                value=Count("pk", filter=Q(result=InquiryResult.SILENT_CONSENT)),
            ),
            Figure(
                "waiting", _("Waiting"), value=Count("pk", filter=Q(result=InquiryResult.PENDING))
            ),
            Figure(
                "mean_days", _("Mean days to the answer"), Kind.RATIO,
                value=Avg(
                    Cast(DaysBetween(F("answered_on"), F("sent_on")), FloatField()), filter=answered
                ),
            ),
        ]  # fmt: skip


INQUIRIES = _Inquiries(
    name="inquiries",
    title=_("Inquiries"),
    explained=_("Inquiries that were sent, by authority: answered, lapsed, and in how many days."),
    model=Inquiry,
    grouped={
        "authority": (
            Group(
                "authority", _("Authority"), "authority", "authority", choices=Authority.choices
            ),
        ),
    },
    province="application__ngo__province", county="application__ngo__county",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Ageing(Grouped):
    has_period: bool = False

    def condition(self, asked: Asked) -> Q:
        return ~Q(state__in=CLOSED)

    def figures(self, asked: Asked) -> Sequence[Figure]:
        since = TehranDay(F("state_since"))
        return [
            Figure("count", _("Applications"), value=Count("pk"), query={"state": OPEN}),
            Figure(
                "median_days",
                _("Median days in the state"),
                Kind.DAYS,
                value=Median(days_since(since, today())),
            ),
            Figure("oldest", _("The oldest since"), Kind.DATE, value=Min(since)),
        ]


OPEN = [state.value for state in State if state not in CLOSED]
APPLICATION_AGEING = _Ageing(
    name="application_ageing",
    title=_("Applications that are under way"),
    explained=_("Applications by state today: how many, how long in it, and since when."),
    model=Application,
    grouped={
        "state": (
            Group(
                "state", _("State"), "state", "state",
                choices=[each for each in State.choices if each[0] in OPEN],
            ),
        ),
        "kind": (Group("kind", _("Kind"), "kind", "kind", choices=Kinds.choices),),
    },
    province="ngo__province", county="ngo__county",
)  # fmt: skip

REPORTS = (LICENCE_GROWTH, APPROVALS, INQUIRIES, APPLICATION_AGEING)
