"""Calls: storing, publishing with their form, closing when the last day is over."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from accounts.models import County, User
from accounts.refusals import Refusal, require
from accounts.workflow import Taker
from ngos.models import Field
from persian.dates import today
from persian.numbers import format_number
from programs.calls.conditions import acts_for_body
from programs.calls.models import Call, CallForm
from programs.calls.workflow import UNDECIDED, CallState, ProposalState
from screens.history import Track
from screens.seen import Stamp, state_of
from screens.steps import lock_for_step, needed

ADD, CHANGE = "calls.add_call", "calls.change_call"
WHOLE = 100  # percent, that the weights sum to


def tracks(pk: int) -> list[Track]:
    """What a call's time line is made of."""
    from programs.calls.parts import CALL_PARTS  # they ask this module what a call allows
    from screens.record_parts import tracks as tracks_of_parts

    return [Track(Call, Q(pgh_obj_id=pk)), *tracks_of_parts(CALL_PARTS, pk)]


STAMP = Stamp(of=state_of, tracks=lambda row: tracks(row.pk))


def published(user: User, call: Call) -> Refusal | None:
    """Why what a call asks and weighs by is not changed any more, or not by this person."""
    if call.state != CallState.DRAFT:
        return Refusal(
            "published",
            _("This call is published; what it asks for and weighs by stays as it is."),
        )
    return not_of_body(user, call)


def not_of_body(user: User, call: Call) -> Refusal | None:
    if acts_for_body(user, call.body):
        return None
    return Refusal(
        "not_secretary",
        _("The secretary of “%(body)s” does this, while the term lasts."),
        params={"body": call.body},
    )


def over(user: User, call: Call) -> Refusal | None:
    """Why nothing is asked about a call any more."""
    if call.state in (CallState.DECIDED, CallState.CANCELLED):
        return Refusal("over", _("This call is over."))
    return not_of_body(user, call)


@transaction.atomic
def save_call(
    *, actor: User, call: Call, fields: Iterable[Field] = (), counties: Iterable[County] = ()
) -> Call:
    """Store a call of a working group that the actor acts for, while it is a draft.

    Raises PermissionDenied without the permission, Refusal for another's group or once published.
    """
    require(actor, ADD if call._state.adding else CHANGE)
    refusal = published(actor, call)
    if refusal is not None:
        raise refusal
    call.province_id, call.county_id = _place_of(call), call.body.county_id
    call.save()
    call.fields.set(fields)
    call.counties.set(counties)
    return call


def _place_of(call: Call) -> int:
    if call.body.province_id is None:
        raise Refusal("national", _("A call is of a working group of a province."), field="body")
    return call.body.province_id


def freeze_form(call: Call) -> CallForm:
    """The form of a call as its questions are now: the last version, or a new one."""
    questions: list[dict[str, Any]] = [
        {
            "key": str(each.pk),
            "text": each.text,
            "kind": each.kind,
            "choices": [line.strip() for line in each.choices.splitlines() if line.strip()],
            "is_required": each.is_required,
        }
        for each in call.questions.order_by("position", "pk")
    ]
    last = call.forms.order_by("-number").first()
    if last is not None and last.questions == questions:
        return last
    number = last.number + 1 if last is not None else 1
    return CallForm.objects.create(call=call, number=number, questions=questions)


@transaction.atomic
def publish(*, actor: User, call: Call, seen: str) -> Call:
    """Publish a call with the form that it has now.

    Raises what `lock_for_step` raises, and Refusal where its weights do not sum to one hundred or
    its last day has passed.
    """
    call = lock_for_step(call, actor=actor, step="publish", seen=seen, stamp=STAMP)
    weights = call.criteria.aggregate(sum=Sum("weight"))["sum"] or 0
    if weights != WHOLE:
        raise Refusal(
            "weights",
            _("The weights of the criteria sum to %(sum)s and not to one hundred. Mend them."),
            params={"sum": format_number(weights)},
        )
    if call.closes_on < today():
        raise Refusal("past", _("The last day of the call has passed. Change it first."))
    freeze_form(call)
    call.state, call.published_on = CallState.PUBLISHED, today()
    call.save(update_fields=["state", "published_on"])
    return call


@transaction.atomic
def decide(*, actor: User, call: Call, seen: str) -> Call:
    """Say that the call is done. Raises Refusal while a proposal of it waits for its decision."""
    call = lock_for_step(call, actor=actor, step="decide", seen=seen, stamp=STAMP)
    waiting = call.proposals.filter(state__in=UNDECIDED).exclude(state=ProposalState.DRAFT)
    if waiting.exists():
        raise Refusal(
            "waiting",
            _("%(count)s proposals of this call wait for their decision."),
            params={"count": format_number(waiting.count())},
        )
    call.state = CallState.DECIDED
    call.save(update_fields=["state"])
    return call


@transaction.atomic
def cancel(*, actor: User, call: Call, seen: str, reason: str) -> Call:
    call = lock_for_step(call, actor=actor, step="cancel", seen=seen, stamp=STAMP)
    call.remarks = needed(reason, _("Write why the call is cancelled."), field="reason")
    call.state = CallState.CANCELLED
    call.save(update_fields=["state", "remarks"])
    return call


def close_past_calls(day: datetime.date) -> int:
    """Close the calls whose last day was before this one; how many these were."""
    number = 0
    with transaction.atomic():
        past = Call.objects.filter(state=CallState.PUBLISHED, closes_on__lt=day)
        for call in past.select_for_update(of=("self",)).order_by("pk"):
            call = lock_for_step(
                call, actor=None, step="lapse", seen=STAMP.of(call), stamp=STAMP, by=Taker.CLOCK
            )
            call.state = CallState.CLOSED
            call.save(update_fields=["state"])
            number += 1
    return number
