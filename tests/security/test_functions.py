"""Functions that run as the owner of the tables are called by whom they were written for."""

from django.db import connection


def test_no_function_that_runs_as_the_owner_is_open_to_all(db):
    """Neither one of a trigger: a trigger of somebody's own table would run it, and add to the
    history."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regprocedure::text, EXISTS (SELECT FROM "
            "aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0) "
            "FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        found = dict(cursor.fetchall())
    assert any(name.startswith("pgtrigger_") for name in found)
    assert [name for name, is_open in found.items() if is_open] == []
