"""What is reported of bodies that sit in a year."""

from django.utils.translation import gettext_lazy as _

from councils.models import Session
from councils.models.session import SessionState
from screens.yearly import Line, OnDays

FIGURES = (
    Line(
        _("Sessions of councils"), Session, OnDays("held_on", "held_on"),
        {"state": [SessionState.SIGNED]},
    ),
)  # fmt: skip
