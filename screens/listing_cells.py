"""What stands in the cells of lists, and again on pages: badges, meters, two-line cells.

A page holds hundreds of them, so they are joined by hand: every value goes through `written`.
"""

import datetime
from html import escape
from typing import Literal

from django.utils.safestring import SafeString

from persian.dates import days_left
from persian.identifiers import mask
from persian.numbers import format_number
from persian.templatetags import persian

Tone = Literal["good", "warning", "past", "bad", "neutral"]


def written(value: object) -> str:
    """A value as it stands in markup: what is markup on purpose as it is, anything else escaped."""
    return value if isinstance(value, SafeString) else escape(str(value))


def badge(text: object, *, tone: Tone, icon: str) -> SafeString:
    """A state by colour, word and icon at once."""
    return SafeString(
        f'<span class="badge badge-{written(tone)}"><span class="material-symbols-outlined" '
        f'aria-hidden="true">{written(icon)}</span>{written(text)}</span>'
    )


def two_lines(first: object, second: object) -> SafeString:
    """A cell of a main line and a quieter one under it."""
    return SafeString(
        f'<span class="cell-lines"><span>{written(first)}</span>'
        f'<span class="cell-quiet">{written(second)}</span></span>'
    )


def meter(percent: int, title: object) -> SafeString:
    """A bar with its percentage; `title` says in words what is missing."""
    return SafeString(
        f'<span class="meter" title="{written(title)}"><span class="meter-track">'
        f'<span class="meter-bar meter-{written(round(percent, -1))}"></span></span>'
        f'<span class="meter-text">{written(format_number(percent))}٪</span></span>'
    )


def identifier(value: str | None) -> SafeString:
    """A number that keeps its own direction; a dash where there is none."""
    return SafeString(f'<bdi dir="ltr">{written(value)}</bdi>' if value else "—")


def masked(value: str | None) -> SafeString:
    """An identifier of a person, of which enough is shown to tell two rows apart."""
    return identifier(mask(value) if value else None)


SOON = 3  # days before a deadline from which it is pressing


def deadline_badge(due_on: datetime.date | None, today: datetime.date) -> SafeString:
    """How many days are left, or past; nothing where there is no deadline."""
    if due_on is None:
        return SafeString("")
    left = days_left(due_on, today)
    tone: Tone = "bad" if left < 0 else "warning" if left <= SOON else "neutral"
    icon = "event_busy" if left < 0 else "schedule"
    return badge(persian.days_left(due_on, today), tone=tone, icon=icon)
