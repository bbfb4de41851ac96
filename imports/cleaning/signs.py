"""Cells of signs alone: «-» and «…» say that nothing is there; of «//» or «××» nobody can tell."""

import re

from persian.text import canonical

# What forms and offices write where nothing is to be written.
BLANK = " \t\r\n\u200c\u0640-–—−_.…·•:,،'?؟()[]"
BLANK_DATE = BLANK + "/\\"  # the mask of a form: «__/__/__»
_LETTER_OR_DIGIT = re.compile(r"[^\W_]").search


def telling_signs(cell: str, blank: str) -> str:
    """The signs of a cell that has nothing else and yet is no empty one, else ""."""
    if _LETTER_OR_DIGIT(cell) is not None:
        return ""
    return canonical(cell).strip(blank + "=")
