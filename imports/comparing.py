"""Comparing staged rows with the register: questions asked of the database for all rows at once."""

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.taken import TAKEN_PLACES
from imports import besides, matching
from imports.binding import BoundColumn
from imports.cleaning import Severity
from imports.columns import Column
from imports.given import attnames as of_all_rows
from imports.models import Row, Run, Verdict
from imports.registry import ParentColumn, Registry, registry_of
from imports.staging import ASSUMED, report, sequence_of
from persian.functions import JalaliText

# The unique index of one column, without a condition.
_INDEX_OF_COLUMN = """
    SELECT i.indexrelid::regclass FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid
    WHERE i.indrelid = %(table)s::regclass AND i.indisunique AND i.indnkeyatts = 1
    AND i.indkey[0] = a.attnum AND a.attname = %(column)s AND i.indpred IS NULL LIMIT 1
"""
# The verdicts of rows that have a place in the register, or will have one.
TAKEN = (Verdict.CREATED, Verdict.UPDATED, Verdict.UNCHANGED)


def refuse_what_is_registered_elsewhere(
    run: Run, columns: list[BoundColumn], registry: Registry | type[Registry], staged: str
) -> None:
    """Rows whose number, staged under that name, another province has registered: told apart here,
    since the office that imports cannot see them. The message says no more than that the number is
    taken. Numbers that are unique in their province alone are nobody else's."""
    name = registry.number
    column = next((column for column in columns if column.attname == staged), None)
    if column is None or registry.number_with or registry.number_is_of_office:
        return
    table = registry.model._meta.db_table
    taken = TAKEN_PLACES.format(
        index=f"({_INDEX_OF_COLUMN})", rows="(SELECT jsonb_agg(row ORDER BY place) FROM numbered)"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH numbered AS MATERIALIZED (
                SELECT r.id, row_number() OVER (ORDER BY r.id) AS place,
                    jsonb_build_object('{name}', r.values->>'{staged}') AS row
                FROM imports_row r
                WHERE r.run_id = %(run)s AND r.verdict = 'created'
                AND r.values->>'{staged}' IS NOT NULL
                -- Looked up in a hash table: of rows staged a moment ago a join knows no number.
                AND r.values->>'{staged}' NOT IN (
                    SELECT {name} FROM {table}
                    WHERE province_id = %(province)s AND {name} IS NOT NULL)
            )
            SELECT id FROM numbered WHERE place IN ({taken})
            """,
            {"run": run.pk, "province": run.province_id, "table": table, "column": name},
        )
        elsewhere = [row for (row,) in cursor.fetchall()]
    if elsewhere:
        message = _(
            "Another province's office has registered this number. Ask the national office."
        )
        report(elsewhere, column, "registered_elsewhere", message)


def compare(run: Run, registry: Registry, columns: Sequence[str]) -> int:
    """Find each taken row in the register and note what it would change there.

    `columns` are the columns of the table that the file fills; those for new rows alone change
    nothing. Returns how many rows have another verdict than before.
    """
    table = registry.model._meta.db_table
    number, (key, *places) = registry.number, registry.likeness or (registry.number,)
    places = [place for place in places if place in columns]
    parameters: dict[str, Any] = {
        "run": run.pk,
        "province": run.province_id,
        "taken": [verdict.value for verdict in TAKEN],
        "columns": [name for name in columns if name not in registry.only_new],
    }
    kept = "".join(
        f", (values->>'{name}')::{type_of(registry.model, name)} AS {name}"
        for name in (*places, *registry.number_with)
    )
    own = "".join(
        f" AND NOT (pair.key = '{name}' AND {condition})"
        for name, condition in registry.kept.items()
    )
    with connection.cursor() as cursor:
        # A table of its own, with statistics: without them the planner compares all with all.
        cursor.execute(
            f"CREATE TEMPORARY TABLE compared ON COMMIT DROP AS "
            f"SELECT id, values->>'{number}' AS number, values->>'{key}' AS key{kept}, "
            f"NULL::bigint AS object_id, false AS is_sure, false AS is_ambiguous FROM imports_row "
            f"WHERE run_id = %(run)s AND verdict = ANY(%(taken)s)",
            parameters,
        )
        cursor.execute("ANALYZE compared")
        matching.find(cursor, registry, places, parameters)
        _leave_what_is_known_better(cursor, registry, columns)
        cursor.execute(
            f"""
            WITH changes AS (
                SELECT i.id, i.object_id, (
                    SELECT jsonb_object_agg(pair.key, stored.row->pair.key)
                    FROM jsonb_each(staged.values) pair
                    WHERE pair.key = ANY(%(columns)s)
                    AND stored.row->pair.key IS DISTINCT FROM pair.value{own}
                ) AS before
                FROM compared i JOIN {table} e ON e.id = i.object_id
                JOIN imports_row staged ON staged.id = i.id
                CROSS JOIN LATERAL (SELECT to_jsonb(e) AS row OFFSET 0) stored
            )
            UPDATE imports_row r SET object_id = c.object_id, before = coalesce(c.before, '{{}}'),
                verdict = CASE WHEN c.before IS NULL THEN 'unchanged' ELSE 'updated' END
            FROM changes c WHERE r.id = c.id AND (r.object_id, r.before) IS DISTINCT FROM
                (c.object_id, coalesce(c.before, '{{}}'))
            """,
            parameters,
        )
        moved = int(cursor.rowcount)
        moved += matching.refuse_ambiguous(cursor)
        moved += matching.renew_lost(cursor, sequence_of(registry))
        cursor.execute("DROP TABLE compared")
    return moved


def _leave_what_is_known_better(
    cursor: CursorWrapper,
    registry: Registry,
    columns: Sequence[str],
) -> None:
    """A year alone says nothing new of an NGO whose day of that year is registered."""
    for column in registry.stored().values():
        precision = column.precision(registry.model)
        if precision not in columns:
            continue
        date = column.attname(registry.model)
        staged = f"(r.values->>'{date}')::date"
        known, told = (
            JalaliText.template % {"expressions": each} for each in (f"e.{date}", staged)
        )
        cursor.execute(
            f"UPDATE imports_row r SET values = r.values - '{date}' - '{precision}' "
            f"FROM compared i JOIN {registry.model._meta.db_table} e ON e.id = i.object_id "
            f"WHERE r.id = i.id AND CASE r.values->>'{precision}' "
            f"WHEN 'year' THEN e.{precision} <> 'year' AND left({known}, 4) = left({told}, 4) "
            f"WHEN 'month' THEN e.{precision} = 'day' AND left({known}, 7) = left({told}, 7) "
            f"ELSE false END"
        )


def take_what_is_assumed(run: Run, registry: Registry) -> None:
    """What a file leaves open is assumed for new rows; for known ones the register knows better."""
    if type(registry).complete is Registry.complete and not run.given:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE imports_row SET values = CASE WHEN verdict IN ('created', 'rejected')
                THEN (values -> %(assumed)s) || (values - %(assumed)s)
                ELSE values - %(assumed)s END
            WHERE run_id = %(run)s AND values ? %(assumed)s
            """,
            {"run": run.pk, "assumed": ASSUMED},
        )


def refuse_what_lacks_something(run: Run, columns: list[BoundColumn], registry: Registry) -> None:
    """New rows without what a new row needs; a known one has it already.

    Rows that are refused for another reason hear of it too, so that all is corrected at once.
    """
    bound = {column.attname: column for column in columns}
    message = _("“%(field)s” is missing; without it a new row cannot be registered.")
    supplied: dict[str, Any] = {}
    for column in registry.stored().values():
        if column.required and not isinstance(column, ParentColumn):
            attname = column.attname(registry.model)
            lacking = (
                Row.objects.filter(run=run, verdict__in=(Verdict.CREATED, Verdict.REJECTED))
                .exclude(values__has_key=attname)
                .exclude(
                    problems__contains=[{"field": column.name, "severity": Severity.REFUSES.value}]
                )
            )
            rows = list(lacking.values_list("pk", flat=True))
            if not rows:
                continue
            supplied = supplied or registry.supplied()
            if column.name in supplied:
                _supply(run, rows, column, bound.get(attname), attname, supplied[column.name])
            else:
                report(rows, bound.get(attname), "missing", message % {"field": column.label})


def _supply(
    run: Run,
    rows: list[int],
    column: Column,
    bound: BoundColumn | None,
    attname: str,
    value: object,
) -> None:
    """New rows that lack what a new row needs and may be registered all the same: with what stands
    for not known. Those that no cell of theirs has been told about yet are warned."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE imports_row SET values = values || jsonb_build_object(%s::text, %s::jsonb) "
            "WHERE id = ANY(%s)",
            [attname, json.dumps(value), rows],
        )
    untold = Row.objects.filter(pk__in=rows, verdict=Verdict.CREATED).exclude(
        problems__contains=[{"field": column.name}]
    )
    message = _("“%(field)s” is not told; it is registered as not known.")
    report(
        untold.values_list("pk", flat=True), bound, "not_told",
        message % {"field": column.label}, Severity.WARNS,
    )  # fmt: skip


def warn_of_what_the_register_keeps(
    run: Run, registry: Registry, columns: list[BoundColumn]
) -> None:
    """Known rows that differ in a column that a file does not change there."""
    table = registry.model._meta.db_table
    for column in columns:
        name = column.attname
        condition = "true" if name in registry.only_new else registry.kept.get(name)
        if condition is None:
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT r.id FROM imports_row r JOIN {table} e ON e.id = r.object_id "
                f"WHERE r.run_id = %s AND r.verdict IN ('updated', 'unchanged') "
                f"AND (r.values->>'{name}')::{type_of(registry.model, name)} <> e.{name} "
                f"AND {condition}",
                [run.pk],
            )
            rows = [row for (row,) in cursor.fetchall()]
        if rows:
            warn_of_difference(rows, column, registry)


def warn_of_difference(
    rows: Sequence[int], column: BoundColumn, registry: Registry | type[Registry]
) -> None:
    """What stands in a column of the file is not what stands in the register, and stays there."""
    message = _(
        "%(column)s in the file differs from the register; change it on the page of the %(noun)s."
    ) % {"column": column.column.label, "noun": registry.noun}
    report(rows, column, "differs_from_register", message, Severity.WARNS)


def refuse_what_breaks_a_constraint(
    run: Run, registry: Registry, columns: list[BoundColumn]
) -> None:
    """Rows that the database would not take: each of its CHECKs, asked of all rows beforehand."""
    model = registry.model
    messages = {
        constraint.name: str(constraint.violation_error_message)
        for constraint in model._meta.constraints
    }
    table = model._meta.db_table
    given = {name for column in columns for name in column.fills} | set(registry.derived)
    given.update(of_all_rows(run, registry))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_expr(conbin, conrelid), names FROM pg_constraint, "
            "LATERAL (SELECT ARRAY(SELECT attname::text FROM pg_attribute "
            "WHERE attrelid = conrelid AND attnum = ANY(conkey)) AS names) named "
            "WHERE conrelid = %s::regclass AND contype = 'c' AND names && %s",
            [table, list(given)],
        )
        checks = cursor.fetchall()
        if not checks:
            return
        broken = ", ".join(f"({expression}) IS FALSE" for _name, expression, _columns in checks)
        needed = {name for _name, _expression, names in checks for name in names}
        new = ", ".join(
            f"CASE r.verdict WHEN 'created' "
            f"THEN {will_hold(model, name, _of_new(registry, name), given)} "
            f"ELSE {will_hold(model, name, f'e.{name}', given - set(registry.only_new))} END "
            f'AS "{name}"'
            for name in sorted(needed)
        )
        cursor.execute(
            f"""
            SELECT staged_id, broken FROM (
                SELECT staged_id, ARRAY[{broken}] AS broken FROM (
                    SELECT r.id AS staged_id, {new}
                    FROM imports_row r LEFT JOIN {table} e ON e.id = r.object_id
                    CROSS JOIN jsonb_populate_record(NULL::{table}, %(new)s::jsonb) blank
                    WHERE r.run_id = %(run)s AND r.verdict IN ('created', 'updated') OFFSET 0
                ) row OFFSET 0
            ) found WHERE true = ANY(broken)
            """,
            {"run": run.pk, "new": defaults_json(registry, run)},
        )
        found = cursor.fetchall()
    for place, (name, _expression, names) in enumerate(checks):
        rows = [staged_id for staged_id, flags in found if flags[place]]
        if rows:
            bound = [column for column in columns if {*names} & {*column.fills}]
            column = next((column for column in bound if column.attname in names), None)
            column = column or next(iter(bound), None)
            message = messages.get(name) or _("The database does not accept this row.")
            report(rows, column, name, message)


def _of_new(registry: Registry, name: str) -> str:
    """SQL for what a new row holds in a column of which its staged row says nothing: the default
    or, of the key to a parent that is named and is brought in later, a key that no row has."""
    parent = registry.parent
    if parent is None or name != parent.key:
        return f"blank.{name}"
    is_named = " OR ".join(
        f"r.values ? '{parent.staged(told)}'"
        for told in (parent.registry.number, parent.registry.likeness[0])
    )
    return f"CASE WHEN {is_named} THEN 0 ELSE blank.{name} END"


def defaults_json(registry: Registry | type[Registry], run: Run) -> str:
    """What a new row of the registry holds in the columns that no file fills, as JSON."""
    now = timezone.now()
    values: dict[str, Any] = {}
    for field in registry.model._meta.concrete_fields:
        if field.primary_key or isinstance(field, models.GeneratedField):
            continue
        if isinstance(field, models.DateTimeField) and (field.auto_now or field.auto_now_add):
            values[str(field.column)] = now
        else:
            values[str(field.column)] = field.get_default()
    values["province_id"] = run.province_id
    return json.dumps(values, default=str)


def will_hold(
    model: type[models.Model],
    column: str,
    stored: str,
    given: Collection[str],
    staged: Callable[[str], str] = str,
) -> str:
    """SQL for what `column` of a row will hold: what the staged row `r` gives, under the name
    `staged` there, else `stored`."""
    if column not in given:
        return stored
    if is_list(model, column):
        words = f"ARRAY(SELECT jsonb_array_elements_text(r.values->'{staged(column)}'))"
        listed = f"{words}::{type_of(model, column)}[]"
        return f"CASE WHEN r.values ? '{staged(column)}' THEN {listed} ELSE {stored} END"
    return f"coalesce((r.values->>'{staged(column)}')::{type_of(model, column)}, {stored})"


def count(run: Run) -> None:
    """Set the run's totals from its rows."""
    totals = Row.objects.filter(run=run).aggregate(
        read=Count("id"),
        warned=Count("id", filter=Q(is_warned=True)),
        brought=Count("brings"),
        **{verdict.value: Count("id", filter=Q(verdict=verdict)) for verdict in Verdict},
    )
    for name, total in totals.items():
        setattr(run, name, total)
    run.brought += sum(besides.counts(run, registry_of(run.kind).besides).values())


def is_list(model: type[models.Model], column: str) -> bool:
    """Whether a column holds a list of words."""
    return any(
        field.column == column and isinstance(field, ArrayField)
        for field in model._meta.concrete_fields
    )


def type_of(model: type[models.Model], column: str) -> str:
    """The database's type of a column, without its length: what is too long is refused, not cut."""
    field = next(field for field in model._meta.concrete_fields if field.column == column)
    return str(field.db_type(connection)).partition("(")[0].replace("serial", "int")
