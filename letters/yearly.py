"""What is reported of letters in a year."""

from django.utils.translation import gettext_lazy as _

from letters.models import Letter
from screens.yearly import Line, OnDays

FIGURES = (Line(_("Letters"), Letter, OnDays("written_on", "written")),)
