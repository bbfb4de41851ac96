"""What every step of a declared workflow checks before its service acts."""

import datetime
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.models import User
from accounts.refusals import Refusal, check_day_has_come, require
from accounts.workflow import Taker, Workflow, not_from_here
from persian.dates import format_jalali
from screens.seen import Stamp

Row = TypeVar("Row", bound=models.Model)


def lock(row: Row, *, seen: str, stamp: Stamp) -> Row:
    """The row as it is stored, which nobody else changes until the transaction ends.

    Raises DoesNotExist outside the scope, and `Overtaken` where it no longer stands as it was seen.
    """
    rows = type(row)._default_manager.select_for_update(of=("self",))
    locked = rows.get(pk=row.pk)
    stamp.check(locked, seen)
    return locked


def lock_for_step(
    row: Row,
    *,
    actor: User | None,
    step: str,
    seen: str,
    stamp: Stamp,
    by: Taker = Taker.PERSON,
) -> Row:
    """The stored row, locked, when this person may take the step with what they had before them.

    `seen` is what the row's `stamp` made of it as the actor saw it. Steps that a session or a
    deadline takes are asked for with `by`; for a deadline there is no actor. The caller runs a
    transaction. Raises PermissionDenied without the permission, what `lock` raises, and Refusal
    where the state allows no such step, or a condition of it is against this person's taking it.
    """
    workflow: Workflow = row.workflow  # type: ignore[attr-defined]
    chosen = workflow.step(step)
    if chosen.by is not by or (actor is None and by is not Taker.CLOCK):
        raise PermissionDenied(_("Your role does not allow this."))
    if actor is not None:
        require(actor, workflow.permission(chosen))
    locked: Any = lock(row, seen=seen, stamp=stamp)
    if actor is not None:
        workflow.check(chosen, actor, locked)
    elif locked.state not in chosen.sources:
        raise not_from_here(chosen, locked)
    return cast(Row, locked)


def needed(text: str, message: StrOrPromise, *, field: str) -> str:
    """A text without its outer spaces. Raises Refusal, at the field, for an empty one."""
    text = text.strip()
    if not text:
        raise Refusal("missing", message, field=field)
    return text


def check_day(
    day: datetime.date, *, field: str, after: datetime.date | None = None, what: object = ""
) -> None:
    """Raises Refusal, at the field, for a day to come and for one before `after`.

    `what` says in words what was on the day `after`.
    """
    check_day_has_come(day, field=field)
    if after is not None and day < after:
        raise Refusal(
            "too_early",
            _("This day is before %(after)s (%(what)s). Enter that day or a later one."),
            field=field,
            params={"after": format_jalali(after), "what": what},
        )
