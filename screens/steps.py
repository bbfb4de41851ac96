"""What every step of a declared workflow checks before its service acts."""

import datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.models import User
from accounts.refusals import Refusal, check_day_has_come, require
from accounts.workflow import Step, Taker, Workflow
from persian.dates import format_jalali, format_jalali_datetime
from screens.history import Track, latest

Row = TypeVar("Row", bound=models.Model)


def lock_for_step(
    row: Row, *, actor: User, step: str, seen: str, tracks: list[Track], stamp: Any = None
) -> Row:
    """The stored row, locked, when this person may take the step with what they had before them.

    `seen` is what `stamp` (the state, where none is given) made of the row as the actor saw it;
    `tracks` are the history that tells who was faster. The caller runs a transaction. Raises
    PermissionDenied without the permission, DoesNotExist outside the scope, and Refusal where
    another was faster or the state allows no such step.
    """
    workflow: Workflow = row.workflow  # type: ignore[attr-defined]
    chosen = workflow.step(step)
    if chosen.by is not Taker.PERSON:
        raise PermissionDenied(_("Your role does not allow this."))
    require(actor, workflow.permission(chosen))
    model = type(row)
    locked: Any = model._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if (stamp(locked) if stamp else locked.state) != seen:
        raise _overtaken(locked, tracks)
    if locked.state not in chosen.sources:
        raise _not_from_here(chosen, locked)
    return locked


def _not_from_here(step: Step, row: Any) -> Refusal:
    return Refusal(
        "not_allowed",
        _("“%(step)s” is not a step from “%(state)s”. Look at the page again."),
        params={"step": step.label, "state": row.get_state_display()},
    )


def _overtaken(row: Any, tracks: list[Track]) -> Refusal:
    """Somebody took a step meanwhile: who, and when."""
    last = latest(tracks, 1)
    if not last:
        return Refusal("overtaken", _("This record has changed. Look at it again."))
    return Refusal(
        "overtaken",
        _("%(who)s was faster, on %(when)s; it is now “%(state)s”. Look at it again."),
        params={
            "who": last[0].who,
            "when": format_jalali_datetime(last[0].at),
            "state": row.get_state_display(),
        },
    )


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
