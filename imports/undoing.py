"""Undoing an applied run: what it created goes, what it changed is again as it was."""

from collections.abc import Collection, Iterator

from django.db import connection, models

from accounts.fields import table_of_links
from imports import besides, links
from imports.checking import attnames
from imports.duplicates.rules import all_rules
from imports.models import Row, Run
from imports.registry import Registry


def keep_what_changed(run: Run, registry: Registry) -> int:
    """Mark the rows that were changed after the run, or that something hangs on; how many.

    The history tells: the run wrote each row once, and such a row has an event after that.
    """
    events = _events(registry.model)
    hangs = f" OR r.verdict = 'created' AND ({_hangs(registry, 'r.object_id')})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE imports_row r SET is_kept = (EXISTS (
                SELECT FROM {events} later
                WHERE later.pgh_obj_id = r.object_id AND later.pgh_id > (
                    SELECT min(own.pgh_id) FROM {events} own
                    WHERE own.pgh_obj_id = r.object_id AND own.pgh_context->>'run' = %(context)s
                )
            ){hangs})
            WHERE r.run_id = %(run)s AND r.verdict IN ('created', 'updated')
            """,
            {"run": run.pk, "context": str(run.pk)},
        )
    return Row.objects.filter(run=run, is_kept=True).count()


def take_back(run: Run, registry: Registry) -> None:
    """Take back the rows that are not kept. Raises IntegrityError when one cannot go back."""
    table = registry.model._meta.db_table
    columns = [f'"{name}"' for name in attnames(run, registry)]
    is_timed = any(field.column == "updated_at" for field in registry.model._meta.concrete_fields)
    with connection.cursor() as cursor:
        links.take_back(cursor, run, registry)
        cursor.execute(
            f"DELETE FROM {table} stored USING imports_row r WHERE r.run_id = %s "
            f"AND r.verdict = 'created' AND NOT r.is_kept AND stored.id = r.object_id",
            [run.pk],
        )
        if not run.updated:
            return
        cursor.execute(
            f"""
            UPDATE {table} stored SET ({", ".join(columns)}{", updated_at" if is_timed else ""}) =
                (SELECT {", ".join(f"old.{column}" for column in columns)}
                    {", now()" if is_timed else ""}
                 FROM jsonb_populate_record(stored, r.before) old)
            FROM imports_row r
            WHERE r.run_id = %s AND r.verdict = 'updated' AND NOT r.is_kept
            AND stored.id = r.object_id
            """,
            [run.pk],
        )


def take_back_parents(run: Run, registry: Registry) -> int:
    """Take back what the run brought in, but for what somebody has changed since or something else
    hangs on; how many of them stay. Comes after the rows that they were brought in for."""
    parent = registry.parent
    if not run.brought:
        return 0
    if parent is None:
        return besides.take_back(run, registry.besides, _hangs_on, _events)
    model = parent.registry.model
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            DELETE FROM {model._meta.db_table} stored USING imports_row r
            WHERE r.run_id = %(run)s AND r.brings = stored.id
            AND NOT EXISTS (
                SELECT FROM {_events(model)} event WHERE event.pgh_obj_id = stored.id
                AND event.pgh_context->>'run' IS DISTINCT FROM %(context)s
            ) AND NOT ({_hangs(parent.registry, "stored.id")})
            """,
            {"run": run.pk, "context": str(run.pk)},
        )
    return parent.registry.model._default_manager.filter(
        pk__in=Row.objects.filter(run=run, brings__isnull=False).values("brings")
    ).count()


def _events(model: type[models.Model]) -> str:
    """The table of a model's history."""
    return str(model._meta.get_field("events").related_model._meta.db_table)  # type: ignore[union-attr]


def _hangs(registry: Registry | type[Registry], key: str) -> str:
    """SQL for whether anything belongs to the registry's row with the id `key`, but for what a run
    links to it itself."""
    own = {table_of_links(link) for link in registry.links().values()}
    return _hangs_on(registry.model, key, own, registry.written_also)


def _hangs_on(
    model: type[models.Model],
    key: str,
    own: Collection[str] = (),
    also: Collection[type[models.Model]] = (),
) -> str:
    """SQL for whether anything belongs to the model's row with the id `key`, but for rows of the
    tables `own`, and for those of the models `also` that nobody but the run has touched."""
    touched = {
        of._meta.db_table: f" AND EXISTS (SELECT FROM {_events(of)} event "
        "WHERE event.pgh_obj_id = part.id "
        "AND event.pgh_context->>'run' IS DISTINCT FROM %(context)s)"
        for of in also
    }
    return (
        " OR ".join(
            f'EXISTS (SELECT FROM "{table}" part WHERE part."{column}" = {key}'
            f"{touched.get(table, '')})"
            for table, column in _what_hangs(model)
            if table not in own
        )
        or "false"
    )


def _what_hangs(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """Tables and columns whose rows belong to a row of `model`, by a foreign key or, as the rules
    of its duplicates say, without one; its history is none of them."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or relation.many_to_many:
            continue
        field = relation.field
        if isinstance(field, models.ForeignKey) and getattr(field, "db_constraint", False):
            yield field.model._meta.db_table, str(field.column)
    for rules in all_rules():
        if rules.model is model:
            for owner, column in rules.loose:
                yield owner._meta.db_table, column
