"""Licences of a part of the NGOs: chains of renewals, approvals, some that are suspended."""

import datetime

from licensing.kinds import LicenceKind
from licensing.models import Licence
from licensing.models.licence import LicenceState
from licensing.services.licences.recording import record_shown_licences
from ngos.models import NGO
from ngos.models.ngo import Status
from persian.dates import add_jalali_months, to_jalali

TERM_MONTHS = 24
_EVERY = 2  # one NGO in so many has its licence recorded
_CHAINS = 5  # of these, one in so many was renewed twice


def make(today: datetime.date) -> None:
    """Record the licences that the register shows, and what came before them."""
    rows = NGO.objects.filter(licence_issued_on__isnull=False).exclude(licence_no="")
    record_shown_licences(ngos=list(rows.order_by("id"))[::_EVERY])
    recorded = list(Licence.objects.select_related("ngo").order_by("ngo_id"))
    _renewed_twice(recorded[::_CHAINS])
    _approvals(today)
    _overdue_suspension(today)


def _renewed_twice(licences: list[Licence]) -> None:
    first = [_before(licence, 2) for licence in licences]
    Licence.objects.bulk_create(first)
    second = [_before(licence, 1) for licence in licences]
    for licence, earlier in zip(second, first, strict=True):
        licence.previous = earlier
    Licence.objects.bulk_create(second)
    for licence, earlier in zip(licences, second, strict=True):
        licence.previous = earlier
    Licence.objects.bulk_update(licences, ["previous"])


def _before(licence: Licence, terms: int) -> Licence:
    """The licence so many terms earlier, superseded on the day the next one was issued."""
    issued_on = add_jalali_months(licence.issued_on, -TERM_MONTHS * terms)
    ended_on = add_jalali_months(licence.issued_on, -TERM_MONTHS * (terms - 1))
    return Licence(
        ngo=licence.ngo,
        province_id=licence.province_id,
        kind=licence.kind,
        number=f"{50000 + licence.ngo_id}/{to_jalali(issued_on).year}",
        issued_on=issued_on,
        expires_on=ended_on,
        state=LicenceState.SUPERSEDED,
        state_since=ended_on,
    )


def _approvals(today: datetime.date) -> None:
    """Half of those who are founding an NGO have the council's initial approval."""
    applicants = NGO.objects.filter(status=Status.APPLICANT).order_by("id")[::2]
    Licence.objects.bulk_create(
        Licence(
            ngo=ngo,
            province_id=ngo.province_id,
            kind=LicenceKind.INITIAL_APPROVAL,
            number=f"{place}/{to_jalali(today).year}",
            issued_on=today - datetime.timedelta(10 + place),
        )
        for place, ngo in enumerate(applicants, 1)
    )


def _overdue_suspension(today: datetime.date) -> None:
    """In each province one suspension whose day has passed waits to be settled."""
    yesterday = today - datetime.timedelta(1)
    suspended = Licence.objects.filter(
        state=LicenceState.SUSPENDED, state_since__lt=yesterday
    ).order_by("province", "id")
    first = {licence.province_id: licence.pk for licence in reversed(suspended)}
    Licence.objects.filter(pk__in=first.values()).update(suspended_until=yesterday)
