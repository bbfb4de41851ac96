"""How a pair is told to people: how likely it is, and why."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.duplicates.finding import ALIKE_NAME, NO_PLACE, SAME_NAME, SAME_PLACE
from imports.duplicates.models import DuplicatePair
from imports.duplicates.rules import rules_of
from screens.listing_cells import Tone, badge

VERY_LIKELY, LIKELY = 0.8, 0.6  # scores from which a pair is called so
REASONS = {
    SAME_NAME: gettext_lazy("the same name"),
    ALIKE_NAME: gettext_lazy("names alike"),
    SAME_PLACE: gettext_lazy("the same county"),
    NO_PLACE: gettext_lazy("a county is missing"),
}


def likelihood(pair: DuplicatePair) -> SafeString:
    """The score as a word."""
    look: tuple[str, Tone, str]
    if pair.score >= VERY_LIKELY:
        look = (_("Very likely"), "bad", "content_copy")
    elif pair.score >= LIKELY:
        look = (_("Likely"), "warning", "content_copy")
    else:
        look = (_("Possible"), "neutral", "help")
    text, tone, icon = look
    return badge(text, tone=tone, icon=icon)


def reasons(pair: DuplicatePair) -> str:
    """Why the two may be the same, in one line."""
    words = {**REASONS, **rules_of(pair.kind).evidence}
    return "، ".join(str(words[code]) for code in pair.reasons if code in words)
