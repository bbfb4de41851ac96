"""What other rooms show on the page of an application, after what is its own.

A room declares a `Section` in `AppConfig.ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from licensing.models import Application


@dataclass(frozen=True)
class Section:
    """A template, what it reads of an application, and the permission to see it."""

    template: str
    load: Callable[[Application], dict[str, Any]]
    permission: str


_sections: dict[str, Section] = {}


def declare(section: Section) -> None:
    """Show a section on the page of every application. For `AppConfig.ready()`."""
    _sections[section.template] = section


def shown_to(user: User, application: Application) -> list[tuple[str, dict[str, Any]]]:
    """The templates that this person sees, each with what it reads."""
    return [
        (section.template, section.load(application))
        for section in _sections.values()
        if user.has_perm(section.permission)
    ]
