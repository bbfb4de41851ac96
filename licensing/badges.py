"""How states of applications, results of inquiries and deadlines look: colour, word and icon."""

from django.utils.safestring import SafeString

from licensing.models.inquiry import InquiryResult
from licensing.states import State
from screens.listing_cells import Tone, badge

_STATES: dict[State, tuple[Tone, str]] = {
    State.DRAFT: ("neutral", "edit_note"),
    State.SUBMITTED: ("neutral", "inbox"),
    State.RETURNED: ("warning", "undo"),
    State.PRELIMINARY_REVIEW: ("neutral", "groups"),
    State.INITIAL_APPROVED: ("good", "thumb_up"),
    State.INQUIRIES: ("neutral", "contact_support"),
    State.FINAL_REVIEW: ("neutral", "gavel"),
    State.CONDITIONAL: ("warning", "rule"),
    State.REFERRED: ("warning", "forward"),
    State.APPROVED: ("good", "check_circle"),
    State.ASSEMBLY_HELD: ("good", "diversity_3"),
    State.REGISTRY_INTRODUCED: ("neutral", "outgoing_mail"),
    State.REGISTERED: ("good", "app_registration"),
    State.LICENSED: ("good", "workspace_premium"),
    State.COMPLETED: ("good", "task_alt"),
    State.REJECTED: ("bad", "cancel"),
    State.APPEALED: ("warning", "balance"),
    State.WITHDRAWN: ("past", "do_not_disturb_on"),
}
_RESULTS: dict[InquiryResult, tuple[Tone, str]] = {
    InquiryResult.PENDING: ("neutral", "hourglass_top"),
    InquiryResult.POSITIVE: ("good", "check_circle"),
    InquiryResult.NEGATIVE: ("bad", "cancel"),
    InquiryResult.SILENT_CONSENT: ("past", "schedule"),
}


def application_badge(state: str) -> SafeString:
    tone, icon = _STATES[State(state)]
    return badge(State(state).label, tone=tone, icon=icon)


def result_badge(result: str) -> SafeString:
    tone, icon = _RESULTS[InquiryResult(result)]
    return badge(InquiryResult(result).label, tone=tone, icon=icon)
