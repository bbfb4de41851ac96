"""The tiles above the rows of a run: what became of how many rows, and which of them is open."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from imports.models import Run, Verdict
from imports.registry import registry_of

WARNED = "warned"
KEPT = "kept"  # rows that somebody has changed since they were applied
BROUGHT = "brought"  # rows that bring in what they belong to
# The tiles in their order: what they count, their word, icon and colour.
TILES: tuple[tuple[str, Any, str, str], ...] = (
    ("created", pgettext_lazy("rows of an import", "New"), "add_circle", "good"),
    ("updated", pgettext_lazy("rows of an import", "Changed"), "edit", "info"),
    ("unchanged", pgettext_lazy("rows of an import", "Unchanged"), "equal", "neutral"),
    ("repeated", pgettext_lazy("rows of an import", "Repeated"), "content_copy", "neutral"),
    ("rejected", pgettext_lazy("rows of an import", "Refused"), "block", "bad"),
    (WARNED, pgettext_lazy("rows of an import", "Warned"), "warning", "warning"),
)
# Which tile is open at first: what asks for a person's eye before the rest.
FIRST_LOOK = (Verdict.REJECTED, WARNED, Verdict.UPDATED, Verdict.CREATED, Verdict.UNCHANGED)


class Tiles:
    """The tiles of one run: one more where its rows bring in what they belong to, and where an
    undoing met rows that somebody has changed."""

    def __init__(self, run: Run, asked: str | None) -> None:
        tiles = TILES
        parent = registry_of(run.kind).parent
        if parent is not None:
            tiles = (TILES[0], (BROUGHT, parent.title, "domain_add", "good"), *TILES[1:])
        if run.kept:
            tiles = (*tiles, (KEPT, _("Changed since"), "edit_off", "warning"))
        self._tiles = tiles
        self.counts: dict[str, int] = {name: getattr(run, name) for name, *_rest in tiles}
        self.open = asked if asked in self.counts else self._first()

    def _first(self) -> str:
        first = (str(name) for name in FIRST_LOOK if self.counts[name])
        return next(first, Verdict.CREATED.value)

    def rows(self) -> Q:
        """The rows of the open one."""
        if self.open in (WARNED, KEPT):
            return Q(is_warned=True) if self.open == WARNED else Q(is_kept=True)
        return Q(brings__isnull=False) if self.open == BROUGHT else Q(verdict=self.open)

    def shown(self, *, is_any_open: bool = True) -> list[dict[str, Any]]:
        return [
            {"name": name, "title": title, "icon": icon, "tone": tone,
             "count": self.counts[name], "is_open": is_any_open and name == self.open}
            for name, title, icon, tone in self._tiles
        ]  # fmt: skip
