"""How far a background worker has come, in words and as a part of the whole."""

import datetime
import math

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from persian.numbers import format_number


def percent(*, done: int, total: int) -> int:
    """The part of the rows that is done, in percent; 0 while their number is not known."""
    return min(done * 100 // total, 100) if total else 0


def in_words(*, done: int, total: int, begun_at: datetime.datetime) -> str:
    """How many rows are done, and about how long the rest will take where that can be told."""
    if not total:
        return _("Begun")
    words = _("%(done)s rows of %(total)s") % {
        "done": format_number(done),
        "total": format_number(total),
    }
    if not done:
        return words
    left = (timezone.now() - begun_at) * ((total - done) / done)
    seconds = math.ceil(left.total_seconds())
    if seconds < 60:
        rest = ngettext("about %(count)s second left", "about %(count)s seconds left", seconds)
    else:
        seconds = math.ceil(seconds / 60)
        rest = ngettext("about %(count)s minute left", "about %(count)s minutes left", seconds)
    return f"{words} · {rest % {'count': format_number(seconds)}}"
