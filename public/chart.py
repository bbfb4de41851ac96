"""Income and expense of an NGO by year, as a small drawing."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

YEARS = 5
HEIGHT, BAR, GAP, FOOT = 80, 14, 24, 18  # points


def finances(years: Sequence[dict[str, Any]]) -> SafeString:
    """The last five years, the latest on the left as they are read; "" where nothing is known."""
    shown = list(years[:YEARS])
    largest = max((max(row["income"], row["expense"]) for row in shown), default=0)
    if not largest:
        return SafeString("")
    width = len(shown) * (2 * BAR + GAP)
    drawn = []
    for place, row in enumerate(shown):
        left = width - (place + 1) * (2 * BAR + GAP) + GAP / 2
        bars = {
            name: {"top": f"{HEIGHT - height:.1f}", "height": f"{height:.1f}"}
            for name in ("income", "expense")
            for height in (max(row[name] / largest * HEIGHT, 1) if row[name] else 0,)
        }
        drawn.append({"year": row["year"], "right": left + BAR, "left": left, "mid": left + BAR,
                      **bars})  # fmt: skip
    context = {
        "years": drawn, "width": width, "height": HEIGHT + FOOT, "foot": HEIGHT + FOOT - 4,
        "bar": BAR, "title": _("Income and expense by year"),
    }  # fmt: skip
    return SafeString(render_to_string("public/finances.svg", context))
