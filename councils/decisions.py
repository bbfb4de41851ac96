"""The words in which bodies decide.

A word belongs to whoever decides with it: those here serve every body, and the room of a matter
brings its own (`word`). Sessions count votes and ask for what is missing by the `sense` of a word
alone; what it does to a row is said by the row's matter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from screens.listing_cells import Tone


class Sense(StrEnum):
    """What a word means for the votes, and for what has to be written with it."""

    FOR = "for"  # the majority has to be for it
    CONDITIONAL = "conditional"  # so too, and the conditions are named
    AGAINST = "against"  # the majority may not be for what is declined
    REFERRAL = "referral"  # names the body that is to decide
    WAITING = "waiting"  # nothing is carried out


# Senses that need a majority; the trigger of a signed session says the same.
IN_FAVOUR = frozenset({Sense.FOR, Sense.CONDITIONAL})


@dataclass(frozen=True)
class Decision:
    """One word. `reason_missing` is told where it was decided without the reason that it needs."""

    key: str
    label: Promise
    sense: Sense
    tone: Tone
    icon: str
    reason_missing: Promise | None = None


_words: dict[str, Decision] = {}


def word(
    key: str,
    label: Promise,
    sense: Sense,
    tone: Tone,
    icon: str,
    reason_missing: Promise | None = None,
) -> Decision:
    """A word of the house. A key stands for one word, whichever matters decide with it."""
    if key in _words:
        raise ImproperlyConfigured(f"“{key}” is a word already; use the one that is there.")
    _words[key] = Decision(key, label, sense, tone, icon, reason_missing)
    return _words[key]


ADOPT = word("adopt", _("Adopted"), Sense.FOR, "good", "check_circle")
DECLINE = word("decline", _("Not adopted"), Sense.AGAINST, "bad", "cancel")
REFER = word("refer", _("Referral to another council"), Sense.REFERRAL, "neutral", "forward")
POSTPONE = word("postpone", _("Postponed to another session"), Sense.WAITING, "past", "schedule")
# On subjects of a body's own.
ON_SUBJECTS = (ADOPT, DECLINE, POSTPONE)


def word_of(key: str) -> Decision | None:
    """The word of this key; None for "" and for a word that no room brings any more."""
    return _words.get(key)


def all_words() -> Iterable[Decision]:
    return _words.values()


def choices() -> Iterator[tuple[str, Promise]]:
    """All words, as a field and a filter offer them."""
    return ((each.key, each.label) for each in _words.values())
