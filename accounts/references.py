"""References: what one cannot see one cannot refer to.

The database checks foreign keys without row security, so a row of one's own could name a row of
another office, whose existence the success would tell. After every migration `install()` writes,
for each key between tables with offices' rows, a trigger that looks for the row under the writer's
own policies, when the key is set or changed.

It does so before the row is written: a policy may show a row because of the very reference that is
being written (a person who serves in an NGO of one's own), and a unique constraint would tell of a
row out of sight that is named already. Rows without such a key cost nothing, so imports do not.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from accounts.row_security import (
    Exempt,
    Follows,
    OwnedBy,
    OwnSessions,
    OwnWhileSigningIn,
    Reference,
    declared,
    is_history,
    tables,
)

# The first to fire, in the order of names: what the others would say may tell of the row too.
ADDED, CHANGED = "aa_references_in_sight", "aa_changed_references_in_sight"

# Keys of one column, those too that no model of its room can declare, since the table that they
# name belongs to a room above.
_IN_CATALOGUE = """
SELECT own.relname, attribute.attname, target.relname
FROM pg_constraint key
JOIN pg_class own ON own.oid = key.conrelid
JOIN pg_class target ON target.oid = key.confrelid
JOIN pg_attribute attribute ON attribute.attrelid = own.oid AND attribute.attnum = key.conkey[1]
WHERE key.contype = 'f' AND key.conparentid = 0 AND cardinality(key.conkey) = 1
"""


@dataclass(frozen=True, order=True)
class Key:
    """A column of one table that names a row of another, or of the same, by its id."""

    table: str
    column: str
    target: str


def keys(cursor: CursorWrapper) -> list[Key]:
    """Every key between tables with offices' rows, as models and database know them."""
    models_of = {model._meta.db_table: model for model in tables()}
    cursor.execute(_IN_CATALOGUE)
    found = {Key(*row) for row in cursor.fetchall()}
    for table, model in models_of.items():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                target: Any = field.related_model
                found.add(Key(table, str(field.column), target._meta.db_table))
    return sorted(
        key
        for key in found
        if _has_rows_of_offices(models_of.get(key.table))
        and _has_rows_of_offices(models_of.get(key.target))
    )


def _has_rows_of_offices(model: type[models.Model] | None) -> bool:
    if model is None or is_history(model):  # its rows are copies, written by triggers
        return False
    # What belongs to an account's signing in is reached within no office's scope at all.
    return not isinstance(declared(model), Exempt | Reference | OwnWhileSigningIn | OwnSessions)


def exempt() -> dict[tuple[str, str], str]:
    """Why a column, by table and name, has no trigger of its own.

    Some policies let a row be written only where the row that it hangs on is in sight. What else
    may name a row out of sight, a model says by the names of its fields in `refers_out_of_sight`.
    """
    reasons = {}
    for model in tables():
        scope = declared(model)
        told: dict[str, str] = dict(getattr(model, "refers_out_of_sight", {}))
        if isinstance(scope, Follows):
            told |= dict.fromkeys(scope.parents, "held by the policies of the row itself")
        elif isinstance(scope, OwnedBy):
            told |= {scope.user.removesuffix("_id"): "held by the policies of the row itself"}
        for name, reason in told.items():
            field: Any = model._meta.get_field(name)
            reasons[model._meta.db_table, field.column] = reason
    return reasons


def install() -> None:
    """Write all triggers anew, as the owner of the tables, in one transaction."""
    found: dict[str, list[Key]] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        exempted = exempt()
        for key in keys(cursor):
            if {key.table, key.target} <= present and (key.table, key.column) not in exempted:
                found.setdefault(key.table, []).append(key)
        cursor.execute(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
            "WHERE tgname = ANY(%s) AND tgparentid = 0",
            [[ADDED, CHANGED]],
        )
        for name, table in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name} ON {table}")
        for table, of_table in found.items():
            cursor.execute(_guards(table, of_table))


def _guards(table: str, of_table: list[Key]) -> str:
    """SQL of the function and the two triggers of one table."""
    function = f"{table}_references_in_sight"
    set_now = " OR ".join(f"NEW.{key.column} IS NOT NULL" for key in of_table)
    changed = " OR ".join(f"NEW.{key.column} IS DISTINCT FROM OLD.{key.column}" for key in of_table)
    return f"""
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN{"".join(map(_refusal, of_table))}
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC;
CREATE TRIGGER {ADDED} BEFORE INSERT ON {table} FOR EACH ROW WHEN ({set_now})
EXECUTE FUNCTION {function}();
CREATE TRIGGER {CHANGED} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed})
EXECUTE FUNCTION {function}();
"""


def _refusal(key: Key) -> str:
    return f"""
    IF NEW.{key.column} IS NOT NULL AND NEW.{key.column} IS DISTINCT FROM OLD.{key.column}
    AND NOT EXISTS (SELECT FROM public.{key.target} seen WHERE seen.id = NEW.{key.column}) THEN
        RAISE insufficient_privilege USING TABLE = '{key.table}', COLUMN = '{key.column}',
            MESSAGE = 'This names a row outside the scope.';
    END IF;"""
