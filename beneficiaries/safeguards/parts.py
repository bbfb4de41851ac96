"""What of this room is kept from a woman's page: her consents."""

from django.utils.translation import gettext_lazy as _

from beneficiaries.records.parts import WomanPart
from beneficiaries.records.personal_data import CHANGE
from beneficiaries.safeguards.consent_form import ConsentForm
from beneficiaries.safeguards.models import Consent

CONSENTS = WomanPart(
    key="consents", model=Consent, parent="beneficiary", form=ConsentForm, permission=CHANGE,
    title=lambda row: row["purpose"], order=("-given_on", "-pk"),
    adding=_("Record a consent"), changing=_("Change the consent"),
)  # fmt: skip
PARTS = (CONSENTS,)
