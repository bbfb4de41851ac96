"""Every table that holds an office's rows is guarded, and by what its model declares."""

import pytest
from django.conf import settings
from django.db import connection, models

from accounts import row_security
from accounts.row_security import Exempt, History
from accounts.scope import Kind, role_name


def query(sql: str, parameters: list[object] | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def guarded() -> list[type[models.Model]]:
    return [
        model
        for model in row_security.tables()
        if not isinstance(row_security.declared(model), Exempt)
    ]


def test_every_model_declares_its_scope():
    assert [
        model._meta.label for model in row_security.tables() if row_security.declared(model) is None
    ] == []


def test_every_exemption_gives_a_reason():
    exempt = [*row_security.LIBRARIES.values(), *row_security.OTHER_TABLES.values()]
    assert all(entry.reason for entry in exempt if isinstance(entry, Exempt))


def test_no_table_is_left_without_a_declaration(db):
    known = {model._meta.db_table for model in row_security.tables()}
    present = {
        name for (name,) in query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    }
    assert present - known - set(row_security.OTHER_TABLES) == set()


def test_row_security_is_enabled_and_forced_on_every_guarded_table(db):
    forced = {
        name
        for (name,) in query(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        )
    }
    assert {model._meta.db_table for model in guarded()} <= forced


@pytest.mark.parametrize("model", guarded(), ids=lambda model: model._meta.label)
def test_the_database_has_the_policies_of_each_declared_kind_and_no_other(db, model):
    declared = row_security.access_to(model, row_security.declared(model))
    policies = query(
        "SELECT policyname, roles::text[] FROM pg_policies WHERE tablename = %s",
        [model._meta.db_table],
    )
    assert dict(policies) == {
        name: [role_name(kind)]
        for kind, access in declared.items()
        for name, _verbs, _conditions in row_security.policies_of(kind, access)
    }


@pytest.mark.parametrize("model", guarded(), ids=lambda model: model._meta.label)
def test_the_application_without_a_scope_may_do_nothing_with_a_guarded_table(db, model):
    table = model._meta.db_table
    for verb in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE"):
        assert query(
            "SELECT has_table_privilege(%s, %s, %s)", [settings.WEB_ROLE, table, verb]
        ) == [(False,)], verb


@pytest.mark.parametrize("kind", list(Kind))
def test_no_scope_may_change_or_delete_history(db, kind):
    for model in guarded():
        if isinstance(row_security.declared(model), History):
            for verb in ("UPDATE", "DELETE", "TRUNCATE"):
                assert query(
                    "SELECT has_table_privilege(%s, %s, %s)",
                    [role_name(kind), model._meta.db_table, verb],
                ) == [(False,)], (model, verb)


def test_the_application_is_neither_superuser_nor_exempt_nor_owner(db):
    names = [*settings.LOGINS, *map(role_name, Kind)]
    assert (
        query(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND "
            "(rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)",
            [names],
        )
        == []
    )
    assert query("SELECT tablename FROM pg_tables WHERE tableowner = ANY(%s)", [names]) == []
    assert query("SELECT session_user::text") == [(settings.WORKER_ROLE,)]


def test_the_operator_of_searches_is_leakproof_and_like_is_not(db):
    """So that searches use their index, and no pattern's error tells of hidden rows."""
    assert query(
        "SELECT oid::regprocedure::text, proleakproof FROM pg_proc "
        "WHERE oid IN ('pg_catalog.textlike(text,text)'::regprocedure, "
        "'search_matches(text,text)'::regprocedure) ORDER BY 1"
    ) == [("search_matches(text,text)", True), ("textlike(text,text)", False)]
