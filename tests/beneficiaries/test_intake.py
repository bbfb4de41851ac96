"""A woman is taken in on a phone: searched first, saved as one goes, taken over by a colleague."""

import json
from types import SimpleNamespace

import pytest
from django.core import signing
from django.urls import reverse

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import Role
from beneficiaries.intake.models import Draft, Search
from beneficiaries.intake.services import drafting, searching
from beneficiaries.intake.services.searching import Terms
from beneficiaries.intake.steps import FIELDS
from beneficiaries.records.models import Beneficiary
from persian.numbers import persian_digits
from tests.beneficiaries.rows import make_woman
from tests.cast import county, make_user, national_id, province, signed_in

pytestmark = pytest.mark.django_db
BEGIN = "admin:intake_draft_begin"
TYPED = {"national_id": national_id(760_001), "first_name": "صغرا", "last_name": "عظیمی"}


@pytest.fixture
def rasht(cast) -> SimpleNamespace:
    return SimpleNamespace(
        **vars(cast), worker=cast.rasht_case_worker,
        colleague=make_user(Role.CASE_WORKER, at="گیلان/رشت"),
    )  # fmt: skip


def known(number: int, place: str = "رشت", **fields) -> Beneficiary:
    with scope.system():
        return make_woman(
            {"province": province("گیلان"), "county": county(place)}, number, **fields
        )


def begun(client, **typed) -> Draft:
    found = client.post(reverse(BEGIN), {**TYPED, **typed})
    client.post(reverse(BEGIN), {"token": found.context_data["token"]})
    with scope.system():
        return Draft.objects.latest("pk")


def step(client, draft: Draft, number: int, **typed):
    """Send a step as its page shows it, with what is typed."""
    address = reverse("admin:intake_draft_detail", args=[draft.pk])
    page = client.get(f"{address}?step={number}")
    held = {"step": number, "seen": page.context_data["seen"]}
    return client.post(address, {**held, **typed})


def test_a_whole_intake_makes_the_record_in_the_own_caseload(rasht):
    client = signed_in(rasht.worker)
    draft = begun(client)
    step(client, draft, 1, **TYPED, birth_date="1360/02/03", mobile="09700000061")
    step(client, draft, 2, headship_cause="widowed", children="2", dependents="3")
    last = step(
        client, draft, 3, housing="rent", income="25000000", supporters=["relief", "welfare"],
        finish="1",
    )  # fmt: skip
    with scope.enter(scope.of(rasht.worker)):
        woman = Beneficiary.objects.get()
        assert last["Location"] == reverse("admin:records_beneficiary_detail", args=[woman.pk])
        assert (woman.last_name, woman.children, woman.housing) == ("عظیمی", 2, "rent")
        assert woman.supporters == ["relief", "welfare"]
        assert (woman.case_worker, woman.county.name) == (rasht.worker, "رشت")
        draft.refresh_from_db()
        assert draft.data == {}, "what was typed stays in the record alone"


def test_it_asks_for_twenty_five_things_at_most():
    assert len(FIELDS) <= 25


def test_nobody_begins_without_a_search(rasht):
    client = signed_in(rasht.worker)
    client.post(reverse(BEGIN), {"token": "made up"})
    forged = signing.dumps({"search": 1, **vars(Terms())}, salt="intake.search")
    client.post(reverse(BEGIN), {"token": forged})
    with scope.system():
        assert not Draft.objects.exists()


def test_a_search_is_good_for_who_made_it(rasht):
    with scope.enter(scope.of(rasht.worker)):
        _found, token = searching.search(actor=rasht.worker, terms=Terms(**TYPED))
    with scope.enter(scope.of(rasht.colleague)), pytest.raises(Refusal):
        drafting.begin(actor=rasht.colleague, token=token)


def test_a_search_keeps_no_number(rasht):
    begun(signed_in(rasht.worker))
    with scope.system():
        kept = Search.objects.get()
        assert TYPED["national_id"].encode() not in bytes(kept.blinded)
        assert len(kept.blinded) == 32


@pytest.mark.parametrize("typed", [
    {"national_id": national_id(760_010)},
    {"first_name": "سغرا", "last_name": "ازیمی"},
    {"first_name": "صغری", "last_name": "عظیمی‌فر"},
    {"national_id": national_id(760_011), "mobile": "09700000062"},
])  # fmt: skip
def test_whoever_is_known_is_found_first(rasht, typed):
    woman = known(760_010, first_name="صغرا", last_name="عظیمی", mobile="09700000062")
    page = signed_in(rasht.worker).post(reverse(BEGIN), typed)
    assert [each.woman for each in page.context_data["found"]] == [woman]


def test_the_year_of_birth_tells_women_of_one_name_apart(rasht):
    known(760_020, first_name="زهرا", last_name="رضایی", birth_date="1961-05-01")
    young = known(760_021, first_name="زهرا", last_name="رضایی", birth_date="1991-05-01")
    with scope.enter(scope.of(rasht.worker)):
        found = searching.look_for(Terms(first_name="زهرا", last_name="رضایی", birth_year=1370))
    assert [each.woman for each in found] == [young]


def test_another_office_s_women_are_not_found(rasht):
    known(760_030, "بندر انزلی", first_name="صغرا", last_name="عظیمی")
    page = signed_in(rasht.worker).post(reverse(BEGIN), {"national_id": national_id(760_030)})
    assert page.context_data["found"] == []


def test_a_number_that_was_typed_after_the_search_is_looked_for(rasht):
    woman = known(760_040)
    client = signed_in(rasht.worker)
    draft = begun(client)
    step(client, draft, 1, **{**TYPED, "national_id": woman.national_id})
    page = step(client, draft, 3, finish="1")
    assert persian_digits(str(woman)) in page.content.decode()
    with scope.system():
        assert Beneficiary.objects.count() == 1


def test_a_colleague_goes_on_where_one_was_stopped(rasht):
    draft = begun(signed_in(rasht.worker))
    client = signed_in(rasht.colleague)
    step(client, draft, 2, headship_cause="divorced")
    step(client, draft, 3, finish="1")
    with scope.system():
        assert Beneficiary.objects.get().headship_cause == "divorced"
        assert Beneficiary.objects.get().case_worker == rasht.colleague


def test_what_is_typed_is_kept_at_once_and_two_are_put_together(rasht):
    """One was offline meanwhile: what only one changed is taken, what both changed is told."""
    client = signed_in(rasht.worker)
    draft = begun(client)
    save = reverse("admin:intake_draft_save", args=[draft.pk])
    assert client.post(save, {"field": "job", "value": "خیاط"}).json() == {"saved": "job"}
    other = signed_in(rasht.colleague)
    assert other.post(save, {"field": "job", "value": "آشپز", "seen": "خیاط"}).status_code == 200
    late = client.post(save, {"field": "job", "value": "بافنده", "seen": "خیاط"})
    assert late.json() == {"clash": "آشپز"}
    assert client.post(save, {"field": "skills", "value": "گلدوزی"}).json() == {"saved": "skills"}
    with scope.system():
        draft.refresh_from_db()
        assert (draft.data["job"], draft.data["skills"]) == ("آشپز", "گلدوزی")


def test_a_step_that_two_sent_tells_the_second_what_stands_there(rasht):
    client = signed_in(rasht.worker)
    draft = begun(client)
    address = reverse("admin:intake_draft_detail", args=[draft.pk])
    seen = json.dumps({"job": None, "skills": None})
    client.post(address, {"step": 3, "seen": seen, "job": "خیاط"})
    page = signed_in(rasht.colleague).post(address, {"step": 3, "seen": seen, "job": "آشپز"})
    assert "خیاط" in page.content.decode()
    with scope.system():
        draft.refresh_from_db()
        assert draft.data["job"] == "خیاط"


def test_a_draft_is_of_its_office_alone(rasht):
    draft = begun(signed_in(rasht.worker))
    anzali = make_user(Role.CASE_WORKER, at="گیلان/بندر انزلی")
    assert (
        signed_in(anzali).get(reverse("admin:intake_draft_detail", args=[draft.pk])).status_code
        == 404
    )
