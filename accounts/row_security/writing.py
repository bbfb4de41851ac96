"""The policies and grants, written anew after every migration."""

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from accounts import functions, history, sql_scope
from accounts.roles import readers_only
from accounts.row_security.access import OFFICE, Access, RowScope, value
from accounts.row_security.declarations import OTHER_TABLES, Exempt, History, declared, tables
from accounts.row_security.of_accounts import Identity
from accounts.row_security.rows import OwnedBy
from accounts.scope import Kind, role_name


def install() -> None:
    """Write all policies and grants anew, as the owner of the tables, in one transaction.

    Raises LookupError for a model that declares no row scope.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        statements: list[str] = []
        for role in [*settings.LOGINS, *map(role_name, Kind)]:
            statements += [
                f"GRANT USAGE ON SCHEMA public TO {role}",
                f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
                f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
            ]
        for table, exempt in OTHER_TABLES.items():
            if table in present:
                statements += _grants(table, exempt)
        for model in tables():
            table = model._meta.db_table
            scope = declared(model)
            if scope is None:
                raise LookupError(f"{model._meta.label} declares no row_scope")
            if table not in present:
                continue
            if isinstance(scope, Exempt):
                statements += _grants(table, scope)
            else:
                statements += _policies(cursor, model, scope)
        cursor.execute(";\n".join(statements))
        sql_scope.keep_key()
        history.install(cursor)
        # Last: by now each function that runs as the owner is one.
        cursor.execute(";\n".join(functions.grants(cursor)))


def _grants(table: str, exempt: Exempt) -> Iterator[str]:
    for verbs, kinds in exempt.grants.items():
        for kind in kinds:
            for role in settings.LOGINS if kind is None else (role_name(kind),):
                yield f'GRANT {verbs} ON "{table}" TO {role}'


def _policies(cursor: CursorWrapper, model: type[models.Model], scope: RowScope) -> Iterator[str]:
    table = model._meta.db_table
    cursor.execute("SELECT policyname FROM pg_policies WHERE tablename = %s", [table])
    for (name,) in cursor.fetchall():
        yield f'DROP POLICY "{name}" ON "{table}"'
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    for kind, access in access_to(model, scope).items():
        role = role_name(kind)
        yield f'GRANT {access.grant} ON "{table}" TO {role}'
        for name, verbs, checks in policies_of(kind, access):
            yield f'CREATE POLICY "{name}" ON "{table}" FOR {verbs} TO {role} {checks}'


def access_to(model: type[models.Model], scope: RowScope) -> dict[Kind, Access]:
    """What each kind of scope may do, less the writing of roles that only look at office's rows."""
    found = scope.access(model)
    if isinstance(scope, OwnedBy | History | Identity):
        return found
    readers = ", ".join(f"'{role}'" for role in readers_only(model._meta.app_label))
    writes = f"coalesce({value('role')}, '') NOT IN ({readers})"
    for kind in set(found) & set(OFFICE):
        both = writes if found[kind].writes == "true" else f"({found[kind].writes}) AND {writes}"
        found[kind] = replace(found[kind], writes=both)
    return found


def policies_of(kind: Kind, access: Access) -> Iterator[tuple[str, str, str]]:
    """The policies of one kind of scope on one table: name, verbs, and conditions."""
    reads, writes = _signed(kind, access.reads), _signed(kind, access.writes)
    if access.reads == access.writes:
        yield f"{kind}", "ALL", f"USING ({reads}) WITH CHECK ({writes})"
        return
    yield f"{kind}", "SELECT", f"USING ({reads})"
    if "INSERT" in access.grant:
        yield f"{kind} adds", "INSERT", f"WITH CHECK ({writes})"
    if "UPDATE" in access.grant:
        yield f"{kind} changes", "UPDATE", f"USING ({writes}) WITH CHECK ({writes})"
    if "DELETE" in access.grant:
        yield f"{kind} deletes", "DELETE", f"USING ({writes})"


def _signed(kind: Kind, condition: str) -> str:
    signed = f"{value('kind')} = '{kind}'"
    return signed if condition == "true" else f"{signed} AND ({condition})"
