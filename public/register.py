"""The public register: NGOs as anybody may know them, read as a visitor whoever asks."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from accounts import scope
from ngos.models.ngo import ActivityLevel, Status
from ngos.standing import Standing, standing_on
from persian.numbers import ascii_digits
from persian.sounds import FROM, TO, sound_of
from persian.text import fold, fold_words

_HELD = "SELECT * FROM public_register(%s::text[], %s, %s, %s)"
_NEAR = "SELECT * FROM public_register_near(%s, %s, %s, %s, %s)"
_ONE = "SELECT * FROM public_ngo(%s)"
PAGE = 20
LONGEST = 120  # signs of what is looked for
MOST_PAGES = 500


@dataclass(frozen=True, kw_only=True)
class PublicNGO:
    """What stands in the public register of one NGO: nothing of the people who work for it."""

    id: int
    name: str
    county: str | None
    province: str
    field: str
    level: str
    is_charity: bool
    status: str
    status_since: datetime.date | None
    licence_no: str
    issued_on: datetime.date | None
    expires_on: datetime.date | None
    state: str
    state_since: datetime.date | None
    founded_on: datetime.date | None
    registration_no: str
    legal_id: str
    website: str

    @property
    def standing(self) -> Standing:
        """Of the licence that it works under; unknown where the register has none."""
        if not self.licence_no and self.issued_on is None:
            return Standing.UNKNOWN
        return standing_on(
            state=self.state or Standing.VALID, ngo_status=self.status,
            expires_on=self.expires_on, alert_days=None,
        )  # fmt: skip

    @property
    def since(self) -> datetime.date | None:
        """Since when the licence or the NGO is suspended or revoked, where that is known."""
        if self.standing not in (Standing.SUSPENDED, Standing.REVOKED):
            return None
        return self.state_since or self.status_since

    @property
    def status_label(self) -> str:
        return str(Status(self.status).label)

    @property
    def level_label(self) -> str:
        return str(ActivityLevel(self.level).label) if self.level else ""

    @property
    def place(self) -> str:
        return f"{self.county}، {self.province}" if self.county else self.province


@dataclass(frozen=True)
class Found:
    """NGOs of one page; `is_near` where none has the words and these are alike."""

    ngos: Sequence[PublicNGO]
    is_near: bool
    has_more: bool


def search(said: str, province: str = "", page: int = 1) -> Found:
    """NGOs whose name has all words, or whose number was typed whole; else those of like names."""
    words = fold_words(ascii_digits(said[:LONGEST]))
    skip = (min(max(page, 1), MOST_PAGES) - 1) * PAGE
    found = _rows(_HELD, [words, province, skip, PAGE + 1])
    if found or not words or skip:
        return Found(found[:PAGE], is_near=False, has_more=len(found) > PAGE)
    sounds = sound_of(fold(said[:LONGEST]))
    near = _rows(_NEAR, [sounds, FROM, TO, province, 10])
    return Found(near, is_near=True, has_more=False)


def ngo_of(pk: int) -> PublicNGO | None:
    """One NGO; None where the public register has none of this number."""
    return next(iter(_rows(_ONE, [pk])), None)


def provinces() -> list[str]:
    with scope.enter(scope.of(None)), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM public_provinces()")
        return [name for (name,) in cursor.fetchall()]


def _rows(statement: str, values: list[Any]) -> list[PublicNGO]:
    with scope.enter(scope.of(None)), connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description]
        return [PublicNGO(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
