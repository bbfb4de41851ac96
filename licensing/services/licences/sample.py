"""A licence of invented facts, on which an office sees how its stationery looks."""

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.refusals import require
from licensing.licence_sheet import LicenceSheet, print_licence
from ngos.models.ngo import ActivityLevel
from papers.letterhead import Paper
from papers.models import Stationery
from papers.stationery import law_sentence_of, office_of, signatories_of
from persian.dates import add_jalali_months, today

SAMPLE_MONTHS = 24  # the usual term of a licence


def print_sample(
    actor: User, stationery: Stationery, paper: Paper, verification_url: str = ""
) -> bytes:
    """A licence of invented facts, marked as a sample, on the stationery of an office.

    `verification_url` is where its QR code leads. Raises PermissionDenied without the permission
    to view the stationery, and PrintingError.
    """
    require(actor, "papers.view_stationery")
    province = stationery.province
    sheet = LicenceSheet(
        office=office_of(province),
        title=_("Activity licence"),
        law_sentence=law_sentence_of(province),
        ngo_name=_("Sample association of helpers"),
        licence_no="12-345",
        level=str(ActivityLevel.PROVINCIAL.label),
        field=_("Charity"),
        county=province.name,
        legal_id="99900001010",
        registration_no="1234",
        issued_on=today(),
        expires_on=add_jalali_months(today(), SAMPLE_MONTHS),
        signatories=signatories_of(province),
        serial="0000",
        verification_url=verification_url,
        watermark=_("Sample"),
    )
    return print_licence(sheet, paper=paper)
