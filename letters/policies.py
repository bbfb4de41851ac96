"""Letters and their numbers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.policies import Template, declare
from ngos.policies.words import ASSUMPTION

LETTER_NUMBER_TEMPLATE = Template(
    name="letter_number_template",
    label=_("Number of a letter"),
    effect=_("How the number of a new letter is put together; numbers already given stay."),
    source=ASSUMPTION,
    default="{year}/{number}",
    fields={
        "number": pgettext_lazy("field of a template", "number"),
        "year": pgettext_lazy("field of a template", "year"),
    },
)

declare(_("Letters"), LETTER_NUMBER_TEMPLATE)
