"""Action points to do and to verify."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.actions.models import ActionPoint
from programs.actions.services import overdue
from programs.actions.workflow import ACTION, ActionState
from screens.worklist.duty import Duty, Item, Moment, address, never


def _waiting(actor: User, moment: Moment, step: str) -> QuerySet[ActionPoint]:
    theirs = ACTION.rows(ACTION.step(step), actor)
    return ActionPoint.objects.filter(theirs).order_by("due_on", "pk")


def _to_do(actor: User, moment: Moment) -> QuerySet[ActionPoint]:
    return _waiting(actor, moment, "finish").filter(state=ActionState.OPEN)


def _to_verify(actor: User, moment: Moment) -> QuerySet[ActionPoint]:
    return _waiting(actor, moment, "verify")


def _item(point: ActionPoint, moment: Moment) -> Item:
    return Item(
        title=point.title,
        about=point.owner_name or point.source_title,
        since=point.created_at.date(),
        due_on=point.due_on,
        address=address("actions_actionpoint_detail", point.pk),
    )


DUTIES = [
    Duty("actions", _("Action points to do"), "pending_actions", "actions.change_actionpoint",
         _to_do, "due_on", lambda moment: overdue(moment.today), _item,
         "actions_actionpoint_changelist?state=open"),
    Duty("verifying", _("Action points to verify"), "task", "actions.verify_actionpoint",
         _to_verify, "done_on", never, _item, "actions_actionpoint_changelist?state=done"),
]  # fmt: skip
