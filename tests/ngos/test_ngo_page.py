"""The page of one NGO, as each person meets it."""

import datetime

import pytest
from django.urls import reverse

from accounts import scope
from ngos.models import Branch, Document, Person, Term
from persian.dates import today
from persian.numbers import persian_digits
from tests.cast import county, make_ngo, make_person, signed_in

SHEBA = "IR239990000000000000123456"


def address(ngo, tab=""):
    return reverse("admin:ngos_ngo_detail", args=[ngo.pk]) + (f"?tab={tab}" if tab else "")


def text_of(response):
    return response.content.decode()


@pytest.fixture
def full_ngo(cast):
    """An NGO of Rasht with officers, a branch and a document."""
    ngo = cast.rasht_ngo
    with scope.system():
        ngo.mobile, ngo.sheba = "09700000001", SHEBA
        ngo.save()
        Term.objects.create(ngo=ngo, person=make_person(), post="ceo", start_on="2023-01-01")
        Branch.objects.create(ngo=ngo, county=county("لاهیجان"))
        Document.objects.create(ngo=ngo, type="charter", number="12")
    return ngo


@pytest.mark.parametrize("tab", ["", "facts", "terms", "branches", "documents", "history", "?"])
def test_every_tab_opens_for_the_expert(cast, full_ngo, tab):
    response = signed_in(cast.gilan_expert).get(address(full_ngo, tab))
    assert response.status_code == 200
    assert full_ngo.name in text_of(response)


@pytest.mark.parametrize("who", ["isfahan_expert", "qazvin_director"])
def test_an_outsider_finds_no_such_page(cast, who):
    assert signed_in(getattr(cast, who)).get(address(cast.rasht_ngo)).status_code == 404


def test_a_county_expert_does_not_find_the_next_county(cast):
    assert signed_in(cast.rasht_expert).get(address(cast.anzali_ngo)).status_code == 404


def test_an_ngo_officer_is_sent_away_from_the_staff_pages(cast):
    response = signed_in(cast.rasht_ngo_officer).get(address(cast.rasht_ngo))
    assert response.status_code in (302, 403)


def test_personal_data_is_masked_for_whoever_may_not_see_it(cast, full_ngo):
    with scope.system():
        national_id = Person.objects.get().national_id
    for who, sees in (
        (cast.gilan_expert, True),
        (cast.rasht_expert, False),
        (cast.gilan_auditor, False),
    ):
        client = signed_in(who)
        pages = "".join(
            text_of(client.get(address(full_ngo, tab))) for tab in ("facts", "terms", "history")
        )
        for secret in (SHEBA, persian_digits("09700000001"), persian_digits(national_id)):
            assert (secret in pages) is sees, (who.role, secret)


def test_only_actions_that_may_be_taken_are_offered(cast, full_ngo):
    change = reverse("admin:ngos_ngo_change", args=[full_ngo.pk])
    status = reverse("admin:ngos_ngo_status", args=[full_ngo.pk])
    delete = reverse("admin:ngos_ngo_delete", args=[full_ngo.pk])
    offered = {}
    for who in (
        "gilan_director", "gilan_expert", "rasht_expert", "rasht_case_worker", "gilan_auditor",
    ):  # fmt: skip
        page = text_of(signed_in(getattr(cast, who)).get(address(full_ngo)))
        offered[who] = {each for each in (change, status, delete) if f'"{each}"' in page}
    assert offered == {
        "gilan_director": {change, status, delete},
        "gilan_expert": {change, status},
        "rasht_expert": {change},
        "rasht_case_worker": set(),
        "gilan_auditor": set(),
    }


def test_the_case_worker_is_shown_no_documents(cast, full_ngo):
    page = text_of(signed_in(cast.rasht_case_worker).get(address(full_ngo, "documents")))
    assert "tab=documents" not in page


def codes(client, ngo):
    return {each.code for each in client.get(address(ngo)).context["alerts"]}


def test_the_strip_tells_what_is_wrong(cast):
    soon = today() + datetime.timedelta(days=60)
    ngo = make_ngo(at="گیلان", legal_id=None, licence_expires_on=soon)
    with scope.system():
        Document.objects.create(ngo=ngo, type="charter", number="1", expires_on="2020-01-01")
    client = signed_in(cast.gilan_expert)
    assert codes(client, ngo) == {
        "licence_expiring", "board_missing", "document_expired", "no_legal_id", "no_county",
    }  # fmt: skip


def test_a_licence_is_valid_through_its_last_day_and_ended_the_day_after(cast):
    client = signed_in(cast.gilan_expert)
    on_last_day = make_ngo(licence_expires_on=today())
    after = make_ngo(licence_expires_on=today() - datetime.timedelta(days=1))
    far = make_ngo(licence_expires_on=today() + datetime.timedelta(days=61))
    assert "licence_expiring" in codes(client, on_last_day)
    assert "licence_expired" in codes(client, after)
    assert not {"licence_expiring", "licence_expired"} & codes(client, far)


def test_the_board_is_missing_then_there_then_over(cast):
    client, ngo = signed_in(cast.gilan_expert), cast.rasht_ngo
    assert "board_missing" in codes(client, ngo)
    with scope.system():
        term = Term.objects.create(
            ngo=ngo, person=make_person(), post="board_chair", start_on="2023-01-01"
        )
    assert not {"board_missing", "board_ended"} & codes(client, ngo)
    with scope.system():
        Term.objects.filter(pk=term.pk).update(end_on=today() - datetime.timedelta(days=1))
    assert "board_ended" in codes(client, ngo)
