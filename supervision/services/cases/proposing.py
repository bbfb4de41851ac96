"""Proposing a measure to the council of the NGO's place, and taking a proposal back."""

import datetime

from django.db import transaction
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from accounts.workflow import not_from_here
from councils.kinds import COUNCIL
from councils.models import Council
from councils.models.session import SessionState
from persian.dates import add_jalali_months, today
from persian.numbers import format_number
from screens.history import Track
from screens.seen import Stamp, state_of
from screens.steps import lock, lock_for_step, needed
from supervision.models import Measure, MeasureOnAgenda, MeasureProposal, SupervisionCase
from supervision.models.case import MeasureKind
from supervision.models.proposal import BEFORE_COUNCIL
from supervision.services.cases.cases import STAMP
from supervision.services.cases.ladder import Terms, check_measure
from supervision.workflow import MEASURE_PROPOSAL, SUPERVISION, ProposalState

PROPOSE = "supervision.propose_measure"
PROPOSAL = Stamp(of=state_of, tracks=lambda row: [Track(MeasureProposal, Q(pgh_obj_id=row.pk))])


def councils_of_place(case: SupervisionCase) -> QuerySet[Council]:
    """The councils in use that may decide about the NGO, its nearest one first."""
    here = Q(province=None) | Q(province=case.ngo.province_id, county=None)
    if case.ngo.county_id is not None:
        here |= Q(county=case.ngo.county_id)
    near = Case(
        When(county__isnull=False, then=Value(0)),
        When(province__isnull=False, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return Council.objects.filter(here, kind=COUNCIL.key, is_active=True).order_by(near)


def waiting_proposal(case: SupervisionCase) -> MeasureProposal | None:
    """The proposal of a case that no council has decided on yet; there is at most one."""
    waiting = MeasureProposal.objects.filter(case=case, state=ProposalState.WAITING)
    return waiting.select_related("council").first()


def may_propose(actor: User, case: SupervisionCase) -> bool:
    """Whether this person may propose a measure in the case as it stands."""
    return actor.has_perm(PROPOSE) and objection(case) is None


def objection(case: SupervisionCase) -> Refusal | None:
    """What of the case, whoever asks, is against proposing a measure now."""
    decide = SUPERVISION.step("decide")
    if case.state not in decide.sources:
        return not_from_here(decide, case)
    waiting = waiting_proposal(case)
    if waiting is None:
        return None
    return Refusal(
        "proposed_already",
        _("“%(measure)s” of this case waits for “%(council)s” already."),
        params={"measure": waiting, "council": waiting.council},
    )


def proposed(proposal: MeasureProposal, on: datetime.date) -> Measure:
    """The measure, not stored, that a proposal is when it is decided on a day."""
    to_on = None if proposal.months is None else add_jalali_months(on, proposal.months)
    return Measure(
        case=proposal.case, kind=proposal.kind, decided_on=on, from_on=on, to_on=to_on,
        reason=proposal.reason, grave_reason=proposal.grave_reason,
    )  # fmt: skip


@transaction.atomic
def propose_measure(
    *,
    actor: User,
    case: SupervisionCase,
    seen: str,
    kind: str,
    council: Council,
    reason: str,
    months: int | None = None,
    grave_reason: str = "",
) -> MeasureProposal:
    """Propose a measure to a council; it waits for a session there. The case stays as it is.

    `months` is how long a suspension lasts from the day of the session.
    Raises PermissionDenied without the permission, SupervisionCase.DoesNotExist outside the scope,
    and Refusal where another was faster, a proposal waits already, the council does not decide
    about this NGO, or the measure would be against the ladder if it were decided today.
    """
    require(actor, PROPOSE)
    case = lock(case, seen=seen, stamp=STAMP)
    against = objection(case)
    if against is not None:
        raise against
    reason = needed(reason, _("Write the reason of the measure."), field="reason")
    if kind not in BEFORE_COUNCIL:
        raise Refusal("unknown_kind", _("Choose the measure from the list."), field="kind")
    if not councils_of_place(case).filter(pk=council.pk).exists():
        raise Refusal(
            "other_council",
            _("“%(council)s” does not decide about NGOs of this place. Choose another council."),
            field="council",
            params={"council": council},
        )
    proposal = MeasureProposal(
        case=case, council=council, kind=kind, reason=reason, grave_reason=grave_reason.strip(),
        months=_months(case, kind, months), proposed_on=today(), proposed_by=actor,
        proposed_by_name=str(actor),
    )  # fmt: skip
    check_measure(case, proposed(proposal, today()), Terms.of(case.ngo.province_id))
    proposal.save()
    return proposal


@transaction.atomic
def withdraw_proposal(
    *, actor: User, proposal: MeasureProposal, seen: str, reason: str
) -> MeasureProposal:
    """Take a proposal back before the council has decided on it.

    Raises PermissionDenied without the permission, MeasureProposal.DoesNotExist outside the scope,
    and Refusal where the council was faster, without a reason, or while it stands on an agenda:
    what a council is about to decide is taken off there.
    """
    proposal = lock_for_step(proposal, actor=actor, step="withdraw", seen=seen, stamp=PROPOSAL)
    outcome = needed(reason, _("Write why the proposal is taken back."), field="reason")
    planned = MeasureOnAgenda.objects.filter(
        proposal=proposal, session__state=SessionState.PLANNED
    ).select_related("session__council")
    for each in planned:
        raise Refusal(
            "on_agenda",
            _(
                "This stands on the agenda of session %(number)s of “%(council)s”. Its secretary "
                "takes it off the agenda first."
            ),
            params={
                "number": format_number(each.session.number),
                "council": each.session.council,
            },
        )
    proposal.state, proposal.outcome = MEASURE_PROPOSAL.step("withdraw").target, outcome
    proposal.save(update_fields=["state", "outcome"])
    return proposal


def _months(case: SupervisionCase, kind: str, months: int | None) -> int | None:
    """For a suspension as many months as the policy has room for; for another measure none."""
    if kind != MeasureKind.SUSPENSION:
        return None
    most = Terms.of(case.ngo.province_id).suspension_months_max
    if months is None or not 1 <= months <= most:
        raise Refusal(
            "no_months",
            _("Enter for how many months the NGO is suspended, at most %(most)s."),
            field="months",
            params={"most": format_number(most)},
        )
    return months
