"""What became of a run's rows, as people read it: tiles, cells as sent, changes, reasons."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.lookups import Contains, Regex
from django.db.models.query import QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from imports.cleaning import Severity
from imports.columns import Column, Declared, Repeated
from imports.headers import unique_titles
from imports.models import Row, Run, State, Verdict
from imports.registry import registry_of
from imports.shown import Change, Reason, ShownCell, ShownRow, address_of, cell_text
from persian.dates import format_jalali
from persian.functions import Fold
from persian.identifiers import mask
from persian.personal_numbers import masked_in
from persian.text import fold

PER_PAGE = 50
LONG = 10  # rows
MOST_COUNTED = 10_000  # rows whose problems are counted by field
WHOLE_ROW = "-"  # in an address: problems of no single cell
_OTHER_SIGNS = ("يك۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "یک01234567890123456789")
WARNED = "warned"
_LONG = Value("[0-9]{8}")  # digits, of a folded cell
KEPT = "kept"  # rows that somebody has changed since they were applied
BROUGHT = "brought"  # rows that bring in what they belong to
DONE = "done"  # a remark about a row, nothing that is wrong with it
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
    ) -> None:
        self.run = run
        self.registry = registry_of(run.kind)
        self.declared = self.registry.columns()
        self.sought = sought.strip()
        self.field = field if field in (WHOLE_ROW, *self.declared) else ""
        self.is_unmasked = user.has_perm(self.registry.personal_permission)
        self.parent = self.registry.parent
        counts = {name: getattr(run, name) for name, *_rest in self._tiles}
        self.tile = tile if tile in counts else self._first(counts)
        self.model = self.registry.model
        if self.tile == BROUGHT and self.parent is not None:
            self.model = self.parent.registry.model
        meta = self.model._meta
        self.may_open = user.has_perm(f"{meta.app_label}.view_{meta.model_name}")
        self._of_tile = rows = run.rows.filter(self._in_tile()).order_by("number", "part")
        if not self.is_narrowed:
            self.page = CountedPaginator(rows, counts[self.tile]).get_page(page)
            return
        if self.field:
            wanted = None if self.field == WHOLE_ROW else self.field
            rows = rows.filter(problems__contains=[{"field": wanted}])
        if fold(self.sought):
            rows = rows.filter(self._holding(self.sought))
        self.page = Paginator(rows, PER_PAGE).get_page(page)

    @property
    def tile_is_long(self) -> bool:
        """Whether the rows do not fit on a screen, so that one looks for some of them."""
        return self.page.paginator.count > LONG

    @property
    def is_narrowed(self) -> bool:
        return bool(self.sought or self.field)

    @property
    def query(self) -> str:
        """What an address says of the tile and of what is looked for in it."""
        asked = {"rows": self.tile, "q": self.sought, "field": self.field}
        return urlencode({name: value for name, value in asked.items() if value})

    @cached_property
    def problem_fields(self) -> list[tuple[str, str, int]]:
        """What the problems of this tile speak of: name, title, rows; the most frequent first."""
        counts: Counter[tuple[str | None, str | None]] = Counter()
        wrong = self._of_tile.exclude(problems=[]).values_list("problems", flat=True)
        for listed in wrong[:MOST_COUNTED]:
            counts.update({(problem["field"], problem["column"]) for problem in listed})
        return [
            (name or WHOLE_ROW, self._shown(title or "") or _("The whole row"), count)
            for (name, title), count in counts.most_common()
        ]

    def _holding(self, words: str) -> Q:
        """Rows with a cell that holds the words, in any spelling. What is masked on the screen is
        not looked through, or it could be guessed piece by piece; nor is a cell with so many digits
        that there may be a person's number in it."""
        found = Q(pk__in=[])
        for index, _title, column in self.taken:
            if self.is_unmasked or not column.personal:
                cell = KeyTextTransform(str(index), "cells")
                spelled = Func(cell, *map(Value, _OTHER_SIGNS), function="translate")
                holding = Q(Contains(Fold(spelled), Value(fold(words))))
                found |= holding if self.is_unmasked else holding & ~Q(Regex(Fold(spelled), _LONG))
        return found

    @staticmethod
    def _first(counts: dict[str, int]) -> str:
        return next((str(name) for name in FIRST_LOOK if counts[name]), Verdict.CREATED.value)

    def _in_tile(self) -> Q:
        if self.tile in (WARNED, KEPT):
            return Q(is_warned=True) if self.tile == WARNED else Q(is_kept=True)
        return Q(brings__isnull=False) if self.tile == BROUGHT else Q(verdict=self.tile)

    @property
    def _tiles(self) -> tuple[tuple[str, Any, str, str], ...]:
        """The tiles of this run: one more where its rows bring in what they belong to, and where an
        undoing met rows that somebody has changed."""
        tiles = TILES
        if self.parent is not None:
            tiles = (TILES[0], (BROUGHT, self.parent.title, "domain_add", "good"), *TILES[1:])
        if self.run.kept:
            tiles = (*tiles, (KEPT, _("Changed since"), "edit_off", "warning"))
        return tiles

    @property
    def tiles(self) -> list[dict[str, Any]]:
        return [
            {"name": name, "title": title, "icon": icon, "tone": tone,
             "count": getattr(self.run, name), "is_open": name == self.tile}
            for name, title, icon, tone in self._tiles
        ]  # fmt: skip

    @property
    def shows_changes(self) -> bool:
        return self.tile == Verdict.UPDATED

    @cached_property
    def _by_field(self) -> dict[str, Column]:
        """The columns of the registry by the field of its model."""
        return {column.field: column for column in self.registry.stored().values()}

    @cached_property
    def _titles(self) -> list[str]:
        return unique_titles(self.run.header)

    @cached_property
    def taken(self) -> list[tuple[int, str, Declared]]:
        """The columns of the file that fill a field: place, title, declaration."""
        pairs = enumerate(zip(self.run.header, self.run.columns, strict=True))
        return [
            (index, self._shown(title), self.declared[name])
            for index, (title, name) in pairs
            if name
        ]

    def _shown(self, text: str) -> str:
        """A text as this person may read it, whatever stands in it."""
        return text if self.is_unmasked else masked_in(text)

    @cached_property
    def rows(self) -> list[ShownRow]:
        rows = list(self.page.object_list)
        names = self._names(rows)
        changes = self._changes(rows) if self.shows_changes else {}
        return [
            ShownRow(
                number=row.number,
                cells=self._cells(row),
                reasons=self._reasons(row),
                changes=changes.get(row.pk, []),
                name=names.get(self._met_by(row), ""),
                link=self._link(row, names),
            )
            for row in rows
        ]

    @property
    def has_corrections(self) -> bool:
        """Whether the rows of this tile are among those that a person may correct."""
        return self.tile in (Verdict.REJECTED, WARNED) and bool(self.page.paginator.count)

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
        in_workbook = self.run.encoding is None
        shown = []
        for index, _title, column in self.taken:
            text = cell_text(row.cells[index], in_workbook=in_workbook)
            if not self.is_unmasked:
                text = mask(text) if column.personal else self._shown(text)
            is_own = not isinstance(column, Repeated) or self._titles[index] in own
            found = {wrong.get(part.name) for part in column.parts} if is_own else set()
            worst = next((severity.value for severity in Severity if severity in found), "")
            shown.append(ShownCell(text, worst))
        return shown

    def _reasons(self, row: Row) -> list[Reason]:
        reasons = []
        for problem in row.problems:
            column = self.declared.get(problem["field"] or "")
            message = problem["message"]
            if column is not None and column.personal and not self.is_unmasked:
                message = _("This cell cannot be taken.")  # the message quotes the cell
            place = self._shown(problem["column"] or "")
            reasons.append(Reason(place, self._shown(message), problem["severity"]))
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

    def _changes(self, rows: Iterable[Row]) -> dict[int, list[Change]]:
        """For each row what it changes, field by field, as people read the values."""
        fields = {column.attname: column for column in self.registry.model._meta.concrete_fields}
        named = self._named(rows, fields)
        return {
            row.pk: [
                Change(
                    self._label(fields[attname]),
                    self._value(fields[attname], before, named),
                    self._value(fields[attname], row.values.get(attname), named),
                )
                for attname, before in row.before.items()
            ]
            for row in rows
        }

    def _label(self, field: Any) -> str:
        """What a column of the table is called in files; its own name where no file fills it."""
        declared = self._by_field.get(field.name)
        return str(declared.label if declared else field.verbose_name)

    @staticmethod
    def _named(rows: Iterable[Row], fields: dict[str, Any]) -> dict[str, dict[int, str]]:
        """Names of the rows that changed keys point to: one query for each such column."""
        keys: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            for attname, before in row.before.items():
                if fields[attname].is_relation:
                    keys[attname] |= {before, row.values.get(attname)} - {None}
        return {
            attname: {
                pk: str(found)
                for pk, found in fields[attname]
                .related_model._default_manager.in_bulk(wanted)
                .items()
            }
            for attname, wanted in keys.items()
        }

    def _value(self, column: Any, value: Any, named: dict[str, dict[int, str]]) -> str:
        if value is None or value == "":
            return ""
        if column.is_relation:
            return named[column.attname].get(value, "—")
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        if isinstance(column, models.DateField) and (date := parse_date(str(value))):
            return format_jalali(date)
        declared = self._by_field.get(column.name)
        if declared is not None and declared.personal and not self.is_unmasked:
            return mask(str(value))
        return self._shown(str(value))
