"""Proposals as working groups decide on them (article S1: three from one session)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.workflow import not_from_here
from councils.decisions import POSTPONE, Decision, Sense, word
from councils.matters import Matter, Waiting
from councils.models import AgendaItem, Council
from persian.dates import format_jalali
from persian.numbers import format_number
from programs.calls.bodies import WORKING_GROUP
from programs.calls.models import Proposal, ProposalOnAgenda
from programs.calls.services.proposals import tracks
from programs.calls.services.reviews import compare
from programs.calls.workflow import PROPOSAL, ProposalState
from screens.history import latest

SUPPORT = word("support_proposal", _("Supported"), Sense.FOR, "good", "volunteer_activism")
NOT_SUPPORT = word(
    "decline_proposal", _("Not supported"), Sense.AGAINST, "bad", "cancel",
    _("A proposal that is not supported needs its reason."),
)  # fmt: skip
_STEPS = {SUPPORT.key: "support", NOT_SUPPORT.key: "decline"}
_BEFORE = (ProposalState.RECEIVED, ProposalState.REVIEWED)


class ProposalMatter(Matter[Proposal]):
    """A proposal waits for its working group; one with reviewers, once their reviews are closed."""

    key = "proposal"
    link = ProposalOnAgenda
    row_name = "proposal"
    bodies = frozenset({WORKING_GROUP.key})

    def rows(self) -> QuerySet[Proposal]:
        return Proposal.objects.select_related("ngo", "body", "call")

    def waiting_for(self, council: Council) -> QuerySet[Proposal]:
        found = self.rows().filter(state__in=_BEFORE, body=council)
        return found.order_by("received_on", "id")

    def waiting(self, row: Proposal) -> Waiting:
        day = format_jalali(row.received_on) if row.received_on else ""
        return Waiting(row.pk, self.title(row), f"{row.get_state_display()} · {day}")

    def waiting_title(self, count: int) -> str:
        text = ngettext("%(count)s proposal waits", "%(count)s proposals wait", count)
        return text % {"count": format_number(count)}

    def title(self, row: Proposal) -> str:
        return f"{row.title}، {row.ngo}"

    def reference(self, row: Proposal) -> str:
        return row.tracking_code

    def about(self, row: Proposal) -> str:
        return str(row.get_state_display())

    def state(self, row: Proposal) -> str:
        return f"{row.state}.{row.revision}"

    def moved(self, row: Proposal) -> Mapping[str, Any]:
        last = latest(tracks(row.pk), 1)
        return {"state": self.about(row), "who": last[0].who if last else ""}

    def decisions(self, row: Proposal) -> tuple[Decision, ...]:
        if row.state == ProposalState.REVIEWED or (
            row.state == ProposalState.RECEIVED and not row.assignments.exists()
        ):
            return (SUPPORT, NOT_SUPPORT, POSTPONE)
        return (POSTPONE,) if row.state == ProposalState.RECEIVED else ()

    def bodies_to_refer_to(self, row: Proposal, council: Council) -> QuerySet[Council]:
        return Council.objects.none()

    def ngo_id(self, row: Proposal) -> int:
        return row.ngo_id

    def case(self, row: Proposal, user: User) -> tuple[str, dict[str, Any]]:
        """The text and the points, as far as the reader sees them."""
        criteria = list(row.call.criteria.all()) if row.call is not None else []
        compared = compare([row], criteria)[0]
        return "calls/agenda_case.html", {
            "proposal": row,
            "revision": row.revisions.order_by("-number").first(),
            "compared": compared,
            "criteria": [(each, compared.by_criterion[each.pk]) for each in criteria],
        }

    def carry_out(self, *, actor: User, item: AgendaItem, row: Proposal, reason: str) -> None:
        step = PROPOSAL.step(_STEPS[item.decision])
        if row.state not in step.sources:
            raise not_from_here(step, row)
        row.state, row.remarks, row.decided_on = step.target, reason, item.session.held_on
        row.save(update_fields=["state", "remarks", "decided_on"])
