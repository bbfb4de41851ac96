"""The way of an action point: agreed, done by its owner, seen to be done by another person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from accounts.workflow import Condition, Objection, Step, Workflow


class ActionState(models.TextChoices):
    """Where an action point stands."""

    OPEN = "open", _("To be done")
    DONE = "done", _("Done, to be verified")
    VERIFIED = "verified", _("Verified")
    DROPPED = "dropped", _("Dropped")


def _not_who_did_it(step: Step, actor: User, row: object) -> Objection | None:
    if getattr(row, "done_by_id", None) == actor.pk:
        return Refusal("same_person", _("Another person than who did it verifies it."))
    return None


def _not_theirs(actor: User) -> Q:
    return ~Q(done_by=actor.pk) | Q(done_by=None)


ANOTHER_PERSON = Condition(_not_who_did_it, _not_theirs)

ACTION = Workflow(
    noun="actionpoint",
    app="actions",
    first=ActionState.OPEN,
    states=dict(ActionState.choices),
    closed=frozenset({ActionState.VERIFIED, ActionState.DROPPED}),
    deadlines={},
    steps=(
        Step(
            "finish", _("It is done"), (ActionState.OPEN,), ActionState.DONE,
            "change_actionpoint", needs_reason=True,
        ),
        Step(
            "verify", _("Verify"), (ActionState.DONE,), ActionState.VERIFIED,
            "verify_actionpoint", only=(ANOTHER_PERSON,),
        ),
        Step(
            "reopen", _("Not done yet"), (ActionState.DONE,), ActionState.OPEN,
            "verify_actionpoint", needs_reason=True, awaited=False, only=(ANOTHER_PERSON,),
        ),
        Step(
            "drop", _("Drop"), (ActionState.OPEN,), ActionState.DROPPED, "change_actionpoint",
            needs_reason=True, awaited=False,
        ),
    ),
)  # fmt: skip
