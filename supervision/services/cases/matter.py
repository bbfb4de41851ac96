"""Proposed measures as councils decide on them: adopted, a measure of the case is taken.

The case and what the measure does to the NGO are supervision's as ever; its day is that of the
session, and its resolution the item of the agenda.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from accounts.workflow import Taker, not_from_here
from councils.decisions import ADOPT, DECLINE, POSTPONE, Decision
from councils.matters import Matter, Waiting
from councils.models import AgendaItem, Council
from licensing.kinds import TO_WORK
from licensing.models import Licence
from licensing.models.licence import IN_FORCE
from ngos.badges import status_badge
from persian.dates import format_jalali
from persian.numbers import format_number
from screens.history import latest
from screens.steps import lock
from supervision.badges import measure_badge
from supervision.models import MeasureOnAgenda, MeasureProposal
from supervision.services.cases.cases import STAMP, case_tracks
from supervision.services.cases.measures import take_measure
from supervision.services.cases.proposing import proposed
from supervision.workflow import MEASURE_PROPOSAL, SUPERVISION, ProposalState

_STEPS = {ADOPT.key: "adopt", DECLINE.key: "decline"}


class MeasureMatter(Matter[MeasureProposal]):
    """A proposal names the council that it waits for."""

    key = "measure"
    link = MeasureOnAgenda
    row_name = "proposal"

    def rows(self) -> QuerySet[MeasureProposal]:
        return MeasureProposal.objects.select_related(
            "case__ngo__county", "case__ngo__province", "council"
        ).prefetch_related("case__measures")

    def waiting_for(self, council: Council) -> QuerySet[MeasureProposal]:
        found = self.rows().filter(state=ProposalState.WAITING, council=council)
        return found.order_by("proposed_on", "id")

    def waiting(self, row: MeasureProposal) -> Waiting:
        about = gettext_lazy("proposed by %(who)s on %(day)s") % {
            "who": row.proposed_by_name,
            "day": format_jalali(row.proposed_on),
        }
        return Waiting(row.pk, self.title(row), str(about))

    def waiting_title(self, count: int) -> str:
        text = ngettext("%(count)s measure waits", "%(count)s measures wait", count)
        return text % {"count": format_number(count)}

    def title(self, row: MeasureProposal) -> str:
        return f"{row.get_kind_display()}، {row.case.ngo}"

    def reference(self, row: MeasureProposal) -> str:
        return row.case.ngo.legal_id or ""

    def about(self, row: MeasureProposal) -> str:
        return f"{row.get_state_display()} · {row.case.get_state_display()}"

    def state(self, row: MeasureProposal) -> str:
        return f"{row.state}.{STAMP.of(row.case)}"

    def moved(self, row: MeasureProposal) -> Mapping[str, Any]:
        last = latest(case_tracks(row.case_id), 1)
        return {"state": self.about(row), "who": last[0].who if last else ""}

    def decisions(self, row: MeasureProposal) -> tuple[Decision, ...]:
        """A measure is adopted where the case has come to one; declined also under a complaint."""
        if row.state != ProposalState.WAITING:
            return ()
        if row.case.state in SUPERVISION.step("decide").sources:
            return (ADOPT, DECLINE, POSTPONE)
        return (DECLINE, POSTPONE)

    def bodies_to_refer_to(self, row: MeasureProposal, council: Council) -> QuerySet[Council]:
        """None: another council is proposed to anew."""
        return Council.objects.none()

    def ngo_id(self, row: MeasureProposal) -> int:
        return row.case.ngo_id

    def case(self, row: MeasureProposal, user: User) -> tuple[str, dict[str, Any]]:
        """What was found, what the NGO said, the measures so far, and what this one would touch."""
        case = row.case
        touched = Licence.objects.filter(ngo=case.ngo_id, kind__in=TO_WORK, state__in=IN_FORCE)
        return "supervision/proposal_case.html", {
            "proposal": row,
            "case": case,
            "status_badge": status_badge(case.ngo.status),
            "measures": [
                {"measure": each, "badge": measure_badge(each.kind)}
                for each in case.measures.order_by("-id")
            ],
            "licences": list(touched.order_by("pk"))
            if user.has_perm("licensing.view_licence")
            else [],
        }

    def carry_out(
        self, *, actor: User, item: AgendaItem, row: MeasureProposal, reason: str
    ) -> None:
        """Take the measure from the day of the session on, or write down that it was declined."""
        step = MEASURE_PROPOSAL.step(_STEPS[item.decision])
        if row.state not in step.sources:
            raise not_from_here(step, row)
        case = lock(row.case, seen=STAMP.of(row.case), stamp=STAMP)
        row.case, row.outcome = case, reason
        if item.decision == ADOPT.key:
            decide = SUPERVISION.step("decide")
            if case.state not in decide.sources:
                raise not_from_here(decide, case)
            measure = proposed(row, item.session.held_on)
            measure.resolution = item
            row.measure = take_measure(actor=actor, case=case, measure=measure, by=Taker.SESSION)
        row.state = step.target
        row.save(update_fields=["state", "measure", "outcome"])
