"""Recording licences that were issued before, on paper or in another register."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, check_day_has_come, require
from licensing.kinds import TO_WORK, LicenceKind
from licensing.models import Licence
from licensing.models.licence import IN_FORCE, LicenceState
from licensing.services.licences import chain
from licensing.services.licences.numbering import broken_constraint, number_taken
from ngos.models import NGO
from ngos.models.ngo import Status
from persian.dates import today

_BATCH = 2000
# What was done with the licence of an NGO of this status.
_STATES = {
    Status.SUSPENDED: LicenceState.SUSPENDED,
    Status.REVOKED: LicenceState.REVOKED,
    Status.DISSOLVED: LicenceState.REVOKED,
}


@dataclass(frozen=True)
class Recorded:
    """How many licences were taken from the register's columns, and why others were not."""

    count: int
    recorded_already: int
    without_number_or_day: int
    number_taken: int


@transaction.atomic
def add_licence(*, actor: User, licence: Licence) -> Licence:
    """Record a licence that was issued before, cleaned, at its place in the chain.

    One that another followed is superseded by it; one that follows another supersedes that.
    Raises PermissionDenied without the permission, and Refusal where the day is to come, lies
    before the session, or the number is taken.
    """
    require(actor, "licensing.add_licence")
    ngo = chain.lock_ngo(licence.ngo_id)
    _check_days(licence)
    if licence.kind in TO_WORK:
        record_shown_licences(ngos=[ngo], but=licence.number)
        return _store_in_chain(licence, ngo)
    return _store(licence)


@transaction.atomic
def correct_licence(*, actor: User, licence: Licence) -> Licence:
    """Store the corrected facts of a licence that was recorded from paper; the history keeps the
    wrong ones.

    Raises PermissionDenied without the permission, and Refusal for a licence that was signed here:
    it says what was signed.
    """
    require(actor, "licensing.change_licence")
    stored, _ngo = chain.lock(licence)
    if stored.application_id is not None:
        raise Refusal(
            "signed_here",
            _("This licence was signed here and stays as it was signed. Issue another instead."),
        )
    _check_days(licence)
    return _store(licence)


@transaction.atomic
def record_register_licences(*, actor: User, ngos: Iterable[int]) -> Recorded:
    """Make licences of the numbers and days that old registers left on NGOs, by their ids.

    NGOs that have licences, or lack the number or the day of issue, are left as they are. Raises
    PermissionDenied without the permission.
    """
    require(actor, "licensing.add_licence")
    rows = NGO.objects.select_for_update(of=("self",)).filter(pk__in=list(ngos))
    return record_shown_licences(ngos=list(rows.order_by("pk")))


def record_shown_licences(*, ngos: list[NGO], but: str | None = None) -> Recorded:
    """The same for NGOs that are locked. `but` is a number that is about to be recorded.

    Of a suspended NGO the licence is suspended, of one revoked or dissolved revoked.
    """
    keys = [ngo.pk for ngo in ngos]
    known = set(
        Licence.objects.filter(ngo__in=keys, kind__in=TO_WORK).values_list("ngo", flat=True)
    )
    new = [ngo for ngo in ngos if ngo.pk not in known]
    complete = [
        (ngo, ngo.licence_issued_on)
        for ngo in new
        if ngo.licence_no not in ("", but) and ngo.licence_issued_on
    ]
    taken = set(
        Licence.objects.filter(
            kind=LicenceKind.ACTIVITY, number__in=[ngo.licence_no for ngo, _day in complete]
        ).values_list("province", "number")
    )
    licences = []
    for ngo, issued_on in complete:
        key = (ngo.province_id, ngo.licence_no)
        if key not in taken:
            taken.add(key)
            licences.append(_shown_licence(ngo, issued_on))
    Licence.objects.bulk_create(licences, batch_size=_BATCH)
    return Recorded(
        count=len(licences),
        recorded_already=len(known),
        without_number_or_day=len(new) - len(complete),
        number_taken=len(complete) - len(licences),
    )


def _shown_licence(ngo: NGO, issued_on: datetime.date) -> Licence:
    state = _STATES.get(Status(ngo.status), LicenceState.VALID)
    return Licence(
        ngo=ngo,
        province_id=ngo.province_id,
        kind=LicenceKind.ACTIVITY,
        number=ngo.licence_no,
        issued_on=issued_on,
        expires_on=ngo.licence_expires_on,
        state=state,
        state_since=None if state == LicenceState.VALID else ngo.status_since or today(),
        state_reason="" if state == LicenceState.VALID else ngo.status_reason,
    )


def _check_days(licence: Licence) -> None:
    check_day_has_come(licence.issued_on, field="issued_on")
    if licence.session_on is not None and licence.session_on > licence.issued_on:
        raise Refusal(
            "before_session",
            _("The session was after the day of issue. Compare both with the licence."),
            field="session_on",
        )


def _store_in_chain(licence: Licence, ngo: NGO) -> Licence:
    rows = ngo.licences.select_for_update(of=("self",)).filter(kind=licence.kind)
    known = sorted(rows, key=lambda each: (each.issued_on, each.pk))
    later = next((each for each in known if each.issued_on > licence.issued_on), None)
    before = [each for each in known if each.issued_on <= licence.issued_on]
    if later is not None:
        licence.state, licence.state_since = LicenceState.SUPERSEDED, later.issued_on
        licence.previous = later.previous
        if licence.previous is not None:
            later.previous = None
            later.save(update_fields=["previous"])
        elif before and not hasattr(before[-1], "next"):
            licence.previous = before[-1]
        _store(licence)
        later.previous = licence
        later.save(update_fields=["previous"])
        return licence
    standing = [each for each in before if each.state in IN_FORCE]
    licence.previous = chain.supersede(earlier=standing, by=licence)
    return _store(licence)


def _store(licence: Licence) -> Licence:
    try:
        with transaction.atomic():
            licence.save()
    except IntegrityError as error:
        if broken_constraint(error) == "licence_number_once":
            raise number_taken() from error
        raise
    return licence
