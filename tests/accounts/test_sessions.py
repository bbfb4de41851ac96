"""Sessions: kept where nobody reads them, resting after a while, ended by their owner."""

import datetime
import hashlib
import html
import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from accounts import scope
from accounts.models import AccessEntry
from accounts.security_policies import SESSION_IDLE_MINUTES
from accounts.services.ending_sessions import prune_sessions
from accounts.services.set_policy import set_policy
from ngos.models import NGO, Document
from tests.accounts.test_sign_in import code_of, sign_in, text, turn_on_second_factor
from tests.cast import PASSWORD, signed_in
from tests.conftest import _administrator


@pytest.fixture(autouse=True)
def _no_tries_yet(db) -> None:
    cache.clear()


@pytest.fixture
def rested(monkeypatch):
    """Makes sessions be found so many minutes later than they were used."""
    from accounts import sessions

    real = sessions._call

    def later(minutes: int) -> None:
        def call(statement, values):
            if "accounts_session_load" in statement:
                row = real(statement, values)
                if row is None:
                    return None
                row_id, data, limit, _idle, _over = row
                is_over = minutes >= 12 * 60
                return row_id, data, limit, is_over or minutes > limit, is_over
            if "accounts_session_proven" in statement:
                monkeypatch.setattr(sessions, "_call", real)
            return real(statement, values)

        monkeypatch.setattr(sessions, "_call", call)

    return later


def fields_of(page) -> dict[str, str]:
    """The hidden fields that the page that asks carries on."""
    form = page.content.decode().split('id="resume"')[1].split("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found}


# -- what the database gives out -----------------------------------------------------------------


def test_the_key_of_a_session_is_not_in_the_database_and_no_scope_reads_the_table(cast):
    client = signed_in(cast.gilan_expert)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    for kind in scope.Kind:
        user = cast.gilan_expert
        with scope.enter(scope.Scope(kind, province=user.province_id, user=user.pk)):
            for column in ("key_hash", "data", "*"):
                with pytest.raises(ProgrammingError), transaction.atomic():
                    connection.cursor().execute(f"SELECT {column} FROM accounts_session")
            for statement in ("UPDATE accounts_session SET data = ''",
                              "DELETE FROM accounts_session"):  # fmt: skip
                with pytest.raises(ProgrammingError), transaction.atomic():
                    connection.cursor().execute(statement)
    assert len(hashlib.sha256(key.encode()).hexdigest()) == 64
    with scope.sign_in(cast.gilan_director.pk), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM accounts_session")
        assert cursor.fetchall() == []  # nor those of others


@pytest.mark.django_db(transaction=True)
def test_what_is_stored_of_a_session_is_a_hash():
    client = Client()
    client.session.save()
    key = client.session.session_key
    with _administrator(connection.settings_dict["NAME"]) as administrator:
        rows = administrator.execute("SELECT s::text FROM accounts_session s").fetchall()
    assert rows
    assert all(key not in row for (row,) in rows)


def test_what_somebody_writes_into_the_table_without_the_secret_signs_nobody_in(cast):
    key = "k" * 32
    with scope.enter(scope.of(cast.rasht_expert)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT accounts_session_save(%s, %s, %s, 3600, NULL, '', true)",
            [
                hashlib.sha256(key.encode()).hexdigest(),
                f'{{"_auth_user_id": "{cast.gilan_director.pk}"}}',
                cast.gilan_director.pk,
            ],
        )
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get("/office/").url.startswith("/office/login/")


def test_signing_out_ends_the_session_at_once(cast):
    client = signed_in(cast.gilan_expert)
    again = Client()
    again.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert again.get("/office/").status_code == 200
    client.post("/account/logout/")
    assert again.get("/office/").url.startswith("/office/login/")


def test_sessions_whose_time_has_passed_are_removed(cast):
    signed_in(cast.gilan_expert)
    with scope.system():
        assert prune_sessions() == 0


# -- resting -------------------------------------------------------------------------------------


def test_an_unused_session_asks_for_the_password_and_goes_on_where_it_was(cast, rested):
    client = signed_in(cast.gilan_expert)
    rested(31)
    page = client.get("/office/ngos/ngo/?q=یاری")
    assert page.status_code == 401
    assert "no-store" in page["Cache-Control"]
    wrong = client.post("/office/ngos/ngo/?q=یاری", {**fields_of(page), "resume_password": "no"})
    assert "این گذرواژهٔ شما نیست" in text(wrong)
    answer = client.post(
        "/office/ngos/ngo/?q=یاری", {**fields_of(page), "resume_password": PASSWORD}
    )
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200
    with scope.system():
        acts = AccessEntry.objects.filter(user_id=cast.gilan_expert.pk).order_by("id")
        assert list(acts.values_list("act", flat=True)) == ["confirmation_failed", "signed_in"]


def test_what_was_typed_when_the_session_rested_is_stored_once_the_password_is_right(cast, rested):
    client = signed_in(cast.gilan_expert)
    typed = {
        "name": "انجمن «پس از ناهار» <آزمون>",
        "field": str(cast.rasht_ngo.field_id),
        "county": str(cast.rasht_ngo.county_id),
        "status": "active",
        "address": "خیابان نخست،\nکوچهٔ دوم",
    }
    address = "/office/ngos/ngo/add/"
    rested(31)
    page = client.post(address, typed)
    assert page.status_code == 401
    assert fields_of(page) == typed
    with scope.system():
        assert not NGO.objects.filter(name__contains="پس از ناهار").exists()
    again = client.post(address, {**fields_of(page), "resume_password": "wrong"})
    assert fields_of(again) == typed
    answer = client.post(address, {**fields_of(again), "resume_password": PASSWORD})
    assert answer.status_code in (200, 302), "the form itself answers"
    if answer.status_code == 200:  # what the form then finds missing, with what was typed in it
        assert typed["name"] in html.unescape(answer.content.decode())


def test_of_files_it_is_said_that_they_must_be_chosen_again(cast, rested):
    client = signed_in(cast.gilan_expert)
    rested(31)
    file = SimpleUploadedFile("اساسنامه.pdf", b"%PDF-1.4")
    address = f"/office/ngos/ngo/{cast.rasht_ngo.pk}/documents/add/"
    page = client.post(address, {"type": "charter", "number": "۱۲", "file": file})
    assert "دوباره برگزینید" in text(page)
    assert "اساسنامه" in text(page)
    again = client.post(address, {**fields_of(page), "resume_password": "wrong"})
    assert "دوباره برگزینید" in text(again)
    # The file is of no need, but it was chosen: without it nothing is stored.
    form = client.post(address, {**fields_of(again), "resume_password": PASSWORD})
    assert form.status_code == 200
    assert "خالیست" in text(form)
    assert 'value="۱۲"' in form.content.decode()
    with scope.system():
        assert not Document.objects.filter(ngo=cast.rasht_ngo).exists()


def test_a_forged_form_is_not_carried_on(cast, rested):
    client = Client(enforce_csrf_checks=True)
    key = signed_in(cast.gilan_expert).cookies[settings.SESSION_COOKIE_NAME].value
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    rested(31)
    answer = client.post("/office/ngos/ngo/add/", {"name": "x", "resume_password": PASSWORD})
    assert answer.status_code == 403


def test_a_script_is_told_in_words_and_a_page_is_kept_awake(cast, rested):
    client = signed_in(cast.gilan_expert)
    kept = client.get("/account/session/keep/", headers={"accept": "application/json"})
    assert kept.json() == {"minutes": 30}
    page = client.get("/office/").content.decode()
    assert 'data-minutes="30"' in page
    assert "account/rest.js" in page
    rested(31)
    told = client.get("/account/session/keep/", headers={"accept": "application/json"})
    assert told.status_code == 409
    assert "گذرواژه" in told.json()["refused"]
    assert Client().get("/account/session/keep/").status_code == 409


def test_after_the_longest_time_the_second_factor_is_asked_for_too(cast, rested):
    user = cast.gilan_expert
    turn_on_second_factor(user)
    client = signed_in(user)
    rested(13 * 60)
    page = client.get("/office/")
    assert 'name="resume_code"' in page.content.decode()
    sent = {**fields_of(page), "resume_password": PASSWORD}
    assert client.post("/office/", {**sent, "resume_code": "000000"}).status_code == 401
    cache.clear()
    assert client.post("/office/", {**sent, "resume_code": code_of(user)}).status_code == 302


def test_the_minutes_are_the_office_s_policy_and_the_database_counts_them(cast):
    with scope.enter(scope.of(cast.gilan_director)):
        set_policy(actor=cast.gilan_director, policy=SESSION_IDLE_MINUTES,
                   province=cast.gilan_director.province, value=7)  # fmt: skip
    for person, minutes in (("rasht_expert", 7), ("isfahan_expert", 30), ("national_expert", 30)):
        client = signed_in(getattr(cast, person))
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT minutes, is_idle, is_over FROM accounts_session_load(%s, 30, %s)",
                [hashlib.sha256(key.encode()).hexdigest(), datetime.timedelta(hours=12)],
            )
            assert cursor.fetchone() == (minutes, False, False), person


@pytest.mark.django_db(transaction=True)
def test_the_database_says_when_a_session_rests_and_when_its_time_is_over():
    from tests.cast import make_user

    user = make_user("provincial_expert", at="گیلان")
    client = signed_in(user)
    with _administrator(connection.settings_dict["NAME"]) as administrator:
        for change, status in (
            ("seen_at = now() - interval '29 minutes'", 200),
            ("seen_at = now() - interval '31 minutes'", 401),
            ("seen_at = now(), proven_at = now() - interval '13 hours'", 401),
            ("expires_at = now() - interval '1 second'", 302),
        ):
            administrator.execute(f"UPDATE accounts_session SET {change}")
            assert client.get("/office/").status_code == status, change
    with scope.system():
        assert prune_sessions() == 1


# -- the page of one's own sessions --------------------------------------------------------------


def test_own_sessions_are_listed_with_device_and_address_and_ended_one_by_one(cast):
    user = cast.gilan_expert
    phone = Client(REMOTE_ADDR="10.7.7.7", headers={"user-agent": "Firefox/140 Android"})
    sign_in(user.username, client=phone)
    here = signed_in(user)
    page = here.get("/account/sessions/")
    assert "no-store" in page["Cache-Control"]
    assert "Firefox/Android" in page.content.decode()
    assert "۱۰.۷.۷.۷" in page.content.decode()
    assert len(page.context["sessions"]) == 2
    other = next(each.pk for each in page.context["sessions"] if each.pk != page.context["own"])
    foreign = signed_in(cast.rasht_expert).get("/account/sessions/").context["own"]
    for number in (foreign, other, "abc", ""):
        here.post("/account/sessions/", {"session": number})
    assert phone.get("/office/").url.startswith("/office/login/")
    assert len(here.get("/account/sessions/").context["sessions"]) == 1
    left = here.post("/account/sessions/", {"session": page.context["own"]})
    assert left.url == "/account/login/"
    assert here.get("/office/").url.startswith("/office/login/")


def test_a_director_ends_the_sessions_of_an_account_of_the_province_and_of_no_other(cast):
    theirs, director = signed_in(cast.rasht_expert), signed_in(cast.gilan_director)
    address = f"/office/accounts/user/{cast.rasht_expert.pk}/sessions/"
    assert director.get(address).status_code == 200
    assert theirs.get("/office/").status_code == 200
    director.post(address)
    assert theirs.get("/office/").url.startswith("/office/login/")
    with scope.system():
        entry = AccessEntry.objects.get(act="sessions_ended")
        assert (entry.about_id, entry.details) == (cast.rasht_expert.pk, {"sessions": 1})
    for person, owner in (("gilan_director", "isfahan_expert"), ("gilan_expert", "rasht_expert")):
        with (
            scope.enter(scope.of(getattr(cast, person))),
            pytest.raises(ProgrammingError, match="not yours"),
            transaction.atomic(),
        ):
            connection.cursor().execute(
                "SELECT accounts_sessions_end(%s)", [getattr(cast, owner).pk]
            )
