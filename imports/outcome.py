"""What became of a run's rows, as people read it: tiles, cells as sent, changes, reasons."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.db.models.query import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from imports.cell_texts import CellTexts
from imports.changes import Changes
from imports.cleaning import Severity
from imports.columns import Declared, Repeated
from imports.headers import unique_titles
from imports.models import Row, Run, State, Verdict
from imports.narrowing import WHOLE_ROW, Narrowing
from imports.registry import registry_of
from imports.shown import Reason, ShownCell, ShownRow, address_of
from imports.strip import Line, Reader, lines_of
from imports.tiles import BROUGHT, KEPT, WARNED, Tiles
from imports.titles.title import title_of
from persian.identifiers import mask
from persian.text import fold

__all__ = ["KEPT", "Outcome"]

PER_PAGE = 50
LONG = 10  # rows
MOST_COUNTED = 10_000  # rows whose problems are counted by field
COUNTING = frozenset(map(fold, ("ردیف", "شماره")))  # what titles of row numbers say
DONE = "done"  # a remark about a row, nothing that is wrong with it


class CountedPaginator(Paginator):
    """Pages of rows whose number the run knows already."""

    def __init__(self, rows: QuerySet[Row], total: int) -> None:
        super().__init__(rows, PER_PAGE)
        self.total = total

    @cached_property
    def count(self) -> int:
        return self.total


class Outcome:
    """The rows of one tile of a run, a page at a time, for one person.

    Whoever may not see personal data sees the cells of such columns masked, and those of columns
    that are left out not at all.
    """

    def __init__(
        self,
        run: Run,
        *,
        user: User,
        tile: str | None,
        page: str | None,
        sought: str = "",
        field: str = "",
        code: str = "",
        doubt: str = "",
    ) -> None:
        self.run = run
        self.registry = registry_of(run.kind)
        self.declared = self.registry.columns()
        self.narrowing = Narrowing.asked(
            run, self.declared, sought=sought, field=field, code=code, doubt=doubt
        )
        self.reader = Reader(
            self.declared, is_unmasked=user.has_perm(self.registry.personal_permission)
        )
        self.parent = self.registry.parent
        self._tiles = Tiles(run, None if self.is_doubt else tile)
        self.tile = self._tiles.open
        self.model = self.registry.model
        if self.tile == BROUGHT and self.parent is not None:
            self.model = self.parent.registry.model
        meta = self.model._meta
        self.may_open = user.has_perm(f"{meta.app_label}.view_{meta.model_name}")
        of_tile = Q() if self.is_doubt else self._tiles.rows()
        self._of_tile = rows = run.rows.filter(of_tile).order_by("number", "part")
        if not self.narrowing:
            count = self._tiles.counts[self.tile]
            self.page = CountedPaginator(rows, count).get_page(page)
            return
        readable = [
            index for index, _title, column in self.taken if self.is_unmasked or not column.personal
        ]
        rows = self.narrowing.rows(rows, readable, whole=self.is_unmasked)
        self.page = Paginator(rows, PER_PAGE).get_page(page)

    @property
    def is_unmasked(self) -> bool:
        return self.reader.is_unmasked

    @property
    def is_doubt(self) -> bool:
        """Whether the rows are those of a doubt, whatever becomes of them."""
        return self.narrowing.doubt is not None

    @property
    def tile_is_long(self) -> bool:
        """Whether the rows do not fit on a screen, so that one looks for some of them."""
        return self.page.paginator.count > LONG

    @property
    def is_narrowed(self) -> bool:
        return bool(self.narrowing)

    @property
    def query(self) -> str:
        """What an address says of the tile and of what is looked for in it."""
        return urlencode(self.asked)

    @property
    def asked(self) -> dict[str, str]:
        """The same, by parameter."""
        tile = {} if self.is_doubt else {"rows": self.tile}
        return {**tile, **self.narrowing.parameters}

    @property
    def kept_while_seeking(self) -> dict[str, str]:
        """What of the address stays where a person looks for something else."""
        return {k: v for k, v in self.asked.items() if k not in ("q", "field", "code")}

    @cached_property
    def lines(self) -> list[Line]:
        """What a person should look at before the file is registered, the gravest first."""
        return lines_of(self.run, self.reader)

    @cached_property
    def problem_fields(self) -> list[tuple[str, str, int]]:
        """What the problems of this tile speak of: name, title, rows; the most frequent first."""
        counts: Counter[tuple[str | None, str | None]] = Counter()
        wrong = self._of_tile.exclude(problems=[]).values_list("problems", flat=True)
        for listed in wrong[:MOST_COUNTED]:
            counts.update({(problem["field"], problem["column"]) for problem in listed})
        return [
            (name or WHOLE_ROW, self.reader.text(title or "") or _("The whole row"), count)
            for (name, title), count in counts.most_common()
        ]

    @property
    def tiles(self) -> list[dict[str, Any]]:
        return self._tiles.shown(is_any_open=not self.is_doubt)

    @property
    def shows_changes(self) -> bool:
        return self.tile == Verdict.UPDATED and not self.is_doubt

    @cached_property
    def _titles(self) -> list[str]:
        return unique_titles(self.run.header)

    @cached_property
    def taken(self) -> list[tuple[int, str, Declared]]:
        """The columns of the file that fill a field: place, title, declaration."""
        pairs = enumerate(zip(self.run.header, self.run.columns, strict=True))
        return [
            (index, self.reader.text(title), self.declared[name])
            for index, (title, name) in pairs
            if name
        ]

    @cached_property
    def left_out(self) -> list[str]:
        """The titles of the file's columns that no field is given to; none of those that merely
        count its rows."""
        lexicon = self.registry.lexicon
        return [
            self.reader.text(title)
            for title, name in zip(self.run.header, self.run.columns, strict=True)
            if title and not name and not title_of(title, lexicon).said <= COUNTING
        ]

    @cached_property
    def rows(self) -> list[ShownRow]:
        rows = list(self.page.object_list)
        names = self._names(rows)
        changes = {}
        if self.shows_changes:
            changes = Changes(
                self.registry, is_unmasked=self.is_unmasked, shown=self.reader.text
            ).of(rows)
        return [
            ShownRow(
                number=row.number,
                cells=self._cells(row),
                reasons=self._reasons(row),
                changes=changes.get(row.pk, []),
                name=names.get(self._met_by(row), ""),
                link=self._link(row, names),
                verdict=str(Verdict(row.verdict).label) if self.is_doubt else "",
            )
            for row in rows
        ]

    @cached_property
    def _texts(self) -> CellTexts:
        return CellTexts(self.run)

    @property
    def has_corrections(self) -> bool:
        """Whether the rows of this tile are among those that a person may correct."""
        is_wrong = self.tile in (Verdict.REJECTED, WARNED) and not self.is_doubt
        return is_wrong and bool(self.page.paginator.count)

    @property
    def has_reasons(self) -> bool:
        return any(row.reasons for row in self.rows)

    @property
    def has_links(self) -> bool:
        return any(row.name for row in self.rows)

    # -- parts of a row ------------------------------------------------------------------------

    def _cells(self, row: Row) -> list[ShownCell]:
        wrong = {problem["field"]: problem["severity"] for problem in row.problems}
        own = {problem["column"] for problem in row.problems}
        shown = []
        for index, _title, column in self.taken:
            text = self._texts.of(index, row.cells[index], row.values)
            taken = "" if column.personal else self._texts.taken(index, text, row.values)
            if not self.is_unmasked:
                text = mask(text) if column.personal else self.reader.text(text)
            is_own = not isinstance(column, Repeated) or self._titles[index] in own
            found = {wrong.get(part.name) for part in column.parts} if is_own else set()
            worst = next((severity.value for severity in Severity if severity in found), "")
            shown.append(ShownCell(text, worst, taken))
        return shown

    def _reasons(self, row: Row) -> list[Reason]:
        reasons = []
        grave_first = sorted(row.problems, key=lambda each: each["severity"] != Severity.REFUSES)
        for problem in grave_first:
            place = self.reader.text(problem["column"] or "")
            message = self.reader.message(problem["field"], problem["message"])
            reasons.append(Reason(place, message, problem["severity"]))
        if row.verdict == Verdict.REPEATED and not reasons:
            message = _("The same stands in an earlier row of the file.")
            reasons.append(Reason("", message, Severity.WARNS.value))
        if row.completed_in:
            reasons.append(Reason("", _("Completed by a file of corrections."), DONE))
        if row.is_kept:
            undone = _("Changed after the import, so it was not undone.")
            still = _("Changed after the import.")
            message = undone if self.run.state == State.UNDONE else still
            reasons.append(Reason("", message, DONE))
        return reasons

    def _names(self, rows: Iterable[Row]) -> dict[int | None, str]:
        """What the registered rows are called; those of new rows only once they are written."""
        keys = {
            key
            for row in rows
            if (key := self._met_by(row))
            and (row.verdict != Verdict.CREATED or row.is_kept or self.run.state == State.APPLIED)
        }
        if not keys:
            return {}
        found = self.model._default_manager.in_bulk(keys)
        return {pk: str(registered) for pk, registered in found.items()}

    def _link(self, row: Row, names: dict[int | None, str]) -> str:
        key = self._met_by(row)
        if key not in names or key is None or not self.may_open:
            return ""
        return address_of(self.model, key)

    def _met_by(self, row: Row) -> int | None:
        """The registered row that a row of this tile is shown with."""
        return row.brings if self.tile == BROUGHT else row.object_id
