"""The standing of a licence: the same by Python and by the database, whatever its state and day."""

import itertools

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import scope
from licensing.models import Licence
from licensing.models.licence import LicenceState
from licensing.standing import licence_is, standing_of
from ngos.models import NGO
from ngos.models.ngo import Status
from ngos.standing import (
    OF_LICENCES,
    OF_NGOS,
    Standing,
    ngo_licence_is,
    standing_of_ngo,
    standing_on,
)
from persian.dates import today
from tests.cast import make_ngo
from tests.licensing.licences.paths import ago, ahead, make_licence

ENDS = (None, ago(1), today(), ahead(59), ahead(60), ahead(61))


def test_each_licence_is_of_one_standing_the_same_in_python_and_sql(cast):
    for number, (state, status, ends) in enumerate(itertools.product(LicenceState, Status, ENDS)):
        since = None if state == LicenceState.VALID else ago(2)
        make_licence(
            make_ngo(status=status), number=f"n{number}", state=state, state_since=since,
            expires_on=ends,
        )  # fmt: skip
    with scope.system():
        by_sql = {
            standing: set(Licence.objects.filter(licence_is(standing)).values_list("pk", flat=True))
            for standing in Standing
        }
        for licence in Licence.objects.select_related("ngo"):
            expected = standing_of(licence, alert_days=60)
            found = [standing for standing, keys in by_sql.items() if licence.pk in keys]
            assert found == [expected], (licence.state, licence.ngo.status, licence.expires_on)
            assert expected in OF_LICENCES


def test_each_ngo_is_of_one_standing_the_same_in_python_and_sql(cast):
    for status, ends in itertools.product(Status, ENDS):
        make_ngo(status=status, licence_expires_on=ends)
    with scope.system():
        by_sql = {
            standing: set(NGO.objects.filter(ngo_licence_is(standing)).values_list("pk", flat=True))
            for standing in Standing
        }
        for ngo in NGO.objects.all():
            expected = standing_of_ngo(ngo, alert_days=60)
            found = [standing for standing, keys in by_sql.items() if ngo.pk in keys]
            assert found == [expected]
            assert expected in OF_NGOS


def test_a_suspension_counts_until_it_is_lifted_also_when_its_day_has_passed():
    found = standing_on(
        state="suspended", ngo_status="active", expires_on=ahead(100), alert_days=60
    )
    assert found == Standing.SUSPENDED


@pytest.mark.parametrize("state", ["valid", "suspended"])
def test_the_database_holds_no_two_activity_licences_of_one_time(cast, state):
    make_licence(cast.rasht_ngo, issued_on=ago(100), expires_on=ahead(100))
    insert = (
        "INSERT INTO licensing_licence (ngo_id, kind, number, issued_on, expires_on, state, "
        "state_since, session_no, state_reason, extended_by, notes, verification_code, created_at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, '', '', '', '', %s, now())"
    )

    def store(number, kind, first, last, its_state):
        since = None if its_state == "valid" else first
        with scope.system(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                insert,
                [cast.rasht_ngo.pk, kind, number, first, last, its_state, since, f"code{number}"],
            )

    with pytest.raises(IntegrityError, match="licence_one_in_force"):
        store("2", "activity_licence", ahead(99), ahead(300), state)
    with pytest.raises(IntegrityError, match="licence_one_in_force"):
        store("2", "activity_licence", ago(500), None, state)
    store("3", "activity_licence", ahead(100), ahead(300), state)
    store("4", "credential", ago(100), ahead(100), state)
    store("5", "activity_licence", ago(100), ahead(100), "superseded")
