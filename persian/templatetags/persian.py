"""Template filters: dates, digits, amounts and identifiers for people."""

import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from persian import dates, numbers, printed, text

register = template.Library()


def _date(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        local = timezone.localtime(value, dates.TEHRAN) if timezone.is_aware(value) else value
        return local.date()
    return value if isinstance(value, datetime.date) else None


@register.filter
def jalali(value: object, style: str = "numeric") -> str:
    """`{{ date|jalali }}` is ۱۴۰۲/۰۳/۰۵, `{{ date|jalali:"text" }}` is ۵ خرداد ۱۴۰۲.

    The other styles are "weekday" and "iso" (1402/03/05).
    """
    date = _date(value)
    if date is None:
        return ""
    return dates.jalali_iso(date) if style == "iso" else dates.format_jalali(date, style)


@register.filter
def jalali_datetime(value: object) -> str:
    """«۵ خرداد ۱۴۰۲، ساعت ۱۰:۳۲»."""
    return dates.format_jalali_datetime(value) if isinstance(value, datetime.datetime) else ""


@register.filter
def digits(value: object) -> str:
    """Persian digits in any text."""
    return "" if value is None else numbers.persian_digits(value)


@register.filter
def number(value: Any) -> str:
    """«۲٬۸۰۰٬۰۰۰»; text that is no number stays text in Persian digits."""
    if value is None or value == "":
        return ""
    try:
        return numbers.format_number(value)
    except (TypeError, ValueError, ArithmeticError):
        return numbers.persian_digits(value)


@register.filter
def percent(value: Any) -> str:
    """«۱۴۰٪»."""
    return "" if value is None else f"{numbers.format_number(value)}٪"


@register.filter
def rial(value: int | None) -> str:
    """«۲٬۸۰۰٬۰۰۰ ریال» from rials."""
    return "" if value is None or value == "" else numbers.format_rial(value)


@register.filter
def toman(value: int | None) -> str:
    """«۲۸۰٬۰۰۰ تومان» from rials."""
    return "" if value is None or value == "" else numbers.format_toman(value)


@register.filter
def days_left(value: object, today: datetime.date | None = None) -> str:
    """«۳ روز مانده», «امروز», «۵ روز گذشته»."""
    date = _date(value)
    if date is None:
        return ""
    days = dates.days_left(date, today or dates.today())
    if days == 0:
        return gettext("today")
    count = abs(days)
    if days > 0:
        sentence = ngettext("%(days)s day left", "%(days)s days left", count)
    else:
        sentence = ngettext("%(days)s day past", "%(days)s days past", count)
    return sentence % {"days": numbers.format_number(count)}


@register.filter
def ltr(value: object) -> SafeString:
    """An identifier that keeps its own direction inside Persian text."""
    return SafeString("") if value in (None, "") else format_html('<bdi dir="ltr">{}</bdi>', value)


@register.filter
def in_order(value: object) -> SafeString:
    """A sentence whose dates and numbers keep the order of their parts: «1985-07-01» after a
    Persian word is else shown from its end."""
    return SafeString("") if value is None else printed.in_order(str(value))


@register.filter
def fold(value: object) -> str:
    """The folded spelling that searches compare."""
    return "" if value is None else text.fold(str(value))


@register.filter
def file_size(size: int | None) -> str:
    """`{{ document.size|file_size }}` is ۷ کیلوبایت, and of large files ۱٫۲ مگابایت."""
    if size is None:
        return ""
    if size < 2**20:
        return gettext("%(size)s kilobytes") % {"size": numbers.format_number(-(-size // 2**10))}
    return gettext("%(size)s megabytes") % {"size": numbers.format_number(round(size / 2**20, 1))}
