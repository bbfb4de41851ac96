"""What stands in the cells of lists, and again on pages: badges, meters, two-line cells."""

from typing import Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from persian.identifiers import mask
from persian.numbers import format_number

Tone = Literal["good", "warning", "past", "bad", "neutral"]


def badge(text: object, *, tone: Tone, icon: str) -> SafeString:
    """A state by colour, word and icon at once."""
    return format_html(
        '<span class="badge badge-{}"><span class="material-symbols-outlined" aria-hidden="true">'
        "{}</span>{}</span>",
        tone, icon, text,
    )  # fmt: skip


def two_lines(first: object, second: object) -> SafeString:
    """A cell of a main line and a quieter one under it."""
    return format_html(
        '<span class="cell-lines"><span>{}</span><span class="cell-quiet">{}</span></span>',
        first, second,
    )  # fmt: skip


def meter(percent: int, title: object) -> SafeString:
    """A bar with its percentage; `title` says in words what is missing."""
    return format_html(
        '<span class="meter" title="{}"><span class="meter-track"><span class="meter-bar meter-{}">'
        '</span></span><span class="meter-text">{}٪</span></span>',
        title, round(percent, -1), format_number(percent),
    )  # fmt: skip


def identifier(value: str | None) -> SafeString:
    """A number that keeps its own direction; a dash where there is none."""
    return format_html('<bdi dir="ltr">{}</bdi>', value) if value else SafeString("—")


def masked(value: str | None) -> SafeString:
    """An identifier of a person, of which enough is shown to tell two rows apart."""
    return identifier(mask(value) if value else None)
