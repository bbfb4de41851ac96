"""Checking: every row of a file cleaned and compared with the register, before anything is written.

Rows are cleaned in memory, column by column. What the database alone can tell (which rows are known
already, which of its constraints a row would break) is asked of it for all rows at once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from django.db import transaction

from accounts.policies import values_for
from imports import asked_words, comparing, given, parents
from imports.binding import NOT_REPEATED, NOTHING_UNREADABLE, BoundColumn
from imports.cleaning import Cell, Cleaner, Dates, Seen, Severity, Words
from imports.columns import Column, Compound, Declared, HowMuch, Repeated, Unstored
from imports.headers import unique_titles
from imports.models import Row, Run, Verdict
from imports.progress import Progress
from imports.registry import Registry
from imports.repetitions import Repetitions
from imports.rows import CheckedRow
from imports.staging import staging
from imports.understanding import understand
from imports.understood import doubts_of
from imports.unfolding import Unfolding
from imports.uniqueness import refuse_what_is_taken
from persian.text import fold
from reading import CellProblem, Table
from reading.collector import collector_paused
from reading.doubts import kept

ROWS_AT_ONCE = 2_000  # cleaned while the server stores as many


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
    decided, answers = values_for(run.province_id), asked_words.answers_of(run)
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
    return [*bound, *_rests(bound, registry), *_precisions(bound, registry)]


def _rests(bound: Sequence[BoundColumn], registry: Registry) -> Iterator[BoundColumn]:
    """For columns whose cells may name several things, what reads all but the first."""
    for each in bound:
        rest = each.column.rest if isinstance(each.column, Column) else None
        if rest is not None and isinstance(each.clean, Words):
            name = rest.attname(registry.model)
            others = each.clean.others()
            yield BoundColumn(rest, each.index, each.title, name, others, fills=(), tells=False)


def _precisions(bound: Sequence[BoundColumn], registry: Registry) -> Iterator[BoundColumn]:
    """For columns of dates, what reads how much of each is known."""
    for each in bound:
        if isinstance(each.column, Column) and isinstance(each.clean, Dates):
            name, reads = each.column.precision(registry.model), each.clean.precisions()
            if name and reads is not None:
                yield each.beside(HowMuch(each.column), name, reads)


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


def check(run: Run, table: Table, registry: Registry, progress: Progress) -> None:
    """Clean all rows of `table`, compare them with the register, and keep what was found.

    Replaces the result of an earlier check. Runs in the caller's transaction. The table gives its
    rows away as they are checked, and their memory with them.
    """
    total = len(table.rows)
    understood = understand(table, type(registry), run.province_id)
    columns = bind(run, registry, table)
    for_all = given.Given(run, registry)
    registry.province_id, registry.run = run.province_id, run
    registry.above = tuple(table.above)
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
    run.words = asked_words.asked(run, columns)
    run.doubts += kept(asked_words.doubts(run, columns))
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
