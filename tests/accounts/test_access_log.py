"""The access log: what stands in it, who reads it, and that nobody changes it."""

import datetime

import psycopg
import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts import scope
from accounts.access import log
from accounts.models import AccessEntry, Act, User
from accounts.roles import Role
from accounts.security_policies import MANY_ROWS
from accounts.services.prune_access import prune_access
from accounts.services.set_policy import set_policy
from accounts.services.users import save_user
from imports.duplicates.models import DuplicatePair
from ngos.models import Document
from persian.dates import TEHRAN
from persian.text import fold
from tests.accounts.test_sign_in import sign_in, text, turn_on_second_factor
from tests.cast import make_ngo, make_person, signed_in
from tests.conftest import _administrator

LIST = "/office/accounts/accessentry/"


@pytest.fixture(autouse=True)
def _no_tries_yet(db) -> None:
    cache.clear()


def lines(**conditions) -> list[AccessEntry]:
    with scope.system():
        return list(AccessEntry.objects.filter(**conditions).order_by("id"))


def test_signing_in_failing_and_signing_out_are_logged_with_person_place_and_address(cast):
    user, client = cast.rasht_expert, Client(REMOTE_ADDR="10.1.2.3")
    agent = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    sign_in(user.username, "0012345679", Client(REMOTE_ADDR="10.1.2.3"))
    client.post("/account/login/", {"login": user.username, "password": "a-password-of-the-tests"},
                headers={"user-agent": agent})  # fmt: skip
    client.post("/account/logout/")
    found = lines(user_id=user.pk)
    assert [entry.act for entry in found] == ["sign_in_failed", "signed_in", "signed_out"]
    for entry in found:
        assert (entry.name, entry.role) == (user.get_full_name(), user.role)
        assert (entry.province_id, entry.county_id) == (user.province_id, user.county_id)
        assert entry.address == "10.1.2.3"
    assert found[1].device == "Firefox/Windows"


def test_what_was_typed_by_somebody_unknown_is_kept_nowhere(db):
    sign_in("0012345679", "my-secret-password")
    (entry,) = lines()
    assert (entry.act, entry.user_id, entry.name, entry.details) == ("sign_in_failed", None, "", {})
    assert "0012345679" not in str(entry.__dict__)


def test_a_new_address_and_many_failures_stand_out(cast):
    user = cast.gilan_expert
    sign_in(user.username, client=Client(REMOTE_ADDR="10.0.0.1"))
    sign_in(user.username, client=Client(REMOTE_ADDR="10.0.0.1"))
    sign_in(user.username, client=Client(REMOTE_ADDR="10.0.0.2"))
    new = ["new_address" in entry.unusual for entry in lines(act="signed_in")]
    assert new == [False, False, True]
    for number in range(5):
        sign_in("nobody", "wrong-password", client=Client(REMOTE_ADDR="10.0.0.9"))
        failures = lines(act="sign_in_failed")
        assert ("many_failures" in failures[-1].unusual) == (number == 4)


def test_a_second_factor_its_codes_and_wrong_ones_are_logged(
    cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        turn_on_second_factor(cast.gilan_expert)
    client = Client()
    sign_in(cast.gilan_expert.username, client=client)
    client.post("/account/2fa/authenticate/", {"code": "000000"})
    acts = [entry.act for entry in lines(user_id=cast.gilan_expert.pk)]
    assert "second_factor_set" in acts
    assert acts[-1] == "code_failed"


def test_exports_are_logged_with_their_filter_and_count_and_without_what_was_searched(cast):
    client = signed_in(cast.gilan_expert)
    client.get("/office/ngos/ngo/export/?format=csv&q=یاری&status=active")
    client.get("/office/ngos/ngo/export/?format=pdf")
    exported, printed = lines()
    assert (exported.act, printed.act) == ("exported", "printed")
    assert exported.details["rows"] == 1
    assert printed.details["rows"] == 2
    assert "یاری" not in exported.details["filter"]
    assert "جست‌وجو" in exported.details["filter"]
    assert "وضعیت" in exported.details["filter"]
    assert exported.name == cast.gilan_expert.get_full_name()


def test_an_export_of_many_rows_stands_out_by_policy(cast):
    with scope.enter(scope.of(cast.national_expert)):
        set_policy(actor=cast.national_expert, policy=MANY_ROWS, province=None, value=1)
    client = signed_in(cast.gilan_expert)
    client.get("/office/ngos/ngo/export/?format=xlsx&q=یاری")
    client.get("/office/ngos/ngo/export/?format=xlsx")
    few, many = lines(act="exported")
    assert "many_rows" not in few.unusual
    assert "many_rows" in many.unusual


@pytest.mark.parametrize(
    ("moment", "is_out"),
    [
        (datetime.datetime(2026, 11, 28, 10, tzinfo=TEHRAN), False),  # a Saturday
        (datetime.datetime(2026, 11, 28, 23, tzinfo=TEHRAN), True),
        (datetime.datetime(2026, 11, 28, 5, tzinfo=TEHRAN), True),
        (datetime.datetime(2026, 11, 27, 10, tzinfo=TEHRAN), True),  # a Friday
    ],
)
def test_what_is_carried_away_outside_office_hours_stands_out(cast, monkeypatch, moment, is_out):
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    with scope.enter(scope.of(cast.gilan_expert)):
        log(Act.FILE_TAKEN, user=cast.gilan_expert)
    assert ("out_of_hours" in lines()[0].unusual) == is_out


def test_every_page_that_shows_an_ngos_or_a_persons_numbers_is_logged(cast):
    person, ngo = make_person(at="گیلان"), cast.rasht_ngo
    other = make_ngo("انجمن یاری رشت ۲")
    with scope.system():
        pair = DuplicatePair.objects.create(
            kind="ngos", province_id=ngo.province_id, first_id=ngo.pk, second_id=other.pk,
            score=0.9, found_at=timezone.now(),
        )  # fmt: skip
    pages = (
        (f"/office/ngos/ngo/{ngo.pk}/", ngo),
        (f"/office/ngos/ngo/{ngo.pk}/?tab=terms", ngo),
        (f"/office/ngos/ngo/{ngo.pk}/?tab=history", ngo),
        (f"/office/ngos/ngo/{ngo.pk}/change/", ngo),
        (f"/office/ngos/person/{person.pk}/change/", person),
        (f"/office/ngos/person/{person.pk}/history/", person),
        (f"/office/imports/duplicatepair/{pair.pk}/change/", pair),
    )
    director, clerk = signed_in(cast.gilan_director), signed_in(cast.rasht_expert)
    for number, (address, row) in enumerate(pages, start=1):
        clerk.get(address)  # masked for this role
        assert director.get(address).status_code == 200, address
        shown = lines(act="personal_data_shown")
        assert len(shown) == number, address
        assert (shown[-1].details["id"], shown[-1].user_id) == (row.pk, cast.gilan_director.pk)


def test_files_and_unmasked_personal_data_are_logged_by_number(cast):
    with scope.system():
        document = Document.objects.create(
            ngo=cast.rasht_ngo, type="charter", file=ContentFile(b"%PDF-1.4", "x.pdf"), size=8
        )
    person = make_person(at="گیلان")
    director, expert = signed_in(cast.gilan_director), signed_in(cast.rasht_expert)
    expert.get(f"/office/ngos/ngo/{cast.rasht_ngo.pk}/documents/{document.pk}/file/")
    expert.get(f"/office/ngos/person/{person.pk}/change/")  # masked for this role
    director.get(f"/office/ngos/person/{person.pk}/change/")
    taken, shown = lines()
    assert (taken.act, taken.details["id"]) == ("file_taken", document.pk)
    assert (shown.act, shown.details["id"]) == ("personal_data_shown", person.pk)
    assert person.last_name not in str(shown.details)


def test_decisions_on_policies_and_changes_of_roles_are_logged(cast):
    director = signed_in(cast.gilan_director)
    director.post("/office/accounts/policysetting/many_rows/", {"value": "50", "version": ""})
    user = cast.rasht_expert
    with scope.system():
        data = {name: getattr(user, name) or "" for name in ("first_name", "last_name", "username")}
        case_worker = {"role": "case_worker", "province": user.province_id,
                       "county": user.county_id, "is_active": "on"}  # fmt: skip
    answer = director.post(f"/office/accounts/user/{user.pk}/change/", {**data, **case_worker})
    assert answer.status_code == 302, answer.context["errors"]
    decided, changed = lines()
    assert (decided.act, changed.act) == ("policy_changed", "account_changed")
    assert changed.about_id == user.pk
    assert "مددکار" in changed.details["role"]


# -- who reads it --------------------------------------------------------------------------------


def test_a_director_and_an_auditor_read_of_their_province_and_the_nation_reads_all(cast):
    for user in (cast.rasht_expert, cast.isfahan_expert):
        sign_in(user.username)
    sign_in("nobody", "wrong-password")
    for person, count in (("gilan_director", 1), ("gilan_auditor", 1), ("qazvin_director", 0),
                          ("national_expert", 3), ("national_auditor", 3)):  # fmt: skip
        page = signed_in(getattr(cast, person)).get(LIST)
        assert page.context["cl"].result_count == count, person
    for person in ("gilan_expert", "rasht_expert", "gilan_chair", "rasht_ngo_officer"):
        assert signed_in(getattr(cast, person)).get(LIST, follow=True).status_code == 403, person


def test_a_line_names_its_parts_on_a_phone_and_browsers_sessions_are_no_councils(cast):
    with scope.enter(scope.of(cast.gilan_director)):
        log(Act.SESSIONS_ENDED, user=cast.gilan_director, sessions=2)
    page = signed_in(cast.gilan_director).get(LIST)
    assert "برگزیدن ردیف" not in page.content.decode()
    assert "نشست‌ها: 2" in text(page)


def test_the_list_is_narrowed_and_an_account_s_page_leads_to_what_it_did(cast):
    for user in (cast.rasht_expert, cast.gilan_expert):
        sign_in(user.username)
    director = signed_in(cast.gilan_director)
    answer = director.get(f"/office/accounts/user/{cast.rasht_expert.pk}/acts/", follow=True)
    assert answer.context["cl"].result_count == 1
    assert "وارد شد" in text(answer)
    assert "این حساب چه کرد" in text(
        director.get(f"/office/accounts/user/{cast.rasht_expert.pk}/change/")
    )
    for query, count in (("act=signed_in", 2), ("act=exported", 0), ("unusual=new_address", 0),
                         (f"county={cast.rasht_expert.county_id}", 1), ("after=1300-01-01", 2),
                         ("before=1300-01-01", 0)):  # fmt: skip
        assert director.get(f"{LIST}?{query}").context["cl"].result_count == count, query


# -- kept for good -------------------------------------------------------------------------------

STATEMENTS = (
    "UPDATE accounts_accessentry SET name = 'x'",
    "DELETE FROM accounts_accessentry",
    "TRUNCATE accounts_accessentry",
    "INSERT INTO accounts_accessentry (act, name, role, about_name, device, unusual, details) "
    "VALUES ('signed_in', 'x', '', '', '', '{}', '{}')",
)


@pytest.mark.parametrize("kind", list(scope.Kind))
def test_no_role_of_the_application_adds_changes_or_removes_a_line_by_itself(cast, kind):
    user = cast.gilan_director
    with scope.enter(scope.Scope(kind, province=user.province_id, user=user.pk)):
        for statement in STATEMENTS:
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(statement)
        if kind != scope.Kind.SYSTEM:
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute("SELECT accounts_prune_access(12)")


def test_a_line_bears_the_name_of_the_scope_whatever_its_writer_says(cast):
    with scope.enter(scope.of(cast.gilan_expert)):
        log(Act.EXPORTED, user=cast.gilan_director, rows=3)
        with pytest.raises(ProgrammingError, match="not logged"), transaction.atomic():
            log(Act.SIGNED_IN, user=cast.gilan_director)
    with scope.sign_in(), pytest.raises(ProgrammingError, match="not logged"), transaction.atomic():
        log(Act.PASSWORD_GIVEN, user=cast.gilan_director)
    (entry,) = lines()
    assert entry.user_id == cast.gilan_expert.pk


def test_numbers_of_persons_are_masked_days_are_told_and_texts_are_bounded(cast):
    with scope.enter(scope.of(cast.gilan_expert)):
        log(Act.EXPORTED, filter="کد ۰۰۱۲۳۴۵۶۷۹، 0912-345-6789، از ۱۴۰۳/۰۱/۱۵", list="ن" * 900)
    (entry,) = lines()
    told = fold(entry.details["filter"])
    assert "0012345679" not in told
    assert "09123456789" not in told
    assert "14030115" in told
    assert len(entry.details["list"]) == 300


def test_the_log_names_the_role_of_a_new_account_in_words(cast):
    with scope.enter(scope.of(cast.gilan_director)):
        new = User(
            username="new.expert", first_name="تازه", last_name="وارد",
            role=Role.PROVINCIAL_EXPERT, province_id=cast.gilan_director.province_id,
        )  # fmt: skip
        save_user(actor=cast.gilan_director, user=new)
    (entry,) = lines()
    assert entry.details["role"] == str(Role.PROVINCIAL_EXPERT.label)


@pytest.mark.django_db(transaction=True)
def test_pruning_keeps_what_the_policy_keeps_and_tells_what_it_did():
    """The old line is an administrator's: to nobody else it is given when a line was written."""
    with scope.system():
        log(Act.FILE_TAKEN)
    with _administrator(connection.settings_dict["NAME"]) as administrator:
        administrator.execute(
            "INSERT INTO accounts_accessentry (at, act, name, role, about_name, device, unusual, "
            "details) VALUES (now() - interval '6 years', 'exported', '', '', '', '', '{}', '{}')"
        )
        for statement in ("UPDATE accounts_accessentry SET name = 'x'",
                          "DELETE FROM accounts_accessentry"):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):  # the owner too
                administrator.execute(statement)
    with scope.system():
        assert prune_access() == 1
        assert prune_access() == 0
    assert [entry.act for entry in lines()] == ["file_taken", "log_pruned"]
