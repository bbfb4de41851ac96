"""How a service says no: a sentence for the person who asked, and the field it speaks of."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from persian.dates import today
from persian.errors import PersianValueError


class Refusal(PersianValueError):
    """What was asked for is against a rule: the one base of what services refuse.

    `code` is for programs and `message` for people; `field` names what of a form it speaks of.
    """

    def __init__(
        self,
        code: str,
        message: str | Promise,
        params: dict[str, Any] | None = None,
        *,
        field: str | None = None,
    ) -> None:
        super().__init__(code, message, params)
        self.field = field


def check_day_has_come(day: datetime.date, *, field: str = "on") -> None:
    """Raises Refusal, at the field, for a day that is still to come."""
    if day > today():
        text = _("This day is still to come. Enter today or an earlier day.")
        raise Refusal("future", text, field=field)


def require(actor: User, permission: str) -> None:
    """Raises PermissionDenied unless the person has the permission."""
    if not actor.has_perm(permission):
        raise PermissionDenied(_("Your role does not allow this."))
