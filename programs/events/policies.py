"""What an office decides about events."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.policies import Template, WholeNumber, declare
from ngos.policies.words import ASSUMPTION

CERTIFICATE_PERCENT = WholeNumber(
    name="event_certificate_percent",
    label=_("Attendance for a certificate"),
    effect=_("Who was at a smaller share of the sessions of their cohort gets no certificate."),
    source=ASSUMPTION,
    default=80,
    unit=_("percent"),
    least=1,
    most=100,
)
CERTIFICATE_NUMBER_TEMPLATE = Template(
    name="event_certificate_number_template",
    label=_("Number of a certificate"),
    effect=_("How the number of a new certificate is put together; numbers already given stay."),
    source=ASSUMPTION,
    default="{year}/{number}",
    fields={
        "number": pgettext_lazy("field of a template", "number"),
        "year": pgettext_lazy("field of a template", "year"),
    },
)

declare(_("Events"), CERTIFICATE_PERCENT, CERTIFICATE_NUMBER_TEMPLATE)
