"""Taking a step of an application: the one place where its state changes."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from accounts.workflow import Taker
from licensing.models import Application, ApplicationStep
from licensing.workflow import APPLICATION
from screens.history import Track
from screens.seen import Stamp, state_of
from screens.steps import lock, lock_for_step


def tracks_of(application: Application) -> list[Track]:
    """The history of an application itself."""
    return [Track(Application, Q(pgh_obj_id=application.pk), hidden={"state_since"})]


STAMP = Stamp(of=state_of, tracks=tracks_of)


def hold(application: Application, *, seen: str) -> Application:
    """The application as it is stored, locked. Raises as `screens.steps.lock` does."""
    return lock(application, seen=seen, stamp=STAMP)


def begin(actor: User, application: Application, *, seen: str, step: str) -> Application:
    """What services begin with that look at an application before it moves: as `lock_for_step`."""
    return lock_for_step(application, actor=actor, step=step, seen=seen, stamp=STAMP)


@transaction.atomic
def move(
    *,
    actor: User | None,
    application: Application,
    step: str,
    seen: str,
    reason: str = "",
    by: Taker = Taker.PERSON,
    also: Iterable[str] = (),
) -> Application:
    """Take one step. `seen` is the state that the actor had before their eyes.

    `also` names fields of the given application that are stored with the new state. Steps that a
    session or a deadline takes are asked for with `by`; for a deadline there is no actor.
    Raises as `lock_for_step` does, and Refusal where a reason is missing.
    """
    chosen = APPLICATION.step(step)
    lock_for_step(application, actor=actor, step=step, seen=seen, stamp=STAMP, by=by)
    reason = reason.strip()
    if chosen.needs_reason and not reason:
        raise Refusal("reason_missing", _("Write the reason of this step."), field="reason")
    now = timezone.now()
    application.state, application.state_since = chosen.target, now
    application.save(update_fields=["state", "state_since", *also])
    ApplicationStep.objects.create(
        application=application,
        step=chosen.name,
        source=seen,
        target=chosen.target,
        reason=reason,
        taken_by=actor,
        taken_by_name=str(actor) if actor else "",
        taken_at=now,
    )
    return application
