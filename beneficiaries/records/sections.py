"""What other rooms show on a woman's page, and what they tell of her life with the program.

A room declares a `Section` in `AppConfig.ready()`. Whoever sees it has opened the record already.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from accounts.models import User
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.parts import StepsOfWoman
from screens.record_parts import RecordPart

Text = str | Promise


@dataclass(frozen=True)
class Told:
    """One thing of the time line."""

    on: datetime.date
    title: Text
    about: Text = ""
    icon: str = "circle"
    address: str = ""


def _nothing(woman: Beneficiary) -> Iterable[Told]:
    return ()


def _no_buttons(user: User, woman: Beneficiary) -> Iterable[Mapping[str, Any]]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the page: its template is given what `load` returns, under `section`.

    `story` tells of the time line, `buttons` what may be done from the head of the page; `warns`
    gives what one should notice; `parts` are what is kept from her page, with addresses and
    histories of their own. Sections stand in the order of `place`.
    """

    key: str
    title: Text
    permission: str
    template: str
    load: Callable[[User, Beneficiary], Mapping[str, Any]]
    place: int = 50
    story: Callable[[Beneficiary], Iterable[Told]] = _nothing
    buttons: Callable[[User, Beneficiary], Iterable[Mapping[str, Any]]] = _no_buttons
    warns: Callable[[Beneficiary], Iterable[Text]] = field(default=lambda woman: ())
    parts: tuple[RecordPart | StepsOfWoman, ...] = ()


_sections: list[Section] = []


def declare(*sections: Section) -> None:
    """Add sections to the page of every woman. For `AppConfig.ready()`."""
    _sections.extend(sections)
    _sections.sort(key=lambda section: section.place)


def parts() -> list[RecordPart | StepsOfWoman]:
    """What other rooms keep from a woman's page."""
    return [part for section in _sections for part in section.parts]


def sections_for(user: User) -> list[Section]:
    """The sections that this person may see, in their order."""
    return [each for each in _sections if user.has_perm(each.permission)]
