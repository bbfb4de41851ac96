"""Cases, annual reports and letters by colour, word and icon; and what in them waits."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ngos.models import AnnualReport, Letter, Measure
from ngos.models.letter import Direction
from ngos.models.supervision import MeasureKind
from ngos.services.annual_reports.receiving import is_overdue
from ngos.services.supervision.cases import suspensions_in_force
from ngos.workflow import CaseState, ReportState
from persian.dates import today
from screens.listing_cells import Tone, badge

_CASES: dict[str, tuple[Tone, str]] = {
    CaseState.OPEN: ("warning", "folder_open"),
    CaseState.HEARD: ("neutral", "record_voice_over"),
    CaseState.DECIDED: ("neutral", "gavel"),
    CaseState.COMPLAINED: ("warning", "campaign"),
    CaseState.CLOSED: ("past", "inventory_2"),
}
_MEASURES: dict[str, tuple[Tone, str]] = {
    MeasureKind.ORAL_NOTICE: ("neutral", "chat"),
    MeasureKind.WRITTEN_NOTICE: ("neutral", "mail"),
    MeasureKind.WARNING: ("warning", "warning"),
    MeasureKind.SUSPENSION: ("bad", "block"),
    MeasureKind.REVOCATION: ("bad", "cancel"),
    MeasureKind.DISSOLUTION_REQUEST: ("bad", "do_not_disturb_on"),
}
_REPORTS: dict[str, tuple[Tone, str]] = {
    ReportState.DUE: ("neutral", "hourglass_top"),
    ReportState.RECEIVED: ("neutral", "inbox"),
    ReportState.RETURNED: ("warning", "undo"),
    ReportState.ACCEPTED: ("good", "task_alt"),
}


def case_badge(state: str) -> SafeString:
    tone, icon = _CASES[state]
    return badge(CaseState(state).label, tone=tone, icon=icon)


def measure_badge(kind: str) -> SafeString:
    tone, icon = _MEASURES[kind]
    return badge(MeasureKind(kind).label, tone=tone, icon=icon)


def report_badge(report: AnnualReport) -> SafeString:
    if is_overdue(report):
        return badge(_("Overdue"), tone="bad", icon="event_busy")
    tone, icon = _REPORTS[report.state]
    return badge(ReportState(report.state).label, tone=tone, icon=icon)


def direction_badge(direction: str) -> SafeString:
    icon = "call_made" if direction == Direction.OUTGOING else "call_received"
    return badge(
        Direction(direction).label,
        tone="neutral" if direction == Direction.OUTGOING else "good",
        icon=icon,
    )


def reply_badge(letter: Any) -> SafeString:
    """Where the reply to a letter stands, which knows `is_replied`; "" where none is awaited."""
    if letter.is_replied:
        return badge(_("Replied"), tone="good", icon="task_alt")
    if letter.reply_due_on is None:
        return SafeString("")
    if letter.reply_due_on < today():
        return badge(_("Overdue"), tone="bad", icon="event_busy")
    return badge(_("Awaited"), tone="neutral", icon="hourglass_top")


_ANSWERS = Letter.objects.filter(reply_to=OuterRef("pk"))


def replied() -> Q:
    """The letters that were answered."""
    return Q(Exists(_ANSWERS))


def reply_overdue(day: datetime.date | None = None) -> Q:
    """The letters whose answer was expected by a day that has passed."""
    return Q(reply_due_on__lt=day or today()) & ~replied()


def _last_measure() -> Q:
    """Of measures: those that are their case's last."""
    later = Measure.objects.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"))
    return ~Q(Exists(later))


def _with_measure(condition: Q) -> Q:
    """The cases whose last measure is of a kind."""
    found = Measure.objects.filter(condition, _last_measure(), case=OuterRef("pk"))
    return Q(Exists(found))


def suspending() -> Q:
    """The cases by which an NGO is suspended now."""
    return Q(Exists(suspensions_in_force().filter(case=OuterRef("pk"))))


def suspension_over(day: datetime.date | None = None) -> Q:
    """The cases whose suspension has run out and was not ended yet."""
    over = suspensions_in_force().filter(to_on__lte=day or today())
    return Q(Exists(over.filter(case=OuterRef("pk"))))


def deadline_past(day: datetime.date | None = None) -> Q:
    """The open cases in which the time to mend what was found has passed."""
    past = Q(lifted_on=None, deadline_on__lt=day or today())
    return Q(state=CaseState.DECIDED) & _with_measure(past)


def with_last_measure(kinds: list[str]) -> Q:
    return _with_measure(Q(kind__in=kinds))
