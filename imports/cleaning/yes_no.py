"""Yes and no, in the spellings that lists have for them."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.cleaning.base import Cell, CellError, Cleaner, Maker
from persian.text import canonical, fold

YES_WORDS = (
    "بله", "بلی", "آری", "آره", "دارد", "هست", "است", "می‌باشد", "صحیح", "درست", "مثبت", "دارای",
    "دارا", "yes", "y", "true", "t", "on", "ok", "1", "x",
)  # fmt: skip
NO_WORDS = (
    "خیر", "نه", "نخیر", "ندارد", "نیست", "نمی‌باشد", "غلط", "نادرست", "منفی", "فاقد", "no", "n",
    "false", "f", "off", "0",
)  # fmt: skip
# Signs have nothing that folding keeps.
_YES_SIGNS = re.compile(r"[✓✔☑✅√*＊●■+\U0001f5f8\ufe0f]+").fullmatch
_NO_SIGNS = re.compile(r"[✗✘☒❌×✕✖\ufe0f]+").fullmatch
_NOTHING = " \t\n\u200c-–—_.…؟?"
_YES, _NO = (frozenset(map(fold, words)) for words in (YES_WORDS, NO_WORDS))


def answer_of(cell: Cell) -> bool | None:
    """What a cell answers, or None where it answers nothing."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return bool(cell) if cell in (0, 1) else None
    if not isinstance(cell, str):
        return None
    text = cell.strip().lstrip("'").strip()
    if _YES_SIGNS(text):
        return True
    folded = fold(canonical(text))
    if folded in _YES:
        return True
    return False if folded in _NO or _NO_SIGNS(text) else None


def spell_answers(texts: Sequence[str]) -> list[str | None]:
    """Texts without what surrounds them; those in which nothing stands are none."""
    return [text.strip() if text.strip(_NOTHING) else None for text in texts]


def yes_no() -> Maker:
    """Yes or no; a dash is an empty cell."""

    def read(cell: Any) -> bool:
        answer = answer_of(cell)
        if answer is None:
            raise CellError(
                "not_yes_or_no",
                _("“%(value)s” is neither yes nor no. Write one of the two."),
                {"value": str(cell)},
            )
        return answer

    words = (str(_("Yes")), str(_("No")))
    return lambda province_id: Cleaner(read, spell_answers, words, keeps_zero=True)
