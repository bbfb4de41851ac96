"""A woman graduates: she needs the program no longer."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from beneficiaries.care.models import Graduation, Referral
from beneficiaries.care.models.referral import WAITING
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.words import RecordState
from beneficiaries.records.services.records import close

GRADUATE = "care.graduate_beneficiary"


@transaction.atomic
def graduate(*, actor: User, woman: Beneficiary, reasons: list[str], remarks: str) -> Graduation:
    """Say for which reasons she graduates; her record is closed as graduated.

    Her work is asked after for as long as its checks are due. Raises Refusal while a referral waits
    for its recipient, or where the record is closed.
    """
    require(actor, GRADUATE)
    if Referral.objects.filter(beneficiary=woman, state__in=WAITING).exists():
        text = _("A referral is still under way. Take it back, or wait for its result.")
        raise Refusal("referral_waits", text)
    close(actor=actor, woman=woman, state=RecordState.GRADUATED, reason=remarks)
    return Graduation.objects.create(
        beneficiary=woman, reasons=reasons, remarks=remarks, decided_by_name=actor.get_full_name()
    )
