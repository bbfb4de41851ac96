"""What is reported of sessions and of what they decided."""

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from councils import decisions
from councils.decisions import IN_FAVOUR, Sense
from councils.models import AgendaItem, Session
from councils.models.session import FollowUp, SessionState
from ngos.models.ngo import ActivityLevel
from reports.listing import Listing, Told
from reports.report import Asked
from reports.table import Kind


def _sessions(asked: Asked) -> QuerySet[Session]:
    held = asked.periods.now.holds("held_on")
    return Session.objects.filter(held, state=SessionState.SIGNED).order_by("held_on", "pk")


SESSIONS = Listing(
    name="sessions",
    title=_("Sessions that were held"),
    explained=_("Signed sessions of councils and working groups: items, approved and declined."),
    model=Session,
    rows=_sessions,
    told=(
        Told("body", _("Council"), "council__name"),
        Told(
            "level", _("Level"), "council__level", choices=lambda: ActivityLevel.choices
        ),
        Told("county", _("County"), "county__name"),
        Told("number", _("Number"), "number", Kind.COUNT),
        Told("held_on", _("Date"), "held_on", Kind.DATE),
        Told("items", _("Items"), lambda: Count("agenda"), Kind.COUNT),
        Told(
            "approved", _("Approved"),
            lambda: Count("agenda", filter=Q(agenda__sense__in=[each.value for each in IN_FAVOUR])),
            Kind.COUNT,
        ),
        Told(
            "declined", _("Declined"),
            lambda: Count("agenda", filter=Q(agenda__sense=Sense.AGAINST)), Kind.COUNT,
        ),
    ),
)  # fmt: skip


def _resolutions(asked: Asked) -> QuerySet[AgendaItem]:
    held = asked.periods.now.holds("session__held_on")
    return AgendaItem.objects.filter(held, session__state=SessionState.SIGNED).order_by(
        "due_on", "session__held_on", "pk"
    )


RESOLUTIONS = Listing(
    name="resolutions",
    title=_("Follow-up of resolutions"),
    explained=_("What sessions decided: by whom it is done, until when, and how it stands."),
    model=AgendaItem,
    rows=_resolutions,
    told=(
        Told("subject", _("Subject"), "subject"),
        Told("decision", _("Decision"), "decision", choices=lambda: list(decisions.choices())),
        Told("body", _("Council"), "session__council__name"),
        Told("held_on", _("Session"), "session__held_on", Kind.DATE),
        Told("owner", _("Owner"), "owner"),
        Told("due_on", _("Due on"), "due_on", Kind.DATE),
        Told("follow_up", _("Follow-up"), "follow_up", choices=lambda: FollowUp.choices),
    ),
)

REPORTS = (SESSIONS, RESOLUTIONS)
