"""Officers: where they begin, whom they invite, between which NGOs they choose, their end."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts import scope
from accounts.models import User
from accounts.roles import Role
from desk.models import Invitation, Officer
from ngos.models import NGO
from persian.dates import today
from tests.cast import PASSWORD, make_user, signed_in

NEW = {
    "first_name": "لیلا", "last_name": "آزمونی", "username": "leila.test", "mobile": "",
    "password1": "Panjareh-Boland-77", "password2": "Panjareh-Boland-77",
}  # fmt: skip


def speaks(user, ngo, **more):
    with scope.system():
        return Officer.objects.create(user=user, ngo=ngo, name=user.get_full_name(), **more)


@pytest.fixture
def officer(cast):
    speaks(cast.rasht_ngo_officer, cast.rasht_ngo, is_administrator=True)
    return cast.rasht_ngo_officer


def link_on(page):
    return page.content.decode().split('id="link-text">')[1].split("<")[0]


def test_an_officer_begins_at_the_desk_of_the_ngo(cast, officer):
    page = signed_in(officer).get("/", follow=True)
    text = page.content.decode()
    assert page.redirect_chain[-1][0] == reverse("desk_ngo", args=[cast.rasht_ngo.pk])
    assert cast.rasht_ngo.name in text
    assert "آنچه از شما خواسته شده" in text


def test_an_administrator_invites_and_the_link_opens_once(cast, officer):
    address = reverse("desk_officers", args=[cast.rasht_ngo.pk])
    page = signed_in(officer).post(address, {"name": "لیلا آزمونی", "ends_on": ""})
    link = link_on(page)
    with scope.system():
        assert link.rsplit("/", 2)[1] not in str(Invitation.objects.values().get())
    visitor = Client()
    assert cast.rasht_ngo.name in visitor.get(link).content.decode()
    assert visitor.post(link, NEW).status_code == 302
    with scope.system():
        made = User.objects.get(username="leila.test")
        assert (made.role, made.ngo_id) == (Role.NGO_OFFICER, cast.rasht_ngo.pk)
    assert visitor.get(link).status_code == 404
    signing_in = {"login": "leila.test", "password": NEW["password1"]}
    page = visitor.post(reverse("account_login"), signing_in, follow=True)
    assert cast.rasht_ngo.name in page.content.decode()


def test_the_page_of_a_link_tells_its_own_site_where_its_form_comes_from(cast, officer):
    """A browser told to hide that sends the form with no origin, and the form is refused."""
    address = reverse("desk_officers", args=[cast.rasht_ngo.pk])
    page = Client().get(link_on(signed_in(officer).post(address, {"name": "لیلا آزمونی"})))
    assert "no-referrer" not in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"


def test_whoever_signs_is_named_so_among_the_officers(cast, officer):
    speaks(make_user(Role.NGO_OFFICER, ngo=cast.rasht_ngo), cast.rasht_ngo, post="inspector")
    desk = signed_in(officer).get(reverse("desk_officers", args=[cast.rasht_ngo.pk]))
    assert "بازرس" in desk.content.decode()
    address = reverse("admin:ngos_ngo_detail", args=[cast.rasht_ngo.pk])
    office = signed_in(cast.rasht_expert).get(address, {"tab": "desk"})
    assert "بازرس" in office.content.decode().split('id="desk-officers"')[1]


def test_a_username_that_is_taken_and_a_weak_password_are_told_at_their_field(cast, officer):
    address = reverse("desk_officers", args=[cast.rasht_ngo.pk])
    link = link_on(signed_in(officer).post(address, {"name": "لیلا آزمونی"}))
    page = Client().post(link, {**NEW, "username": officer.username.upper()})
    assert "username" in page.context["form"].errors
    page = Client().post(link, {**NEW, "password1": "12345", "password2": "12345"})
    assert "password1" in page.context["form"].errors


def test_links_that_are_over_or_guessed_open_nothing(cast, officer):
    address = reverse("desk_officers", args=[cast.rasht_ngo.pk])
    link = link_on(signed_in(officer).post(address, {"name": "لیلا آزمونی"}))
    with scope.system():
        Invitation.objects.update(made_at="2020-01-01T00:00Z", expires_at="2020-01-08T00:00Z")
    assert Client().get(link).status_code == 404
    assert Client().post(link, NEW).status_code == 404
    assert Client().get(reverse("desk_invited", args=["x" * 43])).status_code == 404


def test_who_does_not_administer_invites_and_removes_nobody(cast):
    user = cast.rasht_ngo_officer
    speaks(user, cast.rasht_ngo)
    other = speaks(make_user(Role.NGO_OFFICER, ngo=cast.rasht_ngo), cast.rasht_ngo)
    client = signed_in(user)
    address = reverse("desk_officers", args=[cast.rasht_ngo.pk])
    assert client.post(address, {"name": "لیلا"}).status_code == 403
    gone = reverse("desk_remove", args=[cast.rasht_ngo.pk, other.pk])
    assert client.post(gone).status_code == 403
    with scope.enter(scope.of(user)), connection.cursor() as cursor:
        cursor.execute("SELECT desk_remove(%s)", [other.pk])
        assert cursor.fetchone() == (False,)


def test_the_office_invites_the_first_officer_of_an_ngo_of_its_own(cast):
    expert = signed_in(cast.rasht_expert)
    address = reverse("admin:desk_changerequest_invite", args=[cast.rasht_ngo.pk])
    page = expert.post(address, {"name": "لیلا آزمونی", "is_administrator": "on"})
    assert page.status_code == 200
    assert "/desk/invited/" in page.content.decode()
    elsewhere = reverse("admin:desk_changerequest_invite", args=[cast.isfahan_ngo.pk])
    assert expert.post(elsewhere, {"name": "لیلا آزمونی"}).status_code == 404


def test_an_officer_of_several_ngos_chooses_between_them_and_sees_one_at_a_time(cast, officer):
    speaks(officer, cast.anzali_ngo)
    client = signed_in(officer)
    own, other = (reverse("desk_ngo", args=[ngo.pk]) for ngo in (cast.rasht_ngo, cast.anzali_ngo))
    assert cast.anzali_ngo.name in client.get(own).content.decode()
    assert client.get(other).status_code == 404
    assert client.post(reverse("desk_choose"), {"ngo": cast.anzali_ngo.pk}).status_code == 302
    assert client.get(other).status_code == 200
    assert client.get(own).status_code == 404


def test_nobody_chooses_an_ngo_for_which_they_do_not_speak(cast, officer):
    client = signed_in(officer)
    assert client.post(reverse("desk_choose"), {"ngo": cast.isfahan_ngo.pk}).status_code == 404
    with scope.enter(scope.of(officer)), connection.cursor() as cursor:
        cursor.execute("SELECT desk_choose(%s)", [cast.isfahan_ngo.pk])
        assert cursor.fetchone() == (False,)


def test_a_day_that_ended_at_midnight_ends_access_at_the_next_request(cast):
    user = cast.rasht_ngo_officer
    row = speaks(user, cast.rasht_ngo, ends_on=today())
    client = signed_in(user)
    address = reverse("desk_ngo", args=[cast.rasht_ngo.pk])
    assert client.get(address).status_code == 200
    with scope.system():
        Officer.objects.filter(pk=row.pk).update(ends_on=today() - datetime.timedelta(days=1))
    assert client.get(address)["Location"] == reverse("account_inactive")
    assert reverse("account_login") in client.get(address)["Location"]


def test_whose_time_in_one_ngo_has_ended_goes_on_in_the_other(cast, officer):
    speaks(officer, cast.anzali_ngo)
    with scope.system():
        Officer.objects.filter(ngo=cast.rasht_ngo).update(ends_on=datetime.date(2020, 1, 1))
    page = signed_in(officer).get(reverse("desk"), follow=True)
    assert page.redirect_chain[-1][0] == reverse("desk_ngo", args=[cast.anzali_ngo.pk])


def test_who_is_removed_is_signed_out_and_does_not_come_in_again(cast, officer):
    gone = make_user(Role.NGO_OFFICER, ngo=cast.rasht_ngo)
    row = speaks(gone, cast.rasht_ngo)
    client = signed_in(gone)
    address = reverse("desk_ngo", args=[cast.rasht_ngo.pk])
    assert client.get(address).status_code == 200
    removing = reverse("desk_remove", args=[cast.rasht_ngo.pk, row.pk])
    assert signed_in(officer).post(removing).status_code == 302
    assert reverse("account_login") in client.get(address)["Location"]
    signing_in = {"login": gone.username, "password": PASSWORD}
    assert Client().post(reverse("account_login"), signing_in).status_code == 200


def test_who_has_an_account_takes_a_link_with_it(cast, officer):
    address = reverse("desk_officers", args=[cast.rasht_ngo.pk])
    link = link_on(signed_in(officer).post(address, {"name": "لیلا آزمونی"}))
    other = make_user(Role.NGO_OFFICER, ngo=cast.anzali_ngo)
    client = signed_in(other)
    assert client.post(link).status_code == 302
    page = client.get(reverse("desk"), follow=True).content.decode()
    assert cast.anzali_ngo.name in page
    assert cast.rasht_ngo.name in page


def test_an_ngo_with_officers_is_in_the_offices_page_and_the_database_lets_no_officer_write_them(
    cast, officer
):
    page = signed_in(cast.gilan_expert).get(
        reverse("admin:ngos_ngo_detail", args=[cast.rasht_ngo.pk]), {"tab": "desk"}
    )
    assert "حذف" in page.content.decode()
    with (
        scope.enter(scope.of(officer)),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        Officer.objects.update(is_administrator=True)
    with scope.enter(scope.of(officer)):
        assert list(NGO.objects.values_list("pk", flat=True)) == [cast.rasht_ngo.pk]
