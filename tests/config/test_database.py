"""The logins of the database, and connections that are lost and opened again."""

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction

from accounts import scope
from accounts.scope import Kind, role_name
from config.database.logins import as_owner
from ngos.models import NGO
from tests.conftest import _administrator


def test_the_applications_login_is_above_nothing_and_owns_nothing(everything):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit FROM pg_roles "
            "WHERE rolname = session_user"
        )
        assert cursor.fetchone() == (False, False, False, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = session_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("kind", list(Kind))
def test_no_role_of_a_scope_is_above_row_security(everything, kind):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = %s",
            [role_name(kind)],
        )
        assert cursor.fetchone() == (False, False, False)


def test_a_server_that_was_prepared_passes_its_checks(db):
    assert run_checks(tags=["database"], databases=["default"]) == []


def test_the_database_knows_persian_letters(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(show_trgm('سلام'))")
        assert cursor.fetchone() == (5,)


def test_a_connection_lost_within_a_scope_comes_back_in_the_same_scope(transactional_db, cast):
    with scope.enter(scope.of(cast.isfahan_expert)):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (lost,) = cursor.fetchone()
        _end(lost)
        with pytest.raises(DatabaseError):
            NGO.objects.count()
        connection.close()
        assert [ngo.name for ngo in NGO.objects.all()] == [cast.isfahan_ngo.name]
    assert scope.current() is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        (current, login) = cursor.fetchone()
    assert current == login


def test_the_owner_works_outside_every_scope(transactional_db):
    with scope.system():
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("samanyar_owner",)
        assert scope.current() == scope.Scope(Kind.SYSTEM)
        assert NGO.objects.count() == 0


def test_a_committed_test_leaves_what_the_migrations_filled(everything):
    assert NGO.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_province")
        assert cursor.fetchone() == (31,)


def test_the_application_may_not_take_the_owners_role(db):
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("SET ROLE samanyar_owner")


def _end(process_id: int) -> None:
    """End a connection as a restart of the server would."""
    with _administrator() as administrator:
        administrator.execute("SELECT pg_terminate_backend(%s, 5000)", [process_id])
