"""Measures in a supervision case: deciding on one, the complaint about it, ending a suspension."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from accounts.workflow import Taker
from councils.models import AgendaItem
from persian.dates import format_jalali
from screens.steps import check_day, needed
from supervision.models import Measure, SupervisionCase
from supervision.models.case import ComplaintResult
from supervision.services.cases.cases import last_measure, lock_case, suspension_in_force
from supervision.services.cases.effects import apply_measure, undo_measure
from supervision.services.cases.ladder import WITH_DEADLINE, WITH_EFFECT, Terms, check_measure
from supervision.workflow import CaseState


@transaction.atomic
def decide_measure(
    *,
    actor: User,
    case: SupervisionCase,
    seen: str,
    kind: str,
    decided_on: datetime.date,
    reason: str,
    from_on: datetime.date | None = None,
    to_on: datetime.date | None = None,
    deadline_on: datetime.date | None = None,
    grave_reason: str = "",
    resolution: AgendaItem | None = None,
) -> Measure:
    """Decide on a measure, with all that it does to the NGO and its licences, or nothing of it.

    `to_on` is the first day on which a suspension no longer holds. A notice or warning without a
    deadline gets the office's usual one. Raises what `lock_case` raises, and Refusal where the
    measure is against the ladder (`ladder.py`), the order of days, or the NGO's present status.
    """
    case = lock_case(actor=actor, case=case, step="decide", seen=seen)
    measure = Measure(
        kind=kind, decided_on=decided_on, reason=reason, from_on=from_on or decided_on,
        to_on=to_on, deadline_on=deadline_on, grave_reason=grave_reason, resolution=resolution,
    )  # fmt: skip
    return take_measure(actor=actor, case=case, measure=measure)


def take_measure(
    *, actor: User, case: SupervisionCase, measure: Measure, by: Taker = Taker.PERSON
) -> Measure:
    """Store a measure of a case that is locked and waits for one, with all that it does.

    A part of deciding on it, at an office's desk or in a council's session: who may has been asked
    there. Raises Refusal as `decide_measure` does.
    """
    measure.case = case
    measure.grave_reason = measure.grave_reason.strip()
    measure.reason = needed(measure.reason, _("Write the reason of the measure."), field="reason")
    terms = Terms.of(case.ngo.province_id)
    _check_order(case, measure.decided_on)
    if measure.from_on < measure.decided_on:
        text = _("The measure begins before it was decided.")
        raise Refusal("too_early", text, field="from_on")
    if measure.kind in WITH_EFFECT:
        check_day(measure.from_on, field="from_on")
    if measure.kind not in WITH_DEADLINE:
        measure.deadline_on = None
    elif measure.deadline_on is None:
        measure.deadline_on = terms.deadline(measure.from_on)
    check_measure(case, measure, terms)
    measure.save()
    case.state = CaseState.DECIDED
    case.save(update_fields=["state"])
    apply_measure(actor=actor, case=case, measure=measure, by=by)
    return measure


def _check_order(case: SupervisionCase, decided_on: datetime.date) -> None:
    check_day(decided_on, field="decided_on", after=case.opened_on, what=_("the case was opened"))
    if case.hearing_on:
        check_day(
            decided_on, field="decided_on", after=case.hearing_on, what=_("the NGO was heard")
        )
    last = last_measure(case)
    if last is not None:
        check_day(decided_on, field="decided_on", after=last.decided_on, what=_("the last measure"))


@transaction.atomic
def complain(
    *, actor: User, case: SupervisionCase, seen: str, on: datetime.date, text: str
) -> Measure:
    """Record the NGO's complaint about the last measure of the case.

    Raises what `lock_case` raises, and Refusal where it comes too late, or twice.
    """
    case = lock_case(actor=actor, case=case, step="complain", seen=seen)
    text = needed(text, _("Write what the NGO complains of."), field="text")
    measure = _last(case)
    check_day(on, field="on", after=measure.decided_on, what=_("the measure was decided"))
    until = Terms.of(case.ngo.province_id).complaint_until(measure)
    if on > until:
        raise Refusal(
            "late",
            _("The time to complain of this measure ended on %(date)s."),
            field="on",
            params={"date": format_jalali(until)},
        )
    measure.complained_on, measure.complaint = on, text
    measure.complaint_result = ComplaintResult.PENDING
    measure.save(update_fields=["complained_on", "complaint", "complaint_result"])
    case.state = CaseState.COMPLAINED
    case.save(update_fields=["state"])
    return measure


@transaction.atomic
def answer_complaint(
    *,
    actor: User,
    case: SupervisionCase,
    seen: str,
    result: str,
    on: datetime.date,
    reason: str,
) -> Measure:
    """Answer a complaint: the measure is upheld, or lifted with all that it did.

    `result` is UPHELD or LIFTED. Raises what `lock_case` raises, Refusal for a day before the
    complaint or to come, and what `change_status` raises.
    """
    step = "lift" if result == ComplaintResult.LIFTED else "uphold"
    case = lock_case(actor=actor, case=case, step=step, seen=seen)
    reason = needed(reason, _("Write the reason of the answer."), field="reason")
    measure = _last(case)
    check_day(on, field="on", after=measure.complained_on, what=_("the complaint"))
    measure.answered_on, measure.answer = on, reason
    measure.complaint_result = ComplaintResult.LIFTED if step == "lift" else ComplaintResult.UPHELD
    case.state = CaseState.DECIDED
    case.save(update_fields=["state"])
    if step == "lift":
        measure.lifted_on = max(on, measure.from_on)
        undo_measure(actor=actor, case=case, measure=measure, on=on, reason=reason)
    measure.save(update_fields=["answered_on", "answer", "complaint_result", "lifted_on"])
    return measure


@transaction.atomic
def end_suspension(
    *, actor: User, case: SupervisionCase, seen: str, on: datetime.date, reason: str
) -> Measure:
    """End a suspension: at its term, or before it because what was found is mended.

    Raises what `lock_case` raises, and Refusal where none is in force, for a day before it began or
    to come, and what `change_status` raises.
    """
    case = lock_case(actor=actor, case=case, step="reinstate", seen=seen)
    reason = needed(reason, _("Write why the suspension ends."), field="reason")
    measure = suspension_in_force(case)
    assert measure is not None  # `lock_case` holds it
    check_day(on, field="on", after=measure.from_on, what=_("the suspension began"))
    measure.lifted_on = on
    measure.save(update_fields=["lifted_on"])
    case.state = CaseState.DECIDED
    case.save(update_fields=["state"])
    undo_measure(actor=actor, case=case, measure=measure, on=on, reason=reason)
    return measure


def _last(case: SupervisionCase) -> Measure:
    measure = last_measure(case)
    assert measure is not None  # `lock_case` holds it
    return measure
