"""An NGO that the office withholds is nowhere in what the public reads, from then on."""

import datetime
import json

import pytest
from django.test import Client
from django.utils import timezone

from accounts import scope
from api.models import Award
from api.publishing import publish_anew, publish_dumps
from licensing.models import Licence
from ngos.services.delete_ngo import delete_ngo
from ngos.services.merge_ngos import merge_ngos
from persian.dates import today
from public.withholding import show_again, withhold
from tests.api.test_interface import asked, followed
from tests.cast import make_ngo

NAME = "انجمن زیر پرده"


@pytest.fixture
def hidden(cast):
    """An NGO with a licence, a grant and its place in this morning's files."""
    with scope.system():
        ngo = make_ngo(at="گیلان/رشت", name=NAME)
        Licence.objects.create(
            ngo=ngo, kind="activity_licence", number="۷۷", issued_on=today(),
            expires_on=today() + datetime.timedelta(30),
        )  # fmt: skip
        Award.objects.create(
            key="g", body={"id": "g", "recipientOrganization": [{"name": NAME}]}, ngo=ngo.pk,
            changed_at=timezone.now() - datetime.timedelta(days=9),
        )  # fmt: skip
        publish_dumps(today())
    return ngo


def hides(cast, ngo):
    with scope.enter(scope.of(cast.gilan_director)):
        withhold(actor=cast.gilan_director, ngo=ngo, reason="به درخواست دفتر")


def text_of(address, **query):
    answer = Client().get(address, query)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


def test_no_page_and_no_list_tells_of_it(cast, hidden):
    link = f"/register/{hidden.pk}/"
    addresses = (
        ("/register/", {"q": NAME}, link), ("/register/", {"q": "انجمن ضیر پرده"}, link),
        ("/register/", {"province": "گیلان"}, link), (link, {}, NAME), ("/sitemap-0.xml", {}, link),
        ("/api/v1/ngos", {}, NAME), ("/api/v1/licences", {}, NAME), ("/api/v1/awards", {}, NAME),
        ("/api/v1/licences", {"ngo": hidden.pk}, NAME),
        ("/api/v1/dumps/ngos.json", {}, NAME), ("/api/v1/dumps/ngos.csv", {}, NAME),
        ("/api/v1/reconcile", {"queries": json.dumps({"a": {"query": NAME}})}, f'"{hidden.pk}"'),
    )  # fmt: skip
    for address, query, sign in addresses:
        assert sign in text_of(address, **query), f"{address} {query} tells of it before"
    hides(cast, hidden)
    for address, query, sign in addresses:
        assert sign not in text_of(address, **query), f"{address} {query}"


def test_files_of_the_morning_are_written_anew_without_it(cast, hidden):
    hides(cast, hidden)
    assert asked("dumps") == []
    assert Client().get("/api/v1/dumps/ngos.csv").status_code == 404
    assert publish_anew() is True
    assert publish_anew() is False, "once is enough"
    assert len(asked("dumps")) == 3
    assert NAME not in text_of("/api/v1/dumps/ngos.json")


def test_a_copy_is_told_of_its_grants_and_licences_both_ways(cast, hidden):
    as_of = (timezone.now() - datetime.timedelta(seconds=5)).isoformat()
    hides(cast, hidden)
    items, removed = followed("awards", updated_since=as_of)
    assert (items, [each["key"] for each in removed]) == ([], ["g"])
    with scope.enter(scope.of(cast.gilan_director)):
        show_again(actor=cast.gilan_director, ngo=hidden)
    assert [each["id"] for each in followed("awards", updated_since=as_of)[0]] == ["g"]
    licences = followed("licences", updated_since=as_of)[0]
    assert [each["ngo"] for each in licences] == [hidden.pk], "a copy had deleted it"


def test_what_another_was_merged_into_is_not_named_while_it_is_withheld(cast, hidden):
    director = cast.gilan_director
    with scope.system():
        other = make_ngo(at="گیلان/رشت", name="انجمن پیشین")
    with scope.enter(scope.of(director)):
        merge_ngos(actor=director, keep=hidden, drop=other)
    assert NAME in text_of(f"/api/v1/ngos/{other.pk}")
    hides(cast, hidden)
    for address in (f"/api/v1/ngos/{other.pk}", f"/register/{other.pk}/"):
        assert NAME not in text_of(address)


def test_the_number_of_an_applicant_is_no_bookmark(cast):
    """A page that ends with an applicant would tell its number as where the next one begins."""
    director = cast.gilan_director
    before = (timezone.now() - datetime.timedelta(seconds=5)).isoformat()
    with scope.system():
        waits, goes = (
            make_ngo(at="گیلان/رشت", name=f"انجمن متقاضی {n}", status="applicant")
            for n in ["یک", "دو"]
        )
        make_ngo(at="گیلان/رشت", name="انجمن پسین")
    with scope.enter(scope.of(director)):
        delete_ngo(actor=director, ngo=goes)
    page, told = asked("ngos", updated_since=before, limit=1), []
    while page["next"]:
        told.append(int(page["next"].rpartition("after=")[2].partition("&")[0]))
        page = Client().get(page["next"]).json()
    assert not {waits.pk, goes.pk} & set(told)
