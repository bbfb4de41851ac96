"""What other rooms let an office do with chosen NGOs of the list.

A room declares a `ListAction` in `AppConfig.ready()`; the list asks once more, and then runs it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import Promise

from accounts.models import User


@dataclass(frozen=True)
class ListAction:
    """One such action. `run` is given the keys of the NGOs, and says on the page what it did.

    A Refusal that `run` raises is shown.
    """

    name: str
    title: str | Promise
    permission: str
    run: Callable[[HttpRequest, list[int]], None]


_declared: dict[str, ListAction] = {}


def declare(*actions: ListAction) -> None:
    """Offer actions on the list of NGOs. For `AppConfig.ready()`."""
    _declared.update({action.name: action for action in actions})


def open_to(user: User | AnonymousUser) -> list[ListAction]:
    """The actions that this person may take."""
    return [action for action in _declared.values() if user.has_perm(action.permission)]
