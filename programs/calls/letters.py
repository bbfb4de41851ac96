"""Calls and proposals as what letters are about, and the fields of templates that they fill.

Nothing of a proposal's text, and nothing of what reviewers said, is a field.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from letters.about import Subject, row_of
from letters.fields import LetterField
from letters.models import Letter
from persian.dates import format_jalali
from persian.numbers import format_rial
from programs.calls.models import Call, Proposal

CALL, PROPOSAL = "call", "proposal"


def _of(key: str, tell: Callable[[Any], str | None]) -> Callable[[Letter], str | None]:
    def value(letter: Letter) -> str | None:
        row = row_of(letter, key)
        return tell(row) if row is not None else None

    return value


def _of_call(call: Call) -> Iterable[tuple[str, Any]]:
    return [("program", call.program)] if call.program else []


def _of_proposal(proposal: Proposal) -> Iterable[tuple[str, Any]]:
    if proposal.call is None:
        return []
    return [(CALL, proposal.call), *_of_call(proposal.call)]


def _amount(proposal: Proposal) -> str | None:
    return format_rial(proposal.amount) if proposal.amount is not None else None


SUBJECTS = (
    Subject(
        CALL, _("Call"), Call, "calls.view_call", lambda call: call.title, also=_of_call
    ),
    Subject(
        PROPOSAL, _("Proposal"), Proposal, "calls.view_proposal", lambda proposal: proposal.title,
        sides=lambda proposal: {"ngo": proposal.ngo}, also=_of_proposal,
    ),
)  # fmt: skip
FIELDS = (
    LetterField("call", pgettext_lazy("field of a letter", "call"),
                _of(CALL, lambda call: call.title)),
    LetterField("call_closes_on", pgettext_lazy("field of a letter", "last day of the call"),
                _of(CALL, lambda call: format_jalali(call.closes_on))),
    LetterField("proposal", pgettext_lazy("field of a letter", "proposal"),
                _of(PROPOSAL, lambda proposal: proposal.title)),
    LetterField("proposal_amount",
                pgettext_lazy("field of a letter", "amount that the proposal asks for"),
                _of(PROPOSAL, _amount)),
    LetterField("proposal_state", pgettext_lazy("field of a letter", "state of the proposal"),
                _of(PROPOSAL, lambda proposal: str(proposal.get_state_display()))),
)  # fmt: skip
