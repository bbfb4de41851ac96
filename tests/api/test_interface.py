"""The interface for programs: pages that are followed, removals that a copy learns, refusals."""

import csv
import datetime
import hashlib
import io
import json

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from accounts import scope
from api.models import Award
from api.publishing import publish_awards, publish_dumps
from licensing.models import Licence
from ngos.services.delete_ngo import delete_ngo
from ngos.services.merge_ngos import merge_ngos
from persian.dates import today
from persian.rough_dates import with_precision
from public.withholding import show_again, withhold
from tests.cast import make_ngo

WORDS = ("یکم", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم")


@pytest.fixture
def register(cast):
    with scope.system():
        return [make_ngo(at="گیلان/رشت", name=f"انجمن آزمون {word}") for word in WORDS]


def asked(address, **query):
    answer = Client().get(f"/api/v1/{address}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def followed(address, **query):
    """All rows of a list, page after page."""
    page = asked(address, **query)
    items, removed = page["items"], page.get("removed", [])
    while page["next"]:
        page = Client().get(page["next"]).json()
        items, removed = items + page["items"], removed + page.get("removed", [])
    return items, removed


def test_pages_that_are_followed_give_every_ngo_once(register):
    items, _removed = followed("ngos", limit=3, province="گیلان")
    numbers = [item["number"] for item in items]
    assert numbers == sorted(set(numbers))
    assert {ngo.pk for ngo in register} <= set(numbers)


def test_a_list_is_narrowed_by_place_and_standing(register):
    with scope.system():
        far = make_ngo(at="قزوین/قزوین", name="انجمن دور")
    assert far.pk in {item["number"] for item in followed("ngos", province="قزوین")[0]}
    assert far.pk not in {item["number"] for item in followed("ngos", province="گیلان")[0]}
    assert followed("ngos", standing="revoked")[0] == []


def test_a_copy_that_follows_the_register_learns_of_removals(register, cast):
    copy = {item["number"]: item for item in followed("ngos")[0]}
    director = cast.gilan_director
    as_of = (timezone.now() - datetime.timedelta(seconds=5)).isoformat()
    deleted, kept, dropped, hidden, *_rest = register
    with scope.enter(scope.of(director)):
        delete_ngo(actor=director, ngo=deleted)
        merge_ngos(actor=director, keep=kept, drop=dropped)
        withhold(actor=director, ngo=hidden, reason="به درخواست دفتر")
    items, removed = followed("ngos", updated_since=as_of, limit=2)
    copy |= {item["number"]: item for item in items}
    for each in removed:
        copy.pop(each["number"], None)
    assert copy == {item["number"]: item for item in followed("ngos")[0]}
    assert {each["number"]: each["reason"] for each in removed} == {
        deleted.pk: "deleted", dropped.pk: "merged", hidden.pk: "withheld",
    }  # fmt: skip
    with scope.enter(scope.of(director)):
        show_again(actor=director, ngo=hidden)
    assert hidden.pk in {item["number"] for item in followed("ngos")[0]}


def test_what_was_removed_is_410_with_its_reason_on_the_page_and_here(register, cast):
    director = cast.gilan_director
    with scope.enter(scope.of(director)):
        withhold(actor=director, ngo=register[0], reason="به حکم دادگاه")
        merge_ngos(actor=director, keep=register[1], drop=register[2])
    for ngo, said in ((register[0], "به حکم دادگاه"), (register[2], register[1].name)):
        for address in (f"/api/v1/ngos/{ngo.pk}", f"/register/{ngo.pk}/"):
            answer = Client().get(address)
            assert answer.status_code == 410
            assert said in answer.content.decode()
    assert Client().get("/api/v1/ngos/999999999").status_code == 404


def test_applicants_leave_no_trace(cast):
    director = cast.gilan_director
    before = (timezone.now() - datetime.timedelta(minutes=1)).isoformat()
    with scope.system():
        ngo = make_ngo(at="گیلان/رشت", name="انجمن متقاضی", status="applicant")
    with scope.enter(scope.of(director)):
        delete_ngo(actor=director, ngo=ngo)
    assert Client().get(f"/api/v1/ngos/{ngo.pk}").status_code == 404
    items, removed = followed("ngos", updated_since=before)
    assert ngo.pk not in {each["number"] for each in [*items, *removed]}


def test_licences_are_told_with_their_standing_and_both_calendars(register):
    with scope.system():
        Licence.objects.create(
            ngo=register[0], kind="activity_licence", number="آ/۱", issued_on=today(),
            expires_on=today() + datetime.timedelta(30),
        )  # fmt: skip
    (licence,) = followed("licences", ngo=register[0].pk)[0]
    assert licence["standing"] == "valid"
    assert licence["issued_on"]["iso"] == today().isoformat()
    assert licence["issued_on"]["jalali"].startswith("14")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("ngos?limit=0", 422), ("ngos?limit=x", 422), ("ngos?updated_since=نه", 422),
        ("ngos?province=%00", 422), ("ngos?after=-1", 422),
        ("ngos?after=99999999999999999999", 422),
        ("ngos/x", 422), ("ngos/99999999999999999999", 422), ("licences?ngo=-4", 422),
        ("reconcile?queries=[1]", 422), ("reconcile?queries={", 422), ("dumps/none", 404),
    ],
)  # fmt: skip
def test_a_refusal_is_a_problem_with_its_status(cast, address, status):
    answer = Client().get(f"/api/v1/{address}")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["title"]


def test_whoever_has_an_answer_is_not_sent_it_again(register):
    answer = Client().get(f"/api/v1/ngos/{register[0].pk}")
    again = Client().get(
        f"/api/v1/ngos/{register[0].pk}", headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304
    assert not again.content


def test_nothing_is_changed_by_it(register):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(Client(), method)("/api/v1/ngos").status_code == 405


def test_too_many_questions_are_refused(register, settings):
    settings.API_RATE = "2/m/ip"
    statuses = [Client().get("/api/v1/calls").status_code for _ in range(4)]
    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_files_of_the_whole_are_equal_and_bear_their_sums(register):
    with scope.system():
        assert publish_dumps(today()) == 3
        assert publish_dumps(today()) == 0
    told = {each["name"]: each for each in Client().get("/api/v1/dumps").json()}
    files = {}
    for name, each in told.items():
        content = b"".join(Client().get(each["address"]).streaming_content)
        assert hashlib.sha256(content).hexdigest() == each["sha256"]
        assert len(content) == each["size"]
        files[name] = content
    rows = json.loads(files["ngos.json"])
    assert len(rows) == told["ngos.json"]["rows"] >= len(register)
    in_csv = list(csv.DictReader(io.StringIO(files["ngos.csv"].decode("utf-8-sig"))))
    assert [row["name"] for row in in_csv] == [row["name"] for row in rows]
    sheet = openpyxl.load_workbook(io.BytesIO(files["ngos.xlsx"])).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [row["name"] for row in rows]


def test_the_description_is_openapi_and_names_every_address(cast):
    told = Client().get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert "/api/v1/ngos/{number}" in told["paths"]
    page = Client().get("/api/v1/").content.decode()
    for address in told["paths"]:
        assert address in page


def test_names_are_reconciled(register):
    queries = {
        "a": {"query": "انجمن آزمون چهارم"},
        "b": {"query": "انجمن آزمن چهارم"},
        "c": {"query": ""},
    }
    answer = Client().post("/api/v1/reconcile", {"queries": json.dumps(queries)}).json()
    assert answer["a"]["result"][0]["id"] == str(register[3].pk)
    assert answer["a"]["result"][0]["match"] is True
    assert str(register[3].pk) in {each["id"] for each in answer["b"]["result"]}
    assert answer["c"]["result"] == []
    assert Client().get("/api/v1/reconcile").json()["versions"] == ["0.2"]


def test_somebody_sends_a_list_and_gets_legal_ids(cast):
    with scope.system():
        ngo = make_ngo(at="گیلان/رشت", name="خیریه مهر", legal_id="10101078604")
    page = Client().post("/register/list/", {"names": "خيريه مهر\nهیچ‌کس"})
    assert "۱۰۱۰۱۰۷۸۶۰۴" in page.content.decode()
    sent = Client().post("/register/list/", {"names": ngo.name, "file": "csv"})
    assert "10101078604" in sent.content.decode()
    assert Client().post("/register/list/", {"names": "الف\n" * 1001}).context["form"].errors


def test_grants_are_published_once_a_day_and_one_that_is_published_no_longer_leaves_a_trace(cast):
    with scope.system():
        publish_awards(today())
        Award.objects.create(key="x", body={"id": "x", "title": "کمک"}, changed_at=timezone.now())
    before = (timezone.now() - datetime.timedelta(minutes=1)).isoformat()
    assert {"id": "x", "title": "کمک"} in followed("awards")[0]
    with scope.system():
        assert publish_awards(today()) == 1
    items, removed = followed("awards", updated_since=before)
    assert "x" in {each["key"] for each in removed}
    assert "x" not in {each["id"] for each in items}
    assert "x" not in {each["id"] for each in followed("awards")[0]}


def test_of_a_foundation_no_more_is_published_than_is_known(cast):
    with scope.system():
        ngo = make_ngo(
            at="گیلان/رشت", name="انجمن کهن",
            founded_on=with_precision(datetime.date(2019, 3, 21), "year"),
        )  # fmt: skip
    assert asked(f"ngos/{ngo.pk}")["founded_on"] == {"iso": None, "jalali": "1398"}
    page = Client().get(f"/register/{ngo.pk}/").content.decode()
    assert "۱۳۹۸" in page
    assert "فروردین ۱۳۹۸" not in page
    assert "foundingDate" not in page
