"""What an office decides about who may be taken in."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import WholeNumber, YesNo, declare
from ngos.policies.words import ASSUMPTION

OF_1371 = _("Law on securing women and children without a head, 1371 (reported by madadkaran.com)")
MEANS_RIAL = WholeNumber(
    name="woman_means_rial",
    label=_("Income from which a woman has means"),
    effect=_("Above this monthly income per head of the household the record is warned of."),
    source=ASSUMPTION,
    default=100_000_000,
    unit=_("rial"),
    most=10_000_000_000,
)
PENSIONERS_OUTSIDE = YesNo(
    name="woman_pensioners_outside",
    label=_("Who draws a pension falls outside the law"),
    effect=_("The record of a woman who draws a pension is warned of."),
    source=OF_1371,
    default=True,
)
GIRL_YEARS = WholeNumber(
    name="woman_girl_years",
    label=_("Age from which a girl heads herself"),
    effect=_("A younger girl who heads herself is warned of: she needs a guardian."),
    source=ASSUMPTION,
    default=18,
    unit=_("years"),
    least=9,
    most=40,
)

declare(_("Women who head households"), MEANS_RIAL, PENSIONERS_OUTSIDE, GIRL_YEARS)
