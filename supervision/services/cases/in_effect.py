"""What measures have done that still lasts: stored when they did it, not told from equal days."""

import datetime

from django.db.models import QuerySet

from licensing.models import Licence
from ngos.models import NGO
from supervision.models import MeasureEffect
from supervision.models.case import MeasureKind


def in_effect() -> QuerySet[MeasureEffect]:
    """The effects that nobody has taken back, and that no other decision has taken the place of."""
    return MeasureEffect.objects.filter(ended_on=None)


def status_effects(ngo: NGO) -> QuerySet[MeasureEffect]:
    """The measures' effects on the status of an NGO that last."""
    return in_effect().filter(measure__case__ngo=ngo, licence=None)


def is_suspended_by_a_case(row: NGO | Licence) -> bool:
    """Whether a supervision case is what suspends the licence, or the NGO."""
    lasting = status_effects(row) if isinstance(row, NGO) else in_effect().filter(licence=row)
    return lasting.filter(measure__kind=MeasureKind.SUSPENSION).exists()


def end_effects(row: NGO | Licence, on: datetime.date) -> None:
    """From a day on something else is decided about the licence, or the status of the NGO."""
    lasting = status_effects(row) if isinstance(row, NGO) else in_effect().filter(licence=row)
    lasting.update(ended_on=on)
