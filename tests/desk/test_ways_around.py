"""What somebody tries at the desk who has SQL of their own, or knows more than they should."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import scope
from accounts.models import User
from desk.models import ChangeRequest, Invitation, Officer
from desk.services.officers import hash_of
from ngos.models import Term
from persian.dates import format_jalali, today
from tests.cast import make_person, make_user, national_id, signed_in
from tests.desk.test_changes import asks, change_of, decided
from tests.desk.test_officers import NEW, speaks

WEEK = datetime.timedelta(days=7)


def said(who, statement, *values):
    """What a statement gives in the scope of somebody; visitors are None."""
    with scope.enter(scope.of(who)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def invites(ngo, word, **more):
    with scope.system():
        return Invitation.objects.create(
            ngo=ngo, name="لیلا آزمونی", token_hash=hash_of(word), invited_by_name="کارشناس",
            expires_at=timezone.now() + WEEK, **more,
        )  # fmt: skip


def test_what_is_stored_of_a_link_opens_nothing(cast):
    """An officer who does not administer reads the row of a link that makes a CEO of whoever has
    it; the row alone makes nobody one."""
    invites(cast.rasht_ngo, "word", is_administrator=True, post="ceo")
    reader = cast.rasht_ngo_officer
    ((stored,),) = said(reader, "SELECT token_hash FROM desk_invitation")
    assert said(None, "SELECT * FROM desk_invitation(%s)", stored) == []
    with scope.enter(scope.of(None)), connection.cursor() as cursor:
        cursor.execute("SELECT desk_accept(%s, 'thief', 'a', 'b', '', 'x')", [stored])
        assert cursor.fetchone() == (None,)
    other = make_user("ngo_officer", ngo=cast.anzali_ngo)
    assert said(other, "SELECT desk_join(%s)", stored) == [(None,)]
    with scope.system():
        assert not User.objects.filter(username="thief").exists()
        assert Invitation.objects.get().used_at is None
    assert said(None, "SELECT count(*) FROM desk_invitation('word')") == [(1,)]


def test_a_null_character_in_a_link_is_a_link_that_is_over(cast):
    assert Client().get("/desk/invited/a%00b/").status_code == 404


def test_nobody_asks_or_invites_in_another_s_name(cast):
    officer = cast.rasht_ngo_officer
    speaks(officer, cast.rasht_ngo, is_administrator=True)
    with scope.enter(scope.of(officer)):
        asked = ChangeRequest.objects.create(ngo=cast.rasht_ngo, asked_by_name="مدیر کل")
        made = Invitation.objects.create(
            ngo=cast.rasht_ngo, name="کسی", token_hash="x" * 64, invited_by_name="مدیر کل",
            expires_at=timezone.now() + datetime.timedelta(days=9000),
        )  # fmt: skip
    with scope.system():
        asked.refresh_from_db()
        made.refresh_from_db()
    name = officer.get_full_name()
    assert (asked.asked_by_id, asked.asked_by_name) == (officer.pk, name)
    assert made.invited_by_name == name
    assert made.expires_at < timezone.now() + datetime.timedelta(days=40)


def test_links_that_somebody_made_end_with_their_access(cast):
    first = cast.rasht_ngo_officer
    speaks(first, cast.rasht_ngo, is_administrator=True)
    address = reverse("desk_officers", args=[cast.rasht_ngo.pk])
    page = signed_in(first).post(address, {"name": "لیلا آزمونی", "ends_on": ""})
    link = page.context["link"]
    with scope.system():
        gone = Officer.objects.get(user=first)
    removing = reverse("admin:desk_changerequest_dismiss", args=[cast.rasht_ngo.pk, gone.pk])
    assert signed_in(cast.rasht_expert).post(removing).status_code == 302
    assert Client().post(link, NEW).status_code == 404
    with scope.system():
        assert not User.objects.filter(username=NEW["username"]).exists()


@pytest.mark.parametrize(
    "change",
    [
        "role = 'director_general'", "province_id = NULL", "is_active = false",
        "ngo_id = %(other)s", "role_ends_on = NULL", "is_superuser = true",
    ],
)  # fmt: skip
def test_no_officer_changes_their_own_role_or_place_in_raw_sql(cast, change):
    officer = cast.rasht_ngo_officer
    columns = "role, province_id, ngo_id, is_active, role_ends_on"
    with scope.system():
        before = User.objects.filter(pk=officer.pk).values_list(*columns.split(", ")).get()
    filled = change % {"other": cast.anzali_ngo.pk}
    with pytest.raises(DatabaseError):
        said(officer, f"UPDATE accounts_user SET {filled} WHERE id = {officer.pk} RETURNING id")
    with scope.system():
        after = User.objects.filter(pk=officer.pk).values_list(*columns.split(", ")).get()
    assert after == before


def test_nobody_works_for_an_ngo_whose_rows_are_not_theirs(cast):
    """By a table of one's own that stands before ours, and by settings that say who one is."""
    officer = cast.rasht_ngo_officer
    speaks(officer, cast.rasht_ngo)
    with scope.enter(scope.of(officer)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT has_database_privilege(current_database(), 'TEMP')")
        if cursor.fetchone() == (True,):
            cursor.execute("CREATE TEMP TABLE desk_officer AS SELECT * FROM public.desk_officer")
            cursor.execute("UPDATE pg_temp.desk_officer SET ngo_id = %s", [cast.anzali_ngo.pk])
        cursor.execute("SET search_path = pg_temp, public")
        cursor.execute("SELECT public.desk_choose(%s)", [cast.anzali_ngo.pk])
        assert cursor.fetchone() == (False,)
    with scope.system():
        assert User.objects.get(pk=officer.pk).ngo_id == cast.rasht_ngo.pk


def test_a_national_id_under_another_name_is_refused_and_tells_no_name(cast):
    with scope.system():
        known = make_person("ناهید", "پوشیده", at="گیلان/رشت", national_id=national_id(8765))
    officer = signed_in(cast.rasht_ngo_officer)
    asks(officer, cast.rasht_ngo, "board_ceo", first_name="کسی", last_name="دیگر",
         national_id=known.national_id, start_on=format_jalali(today()))  # fmt: skip
    change = change_of(cast.rasht_ngo, "board_ceo")
    decided(signed_in(cast.rasht_expert), change, "approve")
    with scope.system():
        assert not Term.objects.filter(ngo=cast.rasht_ngo, person=known).exists()
    page = officer.get(reverse("desk_changes", args=[cast.rasht_ngo.pk])).content.decode()
    assert "پوشیده" not in page
