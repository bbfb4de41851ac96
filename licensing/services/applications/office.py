"""The office's steps: review, conditions, councils, and carrying out."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from licensing.conditions import no_council
from licensing.kinds import Kind
from licensing.models import Application
from licensing.services.applications.councils import council_at, goes_to
from licensing.services.applications.moving import begin, move
from ngos.models.ngo import Status
from ngos.services.change_status import change_status
from persian.dates import today


def return_for_completion(
    *, actor: User, application: Application, seen: str, reason: str
) -> Application:
    """Send an application back to the applicant; the reason names what is lacking."""
    return move(actor=actor, application=application, step="return", seen=seen, reason=reason)


@transaction.atomic
def accept(*, actor: User, application: Application, seen: str, reason: str = "") -> Application:
    """Find an application complete and send it to the council of its level.

    Raises Refusal where that level has no council yet.
    """
    stored = begin(actor, application, seen=seen, step="accept")
    council = council_at(stored.level, stored)
    if council is None:
        raise Refusal(
            "no_council",
            _("There is no council of the level “%(level)s” for this NGO's place. Enter it first."),
            params={"level": stored.get_level_display()},
        )
    application.council = council
    return move(
        actor=actor, application=application, step="accept", seen=seen, reason=reason,
        also=["council"],
    )  # fmt: skip


def fulfil_conditions(
    *, actor: User, application: Application, seen: str, reason: str
) -> Application:
    """Say that the conditions of an approval are fulfilled; the reason tells by what."""
    return move(
        actor=actor, application=application, step="fulfil_conditions", seen=seen, reason=reason
    )


@transaction.atomic
def take_up(*, actor: User, application: Application, seen: str, reason: str = "") -> Application:
    """Bring a referred or appealed application before the council of the actor.

    Raises Refusal where that is not entered yet.
    """
    stored = begin(actor, application, seen=seen, step="take_up")
    council = goes_to(stored)
    if council is None:
        raise no_council()
    application.council = council
    return move(
        actor=actor, application=application, step="take_up", seen=seen, reason=reason,
        also=["council"],
    )  # fmt: skip


@transaction.atomic
def complete(*, actor: User, application: Application, seen: str, reason: str = "") -> Application:
    """Carry out what was approved and ends in no licence; a dissolution dissolves the NGO.

    Raises PermissionDenied where the actor may not change the NGO's status, and Refusal where its
    present one is not followed by a dissolution.
    """
    begin(actor, application, seen=seen, step="complete")
    moved = move(actor=actor, application=application, step="complete", seen=seen, reason=reason)
    if moved.kind == Kind.DISSOLUTION:
        change_status(
            actor=actor, ngo=moved.ngo, status=Status.DISSOLVED, on=today(),
            reason=_("Application %(code)s") % {"code": moved.tracking_code},
        )  # fmt: skip
    return moved
