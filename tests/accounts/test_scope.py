"""The database itself shows each office its own rows and no others."""

import os
import socket

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from accounts import scope
from accounts.models import User
from accounts.roles import Role
from ngos.models import NGO, Person, Term
from tests.cast import make_person


def names() -> set[str]:
    return set(NGO.objects.values_list("name", flat=True))


def test_without_a_scope_the_application_reads_nothing(cast):
    with pytest.raises(DatabaseError), transaction.atomic():
        names()


def test_a_provincial_expert_sees_the_province_alone(cast):
    with scope.enter(scope.of(cast.gilan_expert)):
        assert names() == {cast.rasht_ngo.name, cast.anzali_ngo.name}


def test_a_county_expert_sees_the_county_alone(cast):
    with scope.enter(scope.of(cast.rasht_expert)):
        assert names() == {cast.rasht_ngo.name}


def test_an_ngo_officer_sees_one_ngo(cast):
    with scope.enter(scope.of(cast.rasht_ngo_officer)):
        assert names() == {cast.rasht_ngo.name}


def test_a_visitor_sees_no_row_of_the_register(cast):
    with scope.enter(scope.of(None)), pytest.raises(DatabaseError), transaction.atomic():
        names()


def test_the_nation_sees_every_province(cast):
    with scope.enter(scope.of(cast.national_expert)):
        assert len(names()) == 4


def test_raw_sql_is_held_to_the_scope_too(cast):
    with scope.enter(scope.of(cast.isfahan_expert)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ngos_ngo")
        assert cursor.fetchone() == (1,)
        cursor.execute("UPDATE ngos_ngo SET notes = 'x' WHERE id = %s", [cast.rasht_ngo.pk])
        assert cursor.rowcount == 0


def test_an_ngo_cannot_be_moved_into_another_office(cast):
    with (
        scope.enter(scope.of(cast.gilan_expert)),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(
            province=cast.isfahan_ngo.province_id, county=None
        )


def test_leaving_resets_the_scope_also_after_an_exception(cast):
    with pytest.raises(ZeroDivisionError), scope.enter(scope.of(cast.gilan_expert)):
        _ = 1 / 0
    assert scope.current() is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('scope.claims')")
        assert cursor.fetchone() == (settings.WORKER_ROLE, "")


def test_leaving_resets_the_scope_after_a_failed_statement(cast):
    with (
        pytest.raises(DatabaseError),
        scope.enter(scope.of(cast.gilan_expert)),
        transaction.atomic(),
    ):
        connection.cursor().execute("SELECT 1 / 0")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.WORKER_ROLE,)


def test_scopes_nest(cast):
    with scope.enter(scope.of(cast.rasht_expert)):
        with scope.system():
            assert len(names()) == 4
        assert len(names()) == 1


def test_a_term_cannot_name_a_person_of_another_office(cast):
    stranger = make_person(at="اصفهان")
    with scope.enter(scope.of(cast.gilan_expert)):
        assert not Person.objects.filter(pk=stranger.pk).exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            Term.objects.create(
                ngo=cast.rasht_ngo, person_id=stranger.pk, post="ceo", start_on="2024-01-01"
            )


def test_history_cannot_be_rewritten(cast):
    for statement in (
        "UPDATE ngos_ngoevent SET name = 'x'",
        "DELETE FROM ngos_ngoevent",
    ):
        with scope.system(), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(statement)


@pytest.mark.parametrize("person", ["rasht_expert", "rasht_ngo_officer", "gilan_director"])
def test_nobody_promotes_themselves(cast, person):
    user = getattr(cast, person)
    with (
        scope.enter(scope.of(user)),
        pytest.raises(DatabaseError, match=r"permission denied|own role"),
        transaction.atomic(),
    ):
        User.objects.filter(pk=user.pk).update(role=Role.AUDITOR, county=None, ngo_id=None)


@pytest.mark.parametrize("person", ["gilan_expert", "gilan_auditor", "gilan_secretary"])
def test_who_manages_no_accounts_changes_none(cast, person):
    with scope.enter(scope.of(getattr(cast, person))):
        assert User.objects.filter(pk=cast.rasht_expert.pk).update(first_name="x") == 0


@pytest.mark.parametrize(
    "values",
    [{"role": Role.NATIONAL_EXPERT, "province": None}, {"is_active": False}, {"username": "other"}],
    ids=lambda values: next(iter(values)),
)
def test_signing_in_changes_nothing_of_an_account_but_its_time(cast, values):
    user = cast.gilan_expert
    with scope.sign_in(user.pk):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            User.objects.filter(pk=user.pk).update(**values)
        assert User.objects.filter(pk=user.pk).update(last_login=None) == 1


def test_an_officer_reads_the_own_ngo_and_writes_nothing_of_it(cast):
    ngo, person = cast.rasht_ngo, make_person()
    with scope.system():
        founder = Term.objects.create(ngo=ngo, person=person, post="founder", start_on="2020-01-01")
    with scope.enter(scope.of(cast.rasht_ngo_officer)):
        assert list(Term.objects.all()) == [founder]
        assert list(Person.objects.all()) == [person]
        for rows, values in (
            (NGO.objects.all(), {"status": "active"}),
            (NGO.objects.all(), {"province": cast.isfahan_ngo.province_id, "county": None}),
            (Term.objects.all(), {"post": "ceo"}),
            (Person.objects.all(), {"first_name": "دیگری"}),
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                rows.update(**values)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            founder.delete()


@pytest.fixture
def of_the_province(cast):
    """A person whom the province's office has registered, and who serves in an NGO of Rasht."""
    person = make_person(at="گیلان")
    with scope.system():
        Term.objects.create(
            ngo=cast.rasht_ngo, person=person, post="founder", start_on="2020-01-01"
        )
    return person


def test_a_county_sees_who_serves_in_its_ngos_and_changes_its_own_people_alone(
    cast, of_the_province
):
    own = make_person(at="گیلان/رشت")
    with scope.enter(scope.of(cast.rasht_expert)):
        assert set(Person.objects.all()) == {own, of_the_province}
        stranger = Person.objects.filter(pk=of_the_province.pk)
        assert stranger.update(mobile=None) == 0
        assert stranger.update(province=cast.isfahan_ngo.province_id) == 0
        assert Person.objects.filter(pk=own.pk).update(mobile=None) == 1


def test_who_serves_in_an_ngo_in_sight_is_not_moved_to_another_office(cast):
    person = make_person(at="گیلان/رشت")
    with scope.system():
        Term.objects.create(ngo=cast.rasht_ngo, person=person, post="ceo", start_on="2020-01-01")
    with (
        scope.enter(scope.of(cast.rasht_expert)),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Person.objects.filter(pk=person.pk).update(
            province=cast.isfahan_ngo.province_id, county=None
        )


def _work_and_lose_the_server() -> None:
    gilan = scope.Scope(scope.Kind.PROVINCE, province=1)
    line = socket.socket(fileno=os.dup(connection.connection.fileno()))
    with scope.enter(gilan), line:
        line.shutdown(socket.SHUT_RDWR)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_lost_carries_no_scope_over():
    connection.ensure_connection()
    with pytest.raises(DatabaseError):
        _work_and_lose_the_server()
    assert scope.current() is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.WORKER_ROLE,)
