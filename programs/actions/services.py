"""Action points: raising, finishing, verifying."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from persian.dates import today
from programs.actions.models import ActionPoint
from programs.actions.workflow import ActionState
from screens.history import Track
from screens.seen import Stamp, state_of
from screens.steps import check_day, lock_for_step, needed

ADD, CHANGE = "actions.add_actionpoint", "actions.change_actionpoint"


def tracks(pk: int) -> list[Track]:
    hidden = {"source", "source_id", "done_by", "done_by_name", "verified_by"}
    return [Track(ActionPoint, Q(pgh_obj_id=pk), hidden=hidden)]


STAMP = Stamp(of=state_of, tracks=lambda row: tracks(row.pk))


def overdue(day: datetime.date | None = None) -> Q:
    """The points that are late: not done, and their day has passed."""
    return Q(state=ActionState.OPEN, due_on__lt=day or today())


@transaction.atomic
def save_action(*, actor: User, point: ActionPoint) -> ActionPoint:
    """Store a new point, or what of one was changed while it is open.

    Raises PermissionDenied without the permission, Refusal where the point is no longer open.
    """
    require(actor, ADD if point._state.adding else CHANGE)
    if point.state != ActionState.OPEN:
        raise Refusal("not_open", _("This action point is no longer open."))
    # Its name stays readable where the account is out of sight.
    point.owner_name = str(point.owner) if point.owner else point.owner_name
    point.save()
    return point


@transaction.atomic
def finish(
    *, actor: User, point: ActionPoint, seen: str, on: datetime.date, outcome: str
) -> ActionPoint:
    """Say that it is done, when, and how. Raises what `lock_for_step` raises, and Refusal for a day
    to come or without a word on what was done."""
    point = lock_for_step(point, actor=actor, step="finish", seen=seen, stamp=STAMP)
    check_day(on, field="on")
    point.outcome = needed(outcome, _("Write what was done."), field="outcome")
    point.done_on, point.done_by, point.done_by_name = on, actor, str(actor)
    point.state = ActionState.DONE
    point.save(update_fields=["outcome", "done_on", "done_by", "done_by_name", "state"])
    return point


@transaction.atomic
def verify(*, actor: User, point: ActionPoint, seen: str) -> ActionPoint:
    """Say that one has seen it done. Raises what `lock_for_step` raises: another person than who
    did it verifies."""
    point = lock_for_step(point, actor=actor, step="verify", seen=seen, stamp=STAMP)
    point.verified_on, point.verified_by = today(), actor
    point.verified_by_name, point.state = str(actor), ActionState.VERIFIED
    point.save(update_fields=["verified_on", "verified_by", "verified_by_name", "state"])
    return point


@transaction.atomic
def reopen(*, actor: User, point: ActionPoint, seen: str, reason: str) -> ActionPoint:
    """Say that it is not done, and why."""
    point = lock_for_step(point, actor=actor, step="reopen", seen=seen, stamp=STAMP)
    point.outcome = needed(reason, _("Write what is missing."), field="reason")
    point.done_on, point.done_by, point.done_by_name = None, None, ""
    point.state = ActionState.OPEN
    point.save(update_fields=["outcome", "done_on", "done_by", "done_by_name", "state"])
    return point


@transaction.atomic
def drop(*, actor: User, point: ActionPoint, seen: str, reason: str) -> ActionPoint:
    """Say that it will not be done, and why."""
    point = lock_for_step(point, actor=actor, step="drop", seen=seen, stamp=STAMP)
    point.outcome = needed(reason, _("Write why it is dropped."), field="reason")
    point.state = ActionState.DROPPED
    point.save(update_fields=["outcome", "state"])
    return point
