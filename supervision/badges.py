"""Cases and annual reports by colour, word and icon."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from screens.listing_cells import Tone, badge
from supervision.models import AnnualReport
from supervision.models.case import MeasureKind
from supervision.services.annual_reports.receiving import is_overdue
from supervision.workflow import CaseState, ProposalState, ReportState

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
_PROPOSALS: dict[str, tuple[Tone, str]] = {
    ProposalState.WAITING: ("warning", "groups"),
    ProposalState.ADOPTED: ("good", "check_circle"),
    ProposalState.DECLINED: ("past", "cancel"),
    ProposalState.WITHDRAWN: ("past", "undo"),
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


def proposal_badge(state: str) -> SafeString:
    tone, icon = _PROPOSALS[state]
    return badge(ProposalState(state).label, tone=tone, icon=icon)


def report_badge(report: AnnualReport) -> SafeString:
    if is_overdue(report):
        return badge(_("Overdue"), tone="bad", icon="event_busy")
    tone, icon = _REPORTS[report.state]
    return badge(ReportState(report.state).label, tone=tone, icon=icon)
