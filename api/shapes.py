"""What the interface tells: the shapes of its answers, and how rows of the register become them."""

import datetime
from typing import Any

from django.urls import reverse
from ninja import Field, Schema

from persian.dates import jalali_iso
from persian.rough_dates import RoughDate, exact_iso, rough_iso
from public.register import Gone, PublicNGO


class Day(Schema):
    """A day, in both calendars."""

    iso: str | None = Field(
        description="Gregorian, ISO 8601; none where the year or the month alone is known"
    )
    jalali: str = Field(
        description="Jalali, as 1404/01/31, or 1404/01 or 1404 where no more is known",
        examples=["1404/01/31"],
    )


def day(value: datetime.date | None) -> Day | None:
    return Day(iso=exact_iso(value), jalali=_jalali(value)) if value else None


def _jalali(value: datetime.date) -> str:
    return rough_iso(value) if isinstance(value, RoughDate) else jalali_iso(value)


class ShownLicence(Schema):
    """The licence under which an NGO works."""

    number: str
    issued_on: Day | None
    expires_on: Day | None
    standing: str = Field(description="valid, expired, suspended, revoked, superseded, unknown")
    since: Day | None = Field(description="Since when it is suspended or revoked")


class NGO(Schema):
    """An NGO of the public register."""

    number: int
    name: str
    type: str
    province: str
    county: str | None
    field: str
    level: str = Field(description="national, provincial, county, or empty where it is unknown")
    is_charity: bool
    status: str
    status_since: Day | None
    licence: ShownLicence
    founded_on: Day | None
    registration_no: str
    legal_id: str
    website: str
    office: str
    office_address: str
    page: str = Field(description="Its page, from the root of this site")


def ngo_of(row: PublicNGO) -> NGO:
    licence = ShownLicence(
        number=row.licence_no, issued_on=day(row.issued_on), expires_on=day(row.expires_on),
        standing=row.standing.value, since=day(row.since),
    )  # fmt: skip
    return NGO(
        number=row.id, name=row.name, type=row.kind, province=row.province, county=row.county,
        field=row.field, level=row.level, is_charity=row.is_charity, status=row.status,
        status_since=day(row.status_since), licence=licence, founded_on=day(row.founded_on),
        registration_no=row.registration_no, legal_id=row.legal_id, website=row.website,
        office=row.office, office_address=row.office_address,
        page=reverse("public_ngo", args=[row.id]),
    )  # fmt: skip


# The columns of files with the whole register; days in both calendars.
NGO_COLUMNS = (
    "number", "name", "type", "province", "county", "field", "level", "is_charity", "status",
    "status_since", "licence_number", "issued_on", "expires_on", "expires_on_jalali", "standing",
    "founded_on", "founded_on_jalali", "registration_no", "legal_id", "website",
)  # fmt: skip


def ngo_row(row: PublicNGO) -> tuple[Any, ...]:
    """The cells of one NGO under `NGO_COLUMNS`; None where nothing is known."""

    def iso(value: datetime.date | None) -> str | None:
        return value.isoformat() if value else None

    return (
        row.id, row.name, row.kind, row.province, row.county, row.field, row.level, row.is_charity,
        row.status, iso(row.status_since), row.licence_no, iso(row.issued_on),
        iso(row.expires_on), jalali_iso(row.expires_on) if row.expires_on else None,
        row.standing.value, exact_iso(row.founded_on),
        _jalali(row.founded_on) if row.founded_on else None, row.registration_no, row.legal_id,
        row.website,
    )  # fmt: skip


class Removed(Schema):
    """The trace of what is in the register no longer: a copy deletes it."""

    number: int
    reason: str = Field(description="deleted, merged or withheld")
    told: str = Field(description="The office's reason; of a merged NGO the name it goes by now")
    at: datetime.datetime


def removed_of(gone: Gone) -> Removed:
    return Removed(number=gone.number, reason=gone.reason, told=gone.told, at=gone.at)


class Licence(Schema):
    """One licence of an NGO."""

    id: int
    ngo: int
    ngo_name: str
    kind: str
    number: str
    issued_on: Day | None
    expires_on: Day | None
    state: str
    standing: str
    state_since: Day | None


def licence_of(row: dict[str, Any]) -> Licence:
    return Licence(
        id=row["id"], ngo=row["ngo"], ngo_name=row["ngo_name"], kind=row["kind"],
        number=row["licence_no"], issued_on=day(row["issued_on"]),
        expires_on=day(row["expires_on"]), state=row["state"], standing=row["standing"],
        state_since=day(row["state_since"]),
    )  # fmt: skip


class Call(Schema):
    """A call of a working group."""

    id: int
    title: str
    topic: str
    province: str
    body: str
    closes_on: Day | None
    published_on: Day | None
    state: str
    ceiling: int | None = Field(description="Budget ceiling of a proposal, in rial")


def call_of(row: dict[str, Any]) -> Call:
    return Call(
        **{name: row[name] for name in ("id", "title", "topic", "province", "body", "state",
                                        "ceiling")},
        closes_on=day(row["closes_on"]), published_on=day(row["published_on"]),
    )  # fmt: skip


class RemovedLicence(Schema):
    id: int
    at: datetime.datetime


class RemovedAward(Schema):
    key: str
    at: datetime.datetime


class Page(Schema):
    """What every page of a list says besides its rows."""

    next: str | None = Field(description="The address of the next page, from the root of the site")
    as_of: datetime.datetime = Field(
        description="Ask with `updated_since` of this, of the first page, to learn what changed "
        "since. It lies some minutes back, so that nothing is lost that was being written; a row "
        "may come twice."
    )


class NGOs(Page):
    items: list[NGO]
    removed: list[Removed]


class Licences(Page):
    items: list[Licence]
    removed: list[RemovedLicence]


class Calls(Page):
    items: list[Call]


class Awards(Page):
    items: list[dict[str, Any]] = Field(description="Grants as 360Giving 1.4 has them")
    removed: list[RemovedAward]


class DumpFile(Schema):
    name: str
    made_at: datetime.datetime
    rows: int
    size: int = Field(description="bytes")
    sha256: str
    address: str


class Problem(Schema):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: list[dict[str, Any]] | None = None
