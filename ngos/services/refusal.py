"""How a service says no: a sentence for the person who asked, and the field it speaks of."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from persian.dates import today


class Refusal(Exception):
    """What was asked for is against a rule. `code` is for programs, `message` for people."""

    def __init__(
        self,
        code: str,
        message: str | Promise,
        *,
        field: str | None = None,
        params: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field
        self.params = params or {}

    def __str__(self) -> str:
        text = str(self.message)
        return text % self.params if self.params else text


def check_day_has_come(day: datetime.date, *, field: str = "on") -> None:
    """Raises Refusal, at the field, for a day that is still to come."""
    if day > today():
        text = _("This day is still to come. Enter today or an earlier day.")
        raise Refusal("future", text, field=field)


def require(actor: User, permission: str) -> None:
    """Raises PermissionDenied unless the person has the permission."""
    if not actor.has_perm(permission):
        raise PermissionDenied(_("Your role does not allow this."))
