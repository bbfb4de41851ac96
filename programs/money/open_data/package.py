"""A package of grants as 360Giving 1.4 has them in JSON."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import Province
from papers.models import Stationery
from programs.money.open_data.grants import Grant, Payment, Receiver

VERSION = "1.4"
CURRENCY = "IRR"
COUNTRY = "IR"
LONGEST_TITLE = 140  # signs that the standard advises


def identifier(kind: str, key: object) -> str:
    """What is unique in the world: the publisher's prefix, what it is, its key in the register."""
    return f"{settings.OPEN_DATA_PREFIX}-{kind}-{key}"


def package(
    grants: Sequence[Grant], *, province: Province | None, day: datetime.date
) -> dict[str, Any]:
    """The package of a day. The standard has none without a grant."""
    offices = office_names()
    publisher = (
        {"name": _offices_name(province, offices), "identifier": _office(province)}
        if province is not None
        else {"name": _("Offices of social affairs of Iran"), "identifier": identifier("office", 0)}
    )
    return {
        "version": VERSION,
        "title": _("Grants to NGOs: %(publisher)s") % {"publisher": publisher["name"]},
        "description": _(
            "Awards of published calls and supported proposals, with their payments, in rial. "
            "What persons were given is told as sums alone."
        ),
        "issued": day.isoformat(),
        "publisher": publisher,
        "license": settings.OPEN_DATA_LICENSE,
        "grants": [grant_of(grant, offices) for grant in grants],
    }


def office_names() -> dict[int, str]:
    """What the papers of each province's office are headed by."""
    return dict(Stationery.objects.values_list("province", "office_title"))


def _office(province: Province) -> str:
    return identifier("office", province.code)


def _offices_name(province: Province, offices: dict[int, str]) -> str:
    default = _("Office of social affairs of %(province)s") % {"province": province.name}
    return offices.get(province.pk) or default


def grant_of(grant: Grant, offices: dict[int, str]) -> dict[str, Any]:
    """One grant in the standard's words; what is not known is left out."""
    to_persons = grant.receiver.is_persons
    receiver = _receiver(grant.receiver, grant.province)
    place = grant.receiver.county or grant.province.name
    found = {
        "id": identifier("grant", grant.key),
        "title": _shortened(grant.title),
        "description": grant.description,
        "currency": CURRENCY,
        "amountAppliedFor": grant.applied_for,
        "amountAwarded": grant.awarded,
        "amountDisbursed": grant.disbursed if grant.payments else None,
        "awardDate": grant.awarded_on.isoformat(),
        "plannedDates": _planned(grant),
        "recipientIndividual": receiver if to_persons else None,
        "recipientOrganization": None if to_persons else [receiver],
        "fundingOrganization": [
            {
                "id": _office(grant.province),
                "name": _offices_name(grant.province, offices),
                "addressCountry": COUNTRY,
            }
        ],
        "beneficiaryLocation": [{"name": place, "countryCode": COUNTRY}],
        "grantProgramme": _programme(grant),
        "fromOpenCall": {True: "Yes", False: "No", None: None}[grant.is_of_open_call],
        "classifications": _priority(grant),
        "disbursementTransaction": [_payment(payment, grant) for payment in grant.payments],
        "dateModified": grant.modified_at.isoformat(timespec="seconds"),
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _receiver(receiver: Receiver, province: Province) -> dict[str, str]:
    known = {"id": identifier("receiver", receiver.key), "name": receiver.name}
    if receiver.is_persons:
        return known
    place = {"addressLocality": receiver.county, "addressRegion": province.name}
    return {**known, **{name: each for name, each in place.items() if each}}


def _planned(grant: Grant) -> list[dict[str, str]]:
    days = {"startDate": grant.begins_on, "endDate": grant.ends_on}
    known = {name: day.isoformat() for name, day in days.items() if day is not None}
    return [known] if known else []


def _programme(grant: Grant) -> list[dict[str, str]]:
    if grant.programme is None:
        return []
    return [
        {
            "code": identifier("call", grant.programme.key),
            "title": grant.programme.title,
            "description": grant.programme.about,
        }
    ]


def _priority(grant: Grant) -> list[dict[str, str]]:
    if grant.priority is None:
        return []
    key, name = grant.priority
    return [{"vocabulary": identifier("list", "priorities"), "code": key, "title": name}]


def _payment(payment: Payment, grant: Grant) -> dict[str, Any]:
    return {
        "id": identifier("payment", payment.key),
        "transactionDate": payment.made_on.isoformat(),
        "currency": CURRENCY,
        "value": payment.amount,
        "provider": _office(grant.province),
        "recipient": identifier("receiver", grant.receiver.key),
    }


def _shortened(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
