"""The same form, sent several times at once, is stored once; everybody is shown the same answer."""

import datetime
import html
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts import scope
from accounts.models import User
from accounts.roles import Role
from councils.models import CouncilMember, Session
from imports.models import Run
from letters.models import Counterpart, Letter
from ngos.models import Document, Person
from ngos.views import parts
from persian.dates import format_jalali, today
from screens.models import PostedForm
from screens.posted_once import forget_old
from tests.cast import make_ngo, make_user, national_id, signed_in
from tests.councils.factory import make_council
from tests.security.forms_of_pages import Form, Forms

WAIT = 60  # seconds
_PASSWORD = re.compile(r'id="new-password"[^>]*>([^<]+)<').search
TIMES = 5
PDF = b"%PDF-1.4 of a test"


def form_of(client: Client, address: str, *, sent_to: str = "") -> Form:
    """The form of a page that is sent to an address, by default to the page itself."""
    page = Forms(client.get(address).content.decode(), address)
    wanted = urlsplit(sent_to or address).path
    return next(
        form
        for form in page.found
        if form.method == "post" and urlsplit(form.action).path == wanted
    )


def filled(form: Form, **values: Any) -> dict[str, Any]:
    """What a browser sends of a form in which somebody filled these fields."""
    held = {name: held for name, held in form.fields.items() if held}
    return {**held, **values}


def send_at_once(user: User, address: str, data: dict[str, Any], times: int = TIMES) -> list[Any]:
    """The answers to one form that is sent so many times, each over a connection of its own."""
    start = threading.Barrier(times)
    clients = [signed_in(user) for _number in range(times)]

    def send(client: Client) -> Any:
        try:
            start.wait(WAIT)
            sent = {
                name: SimpleUploadedFile(value.name, value.content) if _is_file(value) else value
                for name, value in data.items()
            }
            response = client.post(address, sent)
            told = [str(each) for each in response.wsgi_request._messages]
            return SimpleNamespace(
                status=response.status_code, goes=response.get("Location"), told=told,
                page="" if response.get("Location") else response.content.decode(),
            )  # fmt: skip
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return [future.result(WAIT) for future in [pool.submit(send, each) for each in clients]]


def _is_file(value: Any) -> bool:
    return isinstance(value, SimpleNamespace)


def a_file(name: str, content: bytes) -> SimpleNamespace:
    return SimpleNamespace(name=name, content=content)


def same_answer(answers: list[Any]) -> Any:
    """The one answer that all were given: the same page to go to, and the same message."""
    first = answers[0]
    assert [(each.status, each.goes) for each in answers] == [(302, first.goes)] * len(answers)
    assert all(each.told == first.told for each in answers)
    return first


@pytest.fixture
def people(transactional_db: None) -> SimpleNamespace:
    return SimpleNamespace(
        expert=make_user(Role.PROVINCIAL_EXPERT, at="گیلان"),
        director=make_user(Role.DIRECTOR_GENERAL, at="گیلان"),
        secretary=make_user(Role.COUNCIL_SECRETARY, at="گیلان/رشت"),
        ngo=make_ngo("انجمن یاری رشت", at="گیلان/رشت"),
    )


def count(model: Any, **found: Any) -> int:
    with scope.system():
        return int(model._default_manager.filter(**found).count())


def test_whatever_makes_something_makes_it_once(people):
    """Forms of the admin, pages of ours, those with a file, the first step of an import."""
    day = format_jalali(today())
    council = make_council("گیلان/رشت")
    expert, secretary = signed_in(people.expert), signed_in(people.secretary)

    add = reverse("admin:ngos_person_add")
    typed = {"first_name": "مریم", "last_name": "یکتا", "national_id": national_id(77)}
    answer = same_answer(send_at_once(people.expert, add, filled(form_of(expert, add), **typed)))
    assert count(Person, last_name="یکتا") == 1
    assert len(answer.told) == 1

    add = reverse("admin:letters_counterpart_add")
    data = filled(form_of(expert, add), name="فرمانداری رشت", is_active="on")
    same_answer(send_at_once(people.expert, add, data))
    assert count(Counterpart, name="فرمانداری رشت") == 1

    add = reverse("admin:letters_letter_add")
    data = filled(
        form_of(expert, add), kind="notice", subject="تذکر", body="با سلام", written_on=day,
        ngo=str(people.ngo.pk), file=a_file("نامه.pdf", PDF),
    )  # fmt: skip
    answer = same_answer(send_at_once(people.expert, f"{add}?direction=outgoing", data))
    assert count(Letter, subject="تذکر") == 1
    assert len(answer.told) == 1

    add = reverse("admin:ngos_ngo_documents_add", args=[people.ngo.pk])
    data = filled(form_of(expert, add), type="charter", file=a_file("اساسنامه.pdf", PDF))
    same_answer(send_at_once(people.expert, add, data))
    assert count(Document) == 1

    add = reverse("admin:councils_session_add")
    data = filled(form_of(secretary, add), held_on=day, number="")
    same_answer(send_at_once(people.secretary, add, data))
    assert count(Session, council=council) == 1

    add = reverse("admin:councils_council_members_add", args=[council.pk])
    typed = {"seat": "member", "full_name": "حمید تکی", "start_on": day}
    page = signed_in(people.director)
    same_answer(send_at_once(people.director, add, filled(form_of(page, add), **typed)))
    assert count(CouncilMember, full_name="حمید تکی") == 1

    add = reverse("admin:imports_run_add")
    file = a_file("فهرست.csv", "نام سازمان,حوزه فعالیت\nانجمن تازه,خیریه\n".encode())
    data = filled(form_of(expert, add), kind="ngos", file=file)
    same_answer(send_at_once(people.expert, add, data))
    assert count(Run) == 1


def test_an_account_is_made_once_and_its_password_is_shown_to_whoever_sent_the_form(people):
    add = reverse("admin:accounts_user_add")
    client = signed_in(people.director)
    typed = {
        "first_name": "رضا", "last_name": "تازه", "username": "reza", "role": "county_expert",
        "province": str(people.ngo.province_id), "county": str(people.ngo.county_id),
    }  # fmt: skip
    answers = send_at_once(people.director, add, filled(form_of(client, add), **typed), 3)
    assert count(User, username="reza") == 1
    passwords = {_PASSWORD(each.page)[1] for each in answers}
    assert len(passwords) == 1
    with scope.system():
        assert User.objects.get(username="reza").check_password(html.unescape(passwords.pop()))


def test_what_was_refused_may_be_sent_again_and_what_was_stored_is_not_lost_silently(people):
    add, client = reverse("admin:letters_counterpart_add"), signed_in(people.expert)
    form = form_of(client, add)
    refused = client.post(add, filled(form, name=""))
    assert refused.status_code == 200
    assert count(PostedForm) == 0
    stored = client.post(add, filled(form, name="دادگستری", is_active="on"))
    assert stored.status_code == 302
    assert count(Counterpart) == 1
    # Back in the browser, something else typed, and sent again.
    again = client.post(add, filled(form, name="شهرداری", is_active="on"), follow=True)
    assert count(Counterpart) == 1
    assert "پیش‌تر فرستاده و ثبت شده بود" in again.content.decode()
    # A page that is opened anew stores.
    client.post(add, filled(form_of(client, add), name="شهرداری", is_active="on"))
    assert count(Counterpart) == 2


def test_a_key_is_of_one_person_and_one_address(people):
    add, client = reverse("admin:letters_counterpart_add"), signed_in(people.expert)
    data = filled(form_of(client, add), is_active="on")
    client.post(add, {**data, "name": "دادگستری"})
    other = signed_in(make_user(Role.PROVINCIAL_EXPERT, at="قزوین"))
    other.post(add, {**data, "name": "دادگستری"})
    assert count(Counterpart) == 2
    with scope.enter(scope.of(people.expert)):
        assert PostedForm.objects.count() == 1  # nobody sees another's
        kept = bytes(PostedForm.objects.get().answer)
    assert b"location" not in kept  # locked with what stood in the page alone


def test_work_that_fails_leaves_neither_rows_nor_files_and_its_key_is_free(people, monkeypatch):
    client = signed_in(people.expert)
    client.raise_request_exception = False
    add = reverse("admin:ngos_ngo_documents_add", args=[people.ngo.pk])
    data = filled(form_of(client, add), type="charter")
    monkeypatch.setattr(parts, "ngo_page_address", lambda *args: 1 / 0)
    failed = client.post(add, {**data, "file": SimpleUploadedFile("a.pdf", PDF)})
    assert failed.status_code == 500
    assert (count(Document), count(PostedForm), files()) == (0, 0, [])
    monkeypatch.undo()
    assert client.post(add, {**data, "file": SimpleUploadedFile("a.pdf", PDF)}).status_code == 302
    assert (count(Document), len(files())) == (1, 1)


_BROKEN_AT_THE_END = """
CREATE TEMP TABLE named (id int PRIMARY KEY);
CREATE TEMP TABLE names (named int REFERENCES named DEFERRABLE INITIALLY DEFERRED);
INSERT INTO names VALUES (1);
"""


def test_what_is_found_broken_at_the_end_is_told_on_the_page_of_the_form(people, monkeypatch):
    client = signed_in(people.expert)
    add = reverse("admin:ngos_ngo_documents_add", args=[people.ngo.pk])
    data = filled(form_of(client, add), type="charter")

    def name_what_is_not_there(*_args: Any) -> str:
        with connection.cursor() as cursor:
            cursor.execute(_BROKEN_AT_THE_END)
        return "/"

    monkeypatch.setattr(parts, "ngo_page_address", name_what_is_not_there)
    for page, leads_to in (
        ("http://testserver/office/ngos/ngo/", "http://testserver/office/ngos/ngo/"),
        ("http://elsewhere.example/", add),
        ("", add),
    ):
        file = SimpleUploadedFile("a.pdf", PDF)
        answer = client.post(add, {**data, "file": file}, headers={"referer": page})
        assert (answer.status_code, answer.url) == (302, leads_to)
        assert (count(Document), count(PostedForm), files()) == (0, 0, [])
    assert "در این میان حذف شده یا تغییر کرده است" in client.get(add).content.decode()


def files() -> list[Any]:
    """All that lies in the storage."""
    return [path for path in Path(default_storage.path("")).rglob("*") if path.is_file()]


def test_forms_that_were_sent_are_forgotten_after_some_days(people):
    add, client = reverse("admin:letters_counterpart_add"), signed_in(people.expert)
    client.post(add, filled(form_of(client, add), name="دادگستری", is_active="on"))
    with scope.system():
        assert forget_old(today()) == 0
        assert forget_old(today() + datetime.timedelta(days=5)) == 1
