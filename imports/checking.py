"""Checking: every row of a file cleaned and compared with the register, before anything is written.

Rows are cleaned in memory, column by column. What the database alone can tell (which rows are known
already, which of its constraints a row would break) is asked of it for all rows at once.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django.db import transaction

from accounts.policies import values_for
from imports import asking, comparing, given, parents
from imports.cleaning import Cell, Cleaner, Doubtful, Seen, Severity, Words
from imports.columns import Column, Compound, Declared, Repeated, Rest, Unstored
from imports.doubts import kept
from imports.headers import unique_titles
from imports.models import Row, Run, Verdict
from imports.progress import Progress
from imports.reading import CellProblem, Table
from imports.reading.collector import collector_paused
from imports.registry import Registry
from imports.repetitions import Repetitions
from imports.staging import CheckedRow, staging
from imports.understanding import understand
from imports.understood import doubts_of
from imports.unfolding import Unfolding
from imports.uniqueness import refuse_what_is_taken
from persian.errors import PersianValueError
from persian.personal_numbers import CODE, masked_in
from persian.text import fold

QUOTED = 80  # characters of a cell that a message repeats
MEMORY_OF_A_COLUMN = 4_000  # cells remembered with their values
ROWS_AT_ONCE = 2_000  # cleaned while the server stores as many
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
        column: Column | Unstored | Rest,
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

    def values_of(self, rows: "list[CheckedRow]") -> list[Any]:
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
        rows: "list[CheckedRow]",
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

    def _empty_the_unreadable(self, rows: "list[CheckedRow]", keys: list[Any]) -> None:
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


def attnames(run: Run, registry: Registry) -> list[str]:
    """The columns of the table that the run's file fills."""
    declared = registry.columns()
    filled = (declared[name].fills(registry.model) for name in run.columns if name)
    names = (attname for names in filled for attname in names)
    return list(dict.fromkeys((*names, *given.attnames(run, registry))))


def bind(run: Run, registry: Registry, table: Table) -> list[BoundColumn]:
    """The columns of the run's file that a person or the engine gave to columns of the registry;
    a compound's once for each of its parts."""
    declared = registry.columns()
    titles = unique_titles(run.header)
    chosen = [
        (index, title, declared[name])
        for index, (title, name) in enumerate(zip(titles, run.columns, strict=True))
        if name
    ]
    repeated = (title for _index, title, column in chosen if isinstance(column, Repeated))
    by_part = dict(enumerate(repeated, 1))
    decided, answers = values_for(run.province_id), asking.answers_of(run)
    unreadable: dict[int, dict[int, CellProblem]] = {}
    for number, found in table.problems.items():
        for problem in found:
            unreadable.setdefault(problem.column, {})[number] = problem
    bound = [
        BoundColumn(
            column,
            index,
            title,
            column.attname(registry.model),
            _seen(
                column.make(run.province_id)
                .titled(title)
                .decided(decided)
                .answered(answers.get(column.name, {})),
                table,
                index,
                part := _part_of(whole, place),
            ),
            part,
            fills=(
                *column.fills(registry.model),
                *(whole.tells if isinstance(whole, Repeated) else ()),
            ),
            titles=by_part if isinstance(whole, Repeated) else NOT_REPEATED,
            unreadable=unreadable.get(index, NOTHING_UNREADABLE),
            tells=place == 0,
        )
        for index, title, whole in chosen
        for place, column in enumerate(_parts(whole))
    ]
    return [*bound, *_rests(bound, registry)]


def _rests(bound: Sequence[BoundColumn], registry: Registry) -> Iterator[BoundColumn]:
    """For columns whose cells may name several things, what reads all but the first."""
    for each in bound:
        rest = each.column.rest if isinstance(each.column, Column) else None
        if rest is not None and isinstance(each.clean, Words):
            name = rest.attname(registry.model)
            others = each.clean.others()
            yield BoundColumn(rest, each.index, each.title, name, others, fills=(), tells=False)


def _seen(
    cleaner: Cleaner, table: Table, index: int, part: Callable[[Cell], Cell] | None
) -> Cleaner:
    """The cleaner, once it has seen its column where it asks for that."""
    if not cleaner.looks_at_the_column:
        return cleaner
    cells = [cells[index] for _number, cells in table.rows]
    if part is not None:
        cells = list(map(part, cells))
    numbers = [number for number, _cells in table.rows]
    return cleaner.seen(Seen(cells, numbers, table.is_1904, table.layout.encoding is None))


def _parts(given: Declared) -> Sequence[Column | Unstored]:
    return given.parts


def _part_of(given: Declared, place: int) -> Callable[[Cell], Cell] | None:
    if not isinstance(given, Compound):
        return None
    split = given.split
    return lambda cell: split(cell)[place]


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


def check(run: Run, table: Table, registry: Registry, progress: Progress) -> None:
    """Clean all rows of `table`, compare them with the register, and keep what was found.

    Replaces the result of an earlier check. Runs in the caller's transaction. The table gives its
    rows away as they are checked, and their memory with them.
    """
    total = len(table.rows)
    understood = understand(table, type(registry), run.province_id)
    columns = bind(run, registry, table)
    for_all = given.Given(run, registry)
    registry.province_id = run.province_id
    Row.objects.filter(run=run).delete()
    repetitions, unfolding = Repetitions(registry), Unfolding(run, registry)
    with collector_paused(), staging(run, registry) as stage:
        while lines := table.rows[:ROWS_AT_ONCE]:
            del table.rows[:ROWS_AT_ONCE]
            rows = unfolding.rows(lines)
            if table.refused:
                _refuse(rows, table.refused)
            _cleaned(rows, columns, registry, for_all)
            repetitions.note(rows)
            stage(rows)
            progress("check", total - len(table.rows), total)
    run.doubts = kept(
        [
            *table.doubts,
            *doubts_of(understood, run.columns, type(registry)),
            *given.doubts(run, registry),
            *(doubt for column in columns for doubt in column.doubts),
        ]
    )
    _judge(run, columns, registry, repetitions)
    run.words = asking.asked(run, columns)
    run.doubts += kept(asking.doubts(run, columns))
    comparing.count(run)


def _refuse(rows: list[CheckedRow], refused: Mapping[int, tuple[str, str]]) -> None:
    for row in rows:
        if (found := refused.get(row.number)) is not None:
            row.report(None, *found, Severity.REFUSES)


def _judge(
    run: Run, columns: list[BoundColumn], registry: Registry, repetitions: Repetitions
) -> None:
    """Ask the database about all staged rows; again without those that gave way to a row which
    was refused then."""
    staged = transaction.savepoint()
    while True:
        repetitions.mark(run)
        comparing.refuse_what_is_registered_elsewhere(run, columns, registry, registry.number)
        parents.find(run, registry, columns)
        comparing.compare(run, registry, attnames(run, registry))
        comparing.take_what_is_assumed(run, registry)
        parents.refuse_another(run, registry, columns)
        comparing.refuse_what_lacks_something(run, columns, registry)
        comparing.warn_of_what_the_register_keeps(run, registry, columns)
        comparing.refuse_what_breaks_a_constraint(run, registry, columns)
        refuse_what_is_taken(run, registry, columns)
        parents.bring(run, registry, columns)
        registry.settle(run, {column.column.name: column for column in columns})
        if not repetitions.must_be_judged_again(run):
            break
        transaction.savepoint_rollback(staged)
    transaction.savepoint_commit(staged)


def _cleaned(
    rows: list[CheckedRow],
    columns: list[BoundColumn],
    registry: Registry,
    for_all: given.Given,
) -> list[CheckedRow]:
    """The rows, cleaned one column after another."""
    folded_from = registry.folded_from
    folded_to = registry.likeness[0] if registry.likeness else ""
    names = [column.attname for column in columns]
    filled = {*names, *for_all.every, *for_all.new}
    by_column = [column.values_of(rows) for column in columns]
    for row, found in zip(rows, zip(*by_column, strict=True), strict=True):
        values = {
            name: value for name, value in zip(names, found, strict=True) if value is not None
        }
        row.values = values
        if folded_from in values:
            values[folded_to] = fold(values[folded_from])
    for_all.put(rows)
    for row in rows:
        values = row.values
        if row.verdict is not Verdict.REJECTED:
            told = {**row.assumed, **values} if row.assumed else values
            for name, value in registry.initial(told).items():
                if name not in filled:  # an empty cell must not change a registered row
                    values[name] = value
    if registry.parent is not None:
        parents.fold_names(rows, registry.parent)
    if type(registry).complete is not Registry.complete:
        by_name = {column.column.name: column for column in columns}
        for row in rows:
            registry.complete(row, by_name)
    return rows
