"""A column of a registry bound to a column of a file: reads its cells, and tells what is wrong."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from imports.cleaning import Cell, Cleaner, Doubtful, Severity, Words
from imports.columns import Column, HowMuch, Rest, Unstored
from imports.rows import CheckedRow
from persian.errors import PersianValueError
from persian.personal_numbers import CODE, masked_in
from reading import CellProblem

QUOTED = 80  # characters of a cell that a message repeats
MEMORY_OF_A_COLUMN = 4_000  # cells remembered with their values
NOT_REPEATED: Mapping[int, str] = MappingProxyType({})
NOTHING_UNREADABLE: Mapping[int, CellProblem] = MappingProxyType({})


class BoundColumn:
    """A column of the registry, bound to a column of the file for one run.

    `attname` is the name under which its values are staged, `fills` are the columns of the table
    that the file's column fills. `part` takes out of a cell what is this column's, where the cell
    holds more. `titles` are those of all columns of the file that repeat it, by part. `unreadable`
    are the cells of which the reader has found that they say nothing, by row; `tells` whether this
    column says so, and not another that reads the same cells.
    """

    def __init__(
        self,
        column: Column | Unstored | Rest | HowMuch,
        index: int,
        title: str,
        attname: str,
        clean: Cleaner,
        part: Callable[[Cell], Cell] | None = None,
        *,
        fills: Sequence[str],
        titles: Mapping[int, str] = NOT_REPEATED,
        unreadable: Mapping[int, CellProblem] = NOTHING_UNREADABLE,
        tells: bool = True,
    ) -> None:
        self.column, self.index, self.title, self.attname = column, index, title, attname
        self.fills, self.titles = tuple(fills), titles
        self.clean, self._part = clean, part
        self._unreadable, self._tells = unreadable, tells
        self.doubts = [replace(each, column=title, field=column.name) for each in clean.doubts]
        # What was read so far. Keys are spelled texts, and pairs of type and cell for all others,
        # since 1, 1.0 and True are equal.
        self._known: dict[Any, Any] = {}
        self._told: dict[Any, tuple[str, str, Severity]] = {}  # code, message, severity
        # How many rows have each word that the office may be asked about.
        self.asked: Counter[str] = Counter()
        self.elsewhere: defaultdict[str, list[int]] = defaultdict(list)  # rows by province
        self.filled = 0  # cells that are not empty

    def beside(self, column: HowMuch, attname: str, clean: Cleaner) -> "BoundColumn":
        """What reads the same cells once more for another column of the table."""
        return BoundColumn(
            column,
            self.index,
            self.title,
            attname,
            clean,
            self._part,
            fills=(),
            titles=self.titles,
            unreadable=self._unreadable,
            tells=False,
        )

    def values_of(self, rows: list[CheckedRow]) -> list[Any]:
        """The cleaned value of each row, None for an empty cell and for one that cannot be cleaned.

        What is wrong with a cell, or doubtful, is reported on its row.
        """
        cells = [row.cells[self.index] for row in rows]
        if self._part is not None:
            cells = list(map(self._part, cells))
        texts = [cell for cell in dict.fromkeys(cells) if cell.__class__ is str]
        spelled: dict[Cell, str | None] = dict(zip(texts, self.clean.spell(texts), strict=True))
        keys = [
            spelled[cell]
            if cell.__class__ is str
            else None
            if cell is None
            else (cell.__class__, cell)
            for cell in cells
        ]
        if self._unreadable:
            self._empty_the_unreadable(rows, keys)
        self._read(keys)
        self._tell_of_signs(rows, cells, texts, spelled)
        if not self._told.keys().isdisjoint(keys):
            for row, key in zip(rows, keys, strict=True):
                if (told := self._told.get(key)) is not None:
                    row.report(self, *told)
        if isinstance(self.clean, Words) and self.clean.places:
            self.filled += len(keys) - keys.count(None)
            for row, key in zip(rows, keys, strict=True):
                if (place := self.clean.places.get(key)) is not None:
                    self.elsewhere[place].append(row.number)
        if isinstance(self.clean, Words) and not self.clean.asked.keys().isdisjoint(keys):
            found = Counter(filter(self.clean.asked.__contains__, keys))
            for key, count in found.items():
                for word in self.clean.asked[key]:
                    self.asked[word] += count
        return [self._known[key] for key in keys]

    def _tell_of_signs(
        self,
        rows: list[CheckedRow],
        cells: list[Any],
        texts: list[Any],
        spelled: Mapping[Cell, str | None],
    ) -> None:
        """Cells that were taken as empty though signs stand in them: «//»."""
        if not self.fills:  # what reads the same cells once more
            return
        empty = [text for text in texts if self._known.get(spelled[text]) is None]
        signs = {
            text: error
            for text in empty
            if spelled[text] not in self._told and (error := self.clean.signs_alone(text))
        }
        if signs:
            for row, cell in zip(rows, cells, strict=True):
                if cell.__class__ is str and (found := signs.get(cell)) is not None:
                    row.report(self, found.code, str(found), Severity.WARNS)

    def _empty_the_unreadable(self, rows: list[CheckedRow], keys: list[Any]) -> None:
        for place, row in enumerate(rows):
            found = self._unreadable.get(row.number)
            if found is None or (row.part and row.cells[self.index] is None):
                continue
            keys[place] = None
            if self._tells:
                severity = self.column.on_error if found.refuses else Severity.WARNS
                row.report(self, found.code, found.message, severity)

    def _severity_of(self, error: PersianValueError) -> Severity:
        """A person's number in a text costs the cell; the row only where it needs the cell."""
        if error.code == CODE and not self.column.required:
            return Severity.WARNS
        return self.column.on_error

    def _read(self, keys: list[Any]) -> None:
        """Equal cells, which registers have many of, are read once, and so are those that differ in
        spelling alone."""
        known, read = self._known, self.clean.read
        if len(known) > MEMORY_OF_A_COLUMN:
            known.clear()
            self._told.clear()
        for key in dict.fromkeys(keys):
            if key not in known:
                cell = key[1] if key.__class__ is tuple else key
                try:
                    value = None if self.clean.is_empty(cell) else read(cell)
                except PersianValueError as error:
                    self._tell(key, error, self._severity_of(error))
                    value = None
                if value.__class__ is Doubtful:
                    self._tell(key, value.warning, Severity.WARNS)
                    value = value.value
                known[key] = None if value == "" else value

    def _tell(self, key: object, error: PersianValueError, severity: Severity) -> None:
        quoted = _quoting_little(error, self.column.personal)
        self._told[key] = quoted.code, str(quoted), severity


def _quoting_little(error: PersianValueError, is_personal: bool) -> PersianValueError:
    """The error, quoting no more of a cell than a person needs to find it, and no person's number
    beside columns that are masked themselves."""
    value = error.params.get("value")
    if isinstance(value, str):
        value = value.replace("\0", "").strip()
        if not is_personal:
            value = masked_in(value)
        error.params["value"] = value if len(value) <= QUOTED else f"{value[:QUOTED]}…"
    return error
