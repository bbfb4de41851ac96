"""What the pages of an NGO need to show."""

import datetime
from typing import Any

from django import template
from django.utils.translation import gettext, ngettext

from ngos.models import Term
from persian.dates import to_jalali
from persian.identifiers import mask
from persian.numbers import format_number

register = template.Library()


@register.filter
def masked(value: Any) -> str:
    """An identifier of which enough is shown to tell two apart."""
    return mask(str(value)) if value else ""


@register.filter
def duration(term: Term, today: datetime.date) -> str:
    """«۲ سال و ۳ ماه»: whole Jalali years and months of a term, until today while it lasts."""
    until = min(term.end_on, today) if term.end_on else today
    if until < term.start_on:
        return gettext("not begun")
    first, last = to_jalali(term.start_on), to_jalali(until + datetime.timedelta(days=1))
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    years, months = divmod(months, 12)
    parts = []
    if years:
        parts.append(
            ngettext("%(count)s year", "%(count)s years", years) % {"count": format_number(years)}
        )
    if months:
        parts.append(
            ngettext("%(count)s month", "%(count)s months", months)
            % {"count": format_number(months)}
        )
    if not parts:
        days = (until - term.start_on).days + 1
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": format_number(days)}
    return gettext(" and ").join(parts)
