"""Licences and their numbers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.policies import Template, WholeNumber, YesNo, declare
from ngos.policies.words import ASSUMPTION, MONTHS

LICENCE_MONTHS = WholeNumber(
    name="licence_months",
    label=_("Term of a licence"),
    effect=_("The expiry date that is proposed for a licence, from its day of issue."),
    source=_("Guide to renewing licences, as NGO portals published it"),
    default=24,
    unit=MONTHS,
    least=1,
    most=120,
)
LICENCE_AFTER_REGISTRATION = YesNo(
    name="licence_after_registration",
    label=_("Licence after registration"),
    effect=_("Whether the licence waits for the registration number; no where it comes before."),
    source=_("Usual order of the by-law; some provinces have the other one."),
    default=True,
)
LICENCE_NUMBER_TEMPLATE = Template(
    name="licence_number_template",
    label=_("Number of a licence"),
    effect=_("How the number of a new licence is put together; numbers already given stay."),
    source=ASSUMPTION,
    default="{number}/{year}",
    fields={
        "number": pgettext_lazy("field of a template", "number"),
        "year": pgettext_lazy("field of a template", "year"),
        "province": pgettext_lazy("field of a template", "province"),
        "county": pgettext_lazy("field of a template", "county"),
        "kind": pgettext_lazy("field of a template", "kind"),
    },
)
declare(_("Licences"), LICENCE_MONTHS, LICENCE_AFTER_REGISTRATION, LICENCE_NUMBER_TEMPLATE)
