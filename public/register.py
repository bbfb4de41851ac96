"""The public register: NGOs as anybody may know them, read as a visitor whoever asks."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

from django.db import connection
from psycopg.types.json import Jsonb

from accounts import scope
from ngos.models.ngo import ActivityLevel, Status, Type
from ngos.standing import Standing
from persian.dates import today
from persian.numbers import ascii_digits
from persian.rough_dates import with_precision
from persian.sounds import sound_of
from persian.text import fold, fold_words

PAGE = 20
LONGEST = 120  # signs of what is looked for
MOST_PAGES = 500
NEAR = 10
# What a list can be narrowed by; values are names as the register writes them.
NARROWED_BY = ("province", "county", "field", "level", "charity", "standing")


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicNGO:
    """What stands in the public register of one NGO: nothing of the people who work for it."""

    id: int
    name: str
    kind: str
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
    standing: Standing
    founded_on: datetime.date | None
    registration_no: str
    legal_id: str
    website: str
    office: str
    office_address: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        told = dict(row)
        precision, founded_on = told.pop("founded_precision"), told["founded_on"]
        told["founded_on"] = founded_on and with_precision(founded_on, precision)
        return cls(**{**told, "standing": Standing(row["standing"])})

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
    def kind_label(self) -> str:
        return str(Type(self.kind).label) if self.kind else ""

    @property
    def level_label(self) -> str:
        return str(ActivityLevel(self.level).label) if self.level else ""

    @property
    def place(self) -> str:
        return f"{self.county}، {self.province}" if self.county else self.province


COLUMNS = tuple(each.name for each in fields(PublicNGO))


@dataclass(frozen=True)
class Found:
    """NGOs of one page; `is_near` where none has the words and these are alike."""

    ngos: Sequence[PublicNGO]
    is_near: bool
    has_more: bool


@dataclass(frozen=True)
class Gone:
    """An NGO that was in the register and is not: withheld, merged into another, or deleted.

    `told` is the reason that the office gave, or the name of the NGO that it is part of now.
    """

    number: int
    reason: str
    told: str
    at: datetime.datetime


def search(said: str, wanted: Mapping[str, Any], page: int = 1) -> Found:
    """NGOs whose name has all words, or whose number was typed whole; else those of like names."""
    words = fold_words(ascii_digits(said[:LONGEST]))
    skip = (min(max(page, 1), MOST_PAGES) - 1) * PAGE
    asked = Jsonb(dict(wanted))
    longest_first = sorted(words, key=len, reverse=True)  # the index is asked for the first
    values = [longest_first, asked, today(), skip, PAGE + 1]
    found = ngos("public_found(%s::text[], %s, %s, %s, %s)", values)
    if found or not words or skip:
        return Found(found[:PAGE], is_near=False, has_more=len(found) > PAGE)
    values = [sound_of(fold(said[:LONGEST])), asked, today(), NEAR]
    return Found(ngos("public_alike(%s, %s, %s, %s)", values), is_near=True, has_more=False)


def ngo_of(pk: int) -> PublicNGO | None:
    """One NGO; None where the public register has none of this number."""
    return next(iter(ngos("public_one(%s, %s)", [pk, today()])), None)


def gone(numbers: Sequence[int]) -> list[Gone]:
    """What is known of those numbers that are in the register no longer."""
    return [Gone(**row) for row in rows("public_gone(%s::bigint[])", [list(numbers)])]


def licences_of(pk: int) -> list[dict[str, Any]]:
    """The licences of one NGO, the latest first."""
    found = rows("public_licences(%s, NULL, %s, 0, 1000)", [pk, today()])
    return sorted(found, key=lambda row: (row["issued_on"], row["id"]), reverse=True)


def finances_of(pk: int) -> list[dict[str, Any]]:
    """Income and expense in rial by year, of annual reports that were accepted."""
    return rows("public_finances(%s)", [pk])


def places() -> dict[str, list[str]]:
    """The counties of each province, in the order of the alphabet."""
    found: dict[str, list[str]] = {}
    for row in rows("public_places()", []):
        found.setdefault(row["province"], [])
        if row["county"]:
            found[row["province"]].append(row["county"])
    return found


def fields_of_activity() -> list[str]:
    return [row["name"] for row in rows("public_fields()", [])]


def ngos(function: str, values: Sequence[Any]) -> list[PublicNGO]:
    """The NGOs that a function of the database gives."""
    return [PublicNGO.of(row) for row in rows(function, values)]


def rows(function: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    """What a function of the database that visitors may call gives, by the names of its columns."""
    with scope.enter(scope.of(None)), connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {function}", values)  # noqa: S608  our functions' names
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
