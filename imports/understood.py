"""What is understood of a column of a file, and how people are told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from imports.headers import unique_titles
from imports.registry import Registry
from reading.doubts import Doubt


class Level(StrEnum):
    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"  # left out, and offered
    LEFT_OUT = "left-out"


class Reason(StrEnum):
    TITLE = "title"
    MENDED = "mended"  # the title, but for a slip of the keyboard
    CONTENTS = "contents"
    WORDS = "words"  # words of the title are not known
    CONTRADICTED = "contradicted"
    ANOTHERS = "anothers"  # by its title one field, by its values another
    VALUES = "values"  # by its values a field that its title does not name
    LOOKS = "looks"  # by the kind of its values one of several fields
    TAKEN = "taken"  # another column has the field
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Understood:
    """One column of a file: the `field` that it is given to, how sure that is and why. `offered`
    is the field that it may be where it is given to none, `others` more such; `titled` the one that
    its title names where it is another."""

    index: int
    title: str
    field: str | None
    level: Level
    reason: Reason
    offered: str | None = None
    unknown: tuple[str, ...] = ()
    looks: Any = ""
    titled: str | None = None
    others: tuple[str, ...] = ()

    @property
    def offers(self) -> tuple[str, ...]:
        """The fields that it may be, where it is given to none."""
        return () if self.field or not self.offered else (self.offered, *self.others)


def doubts_of(
    understood: Sequence[Understood], columns: Sequence[str | None], registry: type[Registry]
) -> Iterator[Doubt]:
    """What a person should know of the columns that are still as they were understood."""
    declared = registry.columns()
    titles = unique_titles([each.title for each in understood])
    for each, chosen, title in zip(understood, columns, titles, strict=True):
        name = each.field or each.offered
        if chosen != each.field or name is None or each.level is Level.SURE:
            continue
        said = {
            "field": declared[name].label,
            "looks": each.looks,
            "titled": declared[each.titled].label if each.titled else "",
            "words": "، ".join(f"«{word}»" for word in each.unknown),
            "fields": "، ".join(f"«{declared[offer].label}»" for offer in each.offers),
        }
        yield Doubt(f"column_{each.reason}", _message(each) % said, (), title, name)


def _message(each: Understood) -> str:
    if each.reason is Reason.MENDED:
        return _(
            "The title is nearly one of “%(field)s”, and was taken for it. Look at its values."
        )
    if each.reason is Reason.CONTENTS:
        return _(
            "The title is not known. What stands in the column is taken for “%(field)s”. "
            "Look at its values."
        )
    if each.reason is Reason.CONTRADICTED:
        return _(
            "By its title this column would be “%(field)s”, but it holds %(looks)s. "
            "It was left out."
        )
    if each.reason is Reason.ANOTHERS:
        return _(
            "By its title this column would be “%(titled)s”, but what stands in it may be "
            "“%(field)s”. It was left out."
        )
    if each.reason is Reason.VALUES:
        return _(
            "What stands in this column may be “%(field)s”, but its title does not say so. "
            "It was left out."
        )
    if each.reason is Reason.LOOKS and each.others:
        return _(
            "The title is not known. The column holds %(looks)s; it may be one of these: "
            "%(fields)s. It was left out."
        )
    if each.reason is Reason.LOOKS:
        return _(
            "The title is not known. The column holds %(looks)s; it may be “%(field)s”. "
            "It was left out."
        )
    if each.reason is Reason.TAKEN:
        return _(
            "This column may be “%(field)s” too, which another column is given to. It was left out."
        )
    if each.reason is Reason.WORDS:
        return _(
            "This may be “%(field)s”, but these words of the title are not known: %(words)s. "
            "It was left out."
        )
    return _("This may be “%(field)s”. It was left out.")
