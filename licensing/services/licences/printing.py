"""Handing a licence to the printer."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from licensing.decisions import APPROVE_CONDITIONALLY
from licensing.licence_sheet import LicenceSheet, print_licence
from licensing.models import Licence
from ngos.standing import Standing, standing_on
from papers.letterhead import Paper
from papers.stationery import law_sentence_of, office_of, signatories_of

# What is suspended or gone is on no paper; one whose days ran out says so by its dates.
PRINTABLE = frozenset({Standing.VALID, Standing.EXPIRING, Standing.EXPIRED})


def print_sheet(*, actor: User, licence: Licence, paper: Paper, verification_url: str) -> bytes:
    """The PDF of a licence that holds, or held until its last day, on its office's stationery.

    Raises PermissionDenied without the permission, Refusal for a licence that is suspended,
    revoked or superseded, by itself or with its NGO, and PrintingError.
    """
    require(actor, "licensing.print_licence")
    standing = standing_on(
        state=licence.state,
        ngo_status=licence.ngo.status,
        expires_on=licence.expires_on,
        alert_days=None,
    )
    if standing not in PRINTABLE:
        raise Refusal(
            "not_valid",
            _("Only a valid licence is printed; this one is: %(state)s."),
            params={"state": standing.label},
        )
    ngo = licence.ngo
    sheet = LicenceSheet(
        office=office_of(licence.province),
        title=licence.get_kind_display(),
        law_sentence=law_sentence_of(licence.province),
        ngo_name=ngo.name,
        licence_no=licence.number,
        level=ngo.get_activity_level_display(),
        field=ngo.field.name,
        county=ngo.county.name if ngo.county else "",
        legal_id=ngo.legal_id or "",
        registration_no=ngo.registration_no,
        issued_on=licence.issued_on,
        expires_on=licence.expires_on,
        conditions=_conditions_of(licence),
        signatories=signatories_of(licence.province),
        serial=str(licence.serial or licence.pk),
        verification_url=verification_url,
        verification_code=licence.verification_code,
    )
    return print_licence(sheet, paper=paper)


def _conditions_of(licence: Licence) -> list[str]:
    """What the council approved the licence on, line by line."""
    resolution = licence.resolution
    if resolution is None or resolution.decision != APPROVE_CONDITIONALLY.key:
        return []
    return [line.strip() for line in resolution.conditions.splitlines() if line.strip()]
