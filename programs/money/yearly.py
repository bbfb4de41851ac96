"""What is reported of money in a year: what was allocated and paid of the year's funding.

Funding names its year and, where a list brought it, no day: so these figures are of whole years.
"""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from persian.numbers import format_rial, format_rial_short
from programs.money.models import Allocation
from screens.yearly import Line, OfBudgetYear

_OF_YEAR = OfBudgetYear("year", "year")

FIGURES = (
    Line(
        _("Allocated of the year's funding (whole year)"), Allocation, _OF_YEAR,
        total=lambda: F("allocated"), write=format_rial_short, write_exact=format_rial,
    ),
    Line(
        _("Paid of the year's funding (whole year)"), Allocation, _OF_YEAR,
        total=lambda: F("paid"), write=format_rial_short, write_exact=format_rial,
    ),
)  # fmt: skip
