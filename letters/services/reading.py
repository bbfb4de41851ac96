"""Which letters were answered, and which should have been."""

import datetime

from django.db.models import Exists, OuterRef, Q

from letters.models import Letter
from persian.dates import today

_ANSWERS = Letter.objects.filter(reply_to=OuterRef("pk"))


def replied() -> Q:
    """The letters that were answered."""
    return Q(Exists(_ANSWERS))


def reply_overdue(day: datetime.date | None = None) -> Q:
    """The letters whose answer was expected by a day that has passed."""
    return Q(reply_due_on__lt=day or today()) & ~replied()
