"""What a file's rows need of other tables, found or made by the registry itself.

Where rows belong to one row of one registry, `registry.Parent` does it. A list of who came to a
course tells of a course, its cohorts, their sessions and the centres of those who came: the
registry (`Registry.besides`) looks them up as it completes its rows, gives those that the register
lacks an id, and keeps them here. Those that taken rows speak of are written with them, counted
apart, and go when the run is undone, but for what was changed since or what something hangs on.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection, models

from imports.models import Row, Run, Verdict

BRINGS = "brings"  # in the values of a staged row: what is written with it
_TAKEN = (Verdict.CREATED, Verdict.UPDATED, Verdict.UNCHANGED)
IDS_AT_ONCE = 100


@dataclass(frozen=True)
class Beside:
    """A table that rows bring rows into; `key` is the name under which its id is staged. With
    `of_repeated`, rows that are there twice bring theirs too: they tell of another day perhaps."""

    key: str
    model: type[models.Model]
    noun: Any  # what one of them is
    of_repeated: bool = False


class Brought:
    """The new rows of other tables that the rows of a file speak of, while it is checked."""

    def __init__(self) -> None:
        self._ids: dict[str, list[int]] = {}
        self._rows: dict[tuple[str, int], dict[str, Any]] = {}

    def new(self, beside: Beside, **columns: Any) -> int:
        """The id of a row that is written if a taken row speaks of it; `columns` by attname."""
        pk = self._next_id(beside)
        self._rows[beside.key, pk] = columns
        return pk

    def of(self, beside: Beside, pk: int) -> dict[str, Any] | None:
        """The columns of a new row, to be completed; None of a registered one."""
        return self._rows.get((beside.key, pk))

    def stage(self, run: Run, besides: tuple[Beside, ...]) -> None:
        """Note with the first taken row that speaks of it each row that is written."""
        firsts: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
        for beside in besides:
            for first, pk in _spoken_of(run, beside):
                if (columns := self.of(beside, pk)) is not None:
                    firsts[first].append({"of": beside.key, "id": pk, "row": columns})
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE imports_row r SET values = r.values || jsonb_build_object(%s::text, more) "
                "FROM jsonb_to_recordset(%s::jsonb) AS found (id bigint, more jsonb) "
                "WHERE found.id = r.id",
                [
                    BRINGS,
                    orjson.dumps(
                        [{"id": first, "more": more} for first, more in firsts.items()]
                    ).decode(),
                ],
            )

    def _next_id(self, beside: Beside) -> int:
        waiting = self._ids.setdefault(beside.key, [])
        if not waiting:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                    [beside.model._meta.db_table, IDS_AT_ONCE],
                )
                waiting += sorted((pk for (pk,) in cursor.fetchall()), reverse=True)
        return waiting.pop()


def _spoken_of(run: Run, beside: Beside) -> list[tuple[int, int]]:
    """The first taken row, by id, that speaks of each row of a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(id), (values->>%(key)s)::bigint AS pk FROM imports_row "
            "WHERE run_id = %(run)s AND verdict = ANY(%(taken)s) AND values ? %(key)s "
            "GROUP BY pk ORDER BY min(id), pk",
            {
                "run": run.pk,
                "key": beside.key,
                "taken": [
                    verdict.value
                    for verdict in (*_TAKEN, *([Verdict.REPEATED] if beside.of_repeated else []))
                ],
            },
        )
        return list(cursor.fetchall())


def _staged(run: Run) -> Iterator[Mapping[str, Any]]:
    rows = Row.objects.filter(run=run, values__has_key=BRINGS).order_by("number", "part")
    for listed in rows.values_list(f"values__{BRINGS}", flat=True):
        yield from listed


def counts(run: Run, besides: tuple[Beside, ...]) -> dict[str, int]:
    """How many rows of each table the run brings in, by key."""
    found = dict.fromkeys((beside.key for beside in besides), 0)
    for each in _staged(run) if besides else ():
        found[each["of"]] += 1
    return found


def write(run: Run, besides: tuple[Beside, ...]) -> None:
    """Insert what the run brings in; comes before its own rows, in the same transaction."""
    if not besides or not run.brought:
        return
    rows: defaultdict[str, list[models.Model]] = defaultdict(list)
    made = {beside.key: beside.model for beside in besides}
    for each in _staged(run):
        rows[each["of"]].append(made[each["of"]](pk=each["id"], **each["row"]))
    for beside in besides:
        beside.model._default_manager.bulk_create(rows[beside.key], batch_size=1000)


def take_back(run: Run, besides: tuple[Beside, ...], hangs: Any, events: Any) -> int:
    """Delete what an undone run had brought in, what stands on others first; how many stay.

    `hangs` gives SQL for whether something belongs to a row of a model, `events` its history.
    """
    ids: defaultdict[str, list[int]] = defaultdict(list)
    for each in _staged(run):
        ids[each["of"]].append(each["id"])
    kept = 0
    for beside in reversed(besides):
        table = beside.model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                DELETE FROM {table} stored WHERE id = ANY(%(ids)s) AND NOT EXISTS (
                    SELECT FROM {events(beside.model)} event WHERE event.pgh_obj_id = stored.id
                    AND event.pgh_context->>'run' IS DISTINCT FROM %(context)s
                ) AND NOT ({hangs(beside.model, "stored.id")})
                """,
                {"ids": ids[beside.key], "context": str(run.pk)},
            )
        kept += beside.model._default_manager.filter(pk__in=ids[beside.key]).count()
    return kept
