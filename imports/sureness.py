"""How sure each column of a run is, and why, as people read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.columns import Declared
from imports.models import Run
from imports.understood import Level, Reason, Understood

CHOSEN = "chosen"  # by a person
LEVELS: dict[str, Any] = {
    Level.SURE: _("Sure"),
    Level.LIKELY: _("Likely"),
    Level.UNSURE: _("Unsure"),
    Level.LEFT_OUT: _("Is left out"),
    CHOSEN: _("Your choice"),
}
MEMORY = _("from memory")
REASONS: dict[str, Any] = {
    Reason.TITLE: _("by its title"),
    Reason.MENDED: _("by a title that is nearly so"),
    Reason.CONTENTS: _("by its values"),
    Reason.WORDS: _("a word of the title is not known"),
    Reason.CONTRADICTED: _("its values contradict its title"),
    Reason.ANOTHERS: _("its title says one thing, its values another"),
    Reason.VALUES: _("by its values; its title does not say so"),
    Reason.LOOKS: _("by the kind of its values; its title is not known"),
    Reason.TAKEN: _("another column has this field"),
}


@dataclass(frozen=True, slots=True)
class Sureness:
    """`level` is one of LEVELS; `why` says what it rests on, `offers` what it may be."""

    level: str
    why: Any = ""
    from_memory: bool = False
    offers: tuple[str, ...] = ()  # fields that it may be

    @property
    def label(self) -> Any:
        return LEVELS[self.level]

    def told(self, declared: Mapping[str, Declared]) -> str:
        """Why, and what it may be instead."""
        fields = "، ".join(f"«{declared[name].label}»" for name in self.offers)
        perhaps = _("perhaps %(fields)s") % {"fields": fields} if fields else ""
        return "؛ ".join(str(part) for part in (self.why, perhaps) if part)


def of_columns(run: Run, understood: Sequence[Understood]) -> list[Sureness]:
    """How sure each column of the run is as it stands."""
    remembered = set(run.remembered.get("columns", ()))
    found = []
    for each, chosen in zip(understood, run.columns, strict=True):
        if chosen == each.field:
            found.append(of_guess(each))
        elif each.index in remembered:
            found.append(Sureness(Level.LIKELY if chosen else Level.LEFT_OUT, MEMORY, True))
        else:
            found.append(Sureness(CHOSEN if chosen else Level.LEFT_OUT))
    return found


def of_guess(each: Understood) -> Sureness:
    """How sure a column is where it stays as it was understood."""
    return Sureness(each.level, REASONS.get(each.reason, ""), offers=each.offers)
