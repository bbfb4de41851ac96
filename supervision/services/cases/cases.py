"""Supervision cases: opening one, hearing the NGO, closing; what all their steps share."""

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from ngos.models import NGO
from persian.dates import format_jalali
from screens.history import Track
from screens.seen import Stamp
from screens.steps import check_day, lock_for_step, needed
from supervision.models import AnnualReport, Measure, MeasureProposal, SupervisionCase
from supervision.models.case import MeasureKind
from supervision.workflow import CaseState, ProposalState


def case_tracks(case_pk: int) -> list[Track]:
    """The history of a case: its own, and that of its measures."""
    return [
        Track(SupervisionCase, Q(pgh_obj_id=case_pk), hidden={"ngo"}),
        Track(Measure, Q(case_id=case_pk), hidden={"case"}, title=lambda row: row["kind"]),
        Track(
            MeasureProposal,
            Q(case_id=case_pk),
            hidden={"case", "measure", "proposed_by"},
            title=lambda row: row["kind"],
        ),
    ]


def _state_and_measures(case: SupervisionCase) -> str:
    return f"{case.state}.{case.measures.count()}"


STAMP = Stamp(of=_state_and_measures, tracks=lambda case: case_tracks(case.pk))


def lock_case(*, actor: User, case: SupervisionCase, step: str, seen: str) -> SupervisionCase:
    """As `lock_for_step`; raises Refusal too for what else is in the way of the step."""
    case = lock_for_step(case, actor=actor, step=step, seen=seen, stamp=STAMP)
    in_the_way = hindrance(step, case)
    if in_the_way is not None:
        raise in_the_way
    return case


def hindrance(step: str, case: SupervisionCase) -> Refusal | None:
    """What of the case's measures is in the way of a step that its state allows."""
    if step == "close" and suspension_in_force(case):
        return Refusal(
            "suspended",
            _("The NGO is suspended by this case. End the suspension first, then close the case."),
        )
    if step == "close" and case.proposals.filter(state=ProposalState.WAITING).exists():
        return Refusal(
            "proposed",
            _("A measure of this case waits for a council. Take the proposal back, then close it."),
        )
    if step == "reinstate" and suspension_in_force(case) is None:
        return Refusal("not_suspended", _("No suspension of this case is in force."))
    if step in ("complain", "uphold", "lift"):
        last = last_measure(case)
        if last is None:
            return Refusal("no_measure", _("No measure has been decided in this case yet."))
        if step == "complain" and last.complained_on is not None:
            return Refusal(
                "complained_already",
                _("The NGO complained of this measure on %(date)s already; a second time is not."),
                params={"date": format_jalali(last.complained_on)},
            )
    return None


def last_measure(case: SupervisionCase) -> Measure | None:
    return case.measures.order_by("id").last()


def suspensions_in_force() -> QuerySet[Measure]:
    """The suspensions that nobody has ended yet, also where their days have run out.

    Another measure does not end one, but a revocation in the same case takes its place.
    """
    revoked = Measure.objects.filter(
        case=OuterRef("case"), kind=MeasureKind.REVOCATION, pk__gt=OuterRef("pk")
    )
    return Measure.objects.filter(~Exists(revoked), kind=MeasureKind.SUSPENSION, lifted_on=None)


def suspension_in_force(case: SupervisionCase) -> Measure | None:
    """The suspension of a case that nobody has ended yet."""
    return suspensions_in_force().filter(case=case).order_by("id").last()


@transaction.atomic
def open_case(
    *,
    actor: User,
    ngo: NGO,
    source: str,
    finding: str,
    opened_on: datetime.date,
    annual_report: AnnualReport | None = None,
) -> SupervisionCase:
    """Open a case about an NGO of the actor's scope, or about a report that it owes.

    Raises PermissionDenied without the permission, NGO.DoesNotExist outside the scope, Refusal for
    a day to come or without a finding.
    """
    require(actor, "supervision.add_supervisioncase")
    ngo = NGO.objects.get(pk=ngo.pk)
    finding = needed(finding, _("Write what was found."), field="finding")
    check_day(opened_on, field="opened_on")
    return SupervisionCase.objects.create(
        ngo=ngo,
        source=source,
        finding=finding,
        opened_on=opened_on,
        annual_report=annual_report,
    )


@transaction.atomic
def hold_hearing(
    *, actor: User, case: SupervisionCase, seen: str, on: datetime.date, notes: str
) -> SupervisionCase:
    """Record that the NGO was heard, and what it said.

    Raises what `lock_case` raises, and Refusal for a day before the case was opened or to come.
    """
    case = lock_case(actor=actor, case=case, step="hear", seen=seen)
    notes = needed(notes, _("Write what the NGO said, or that nobody came."), field="notes")
    check_day(on, field="on", after=case.opened_on, what=_("the case was opened"))
    case.hearing_on, case.hearing_notes, case.state = on, notes, CaseState.HEARD
    case.save(update_fields=["hearing_on", "hearing_notes", "state"])
    return case


@transaction.atomic
def close_case(
    *, actor: User, case: SupervisionCase, seen: str, on: datetime.date, outcome: str
) -> SupervisionCase:
    """Close a case with its outcome.

    Raises what `lock_case` raises, and Refusal while a suspension lasts or a council is to decide
    on a proposal, without an outcome, or for a day before the last thing that happened in the case
    or to come.
    """
    case = lock_case(actor=actor, case=case, step="close", seen=seen)
    outcome = needed(outcome, _("Write how the case ended."), field="outcome")
    check_day(on, field="on", after=_last_day(case), what=_("the last event of the case"))
    case.closed_on, case.outcome, case.state = on, outcome, CaseState.CLOSED
    case.save(update_fields=["closed_on", "outcome", "state"])
    return case


def _last_day(case: SupervisionCase) -> datetime.date:
    days = [case.opened_on, case.hearing_on]
    for measure in case.measures.all():
        days += [measure.decided_on, measure.answered_on, measure.lifted_on]
    return max(day for day in days if day)
