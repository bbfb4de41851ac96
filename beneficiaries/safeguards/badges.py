"""Judgements and requests by colour, word and icon."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from beneficiaries.safeguards.models.asking import TransferState
from screens.listing_cells import Tone, badge


def judgement_badge(is_justified: bool | None) -> SafeString:
    if is_justified is None:
        return badge(_("To be judged"), tone="warning", icon="hourglass_top")
    if is_justified:
        return badge(_("Justified"), tone="good", icon="check_circle")
    return badge(_("Not justified"), tone="bad", icon="report")


_LOOKS: dict[str, tuple[Tone, str]] = {
    TransferState.ASKED: ("warning", "hourglass_top"),
    TransferState.ACCEPTED: ("good", "check_circle"),
    TransferState.REFUSED: ("past", "block"),
}


def transfer_badge(state: str) -> SafeString:
    tone, icon = _LOOKS[state]
    return badge(TransferState(state).label, tone=tone, icon=icon)
