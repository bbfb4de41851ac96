"""Referrals: with her leave alone; the NGO is told of those referred to it, of nobody else, and of
no more than was agreed."""

import datetime
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import Role
from beneficiaries.care.models import Referral
from beneficiaries.care.services import ngo_desk
from beneficiaries.safeguards.models import Consent, Look
from persian.dates import format_jalali, today
from tests.beneficiaries.rows import make_woman
from tests.cast import county, make_ngo, province, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def rasht(cast) -> SimpleNamespace:
    with scope.system():
        at = {"province": province("گیلان"), "county": county("رشت")}
        woman = make_woman(
            at, 740_001, case_worker=cast.rasht_case_worker, skills="خیاطی", job="کارگر",
            mobile="09700000055",
        )  # fmt: skip
        leave = consent(woman, cast.rasht_ngo)
    return SimpleNamespace(
        **vars(cast), at=at, woman=woman, leave=leave, client=signed_in(cast.rasht_case_worker)
    )


def consent(woman, ngo, **fields) -> Consent:
    return Consent.objects.create(**{
        "beneficiary": woman, "purpose": "referral", "recipient": "ngo", "ngo": ngo,
        "way": "paper", "given_on": "2024-01-01", **fields,
    })  # fmt: skip


def step(rasht, name: str, *keys: int, **typed):
    at = reverse(f"admin:records_beneficiary_referrals_{name}", args=[rasht.woman.pk, *keys])
    return rasht.client.post(at, typed, follow=True)


def refer(rasht, shares=("skills",)) -> Referral:
    step(rasht, "add", consent=rasht.leave.pk, reason="آموزش خیاطی", shares=list(shares))
    with scope.system():
        return Referral.objects.get()


def told(officer) -> list[ngo_desk.ReferredWoman]:
    with scope.enter(scope.of(officer)):
        return ngo_desk.referrals_to_my_ngo()


def test_nobody_is_referred_to_whom_she_has_not_agreed(rasht):
    with scope.system():
        other = consent(rasht.woman, make_ngo("انجمن دیگر"), withdrawn_on=today())
    for chosen in (other.pk, ""):
        step(rasht, "add", consent=chosen, reason="آموزش")
    with scope.system():
        assert not Referral.objects.exists()
    values = {"beneficiary": rasht.woman, "reason": "آموزش", "sent_by_name": "x",
              "due_on": today()}  # fmt: skip
    with scope.enter(scope.of(rasht.rasht_case_worker)):
        for wrong in ({"consent": other, "ngo": other.ngo},
                      {"consent": rasht.leave, "ngo": other.ngo}):  # fmt: skip
            with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
                Referral.objects.create(**values, **wrong)


def test_a_referral_is_accepted_and_its_result_reported_with_a_clock(rasht):
    referral = refer(rasht)
    assert referral.due_on == today() + 30 * DAY
    page = rasht.client.get(reverse("admin:worklist")).content.decode()
    assert rasht.rasht_ngo.name in page
    on = format_jalali(today())
    step(rasht, "report", referral.pk, on=on, words="زود است")
    step(rasht, "answer", referral.pk, verdict="no", on=on)
    with scope.system():
        referral.refresh_from_db()
        assert referral.state == "sent", "no result before an answer, no refusal without a reason"
    step(rasht, "answer", referral.pk, verdict="yes", on=on)
    step(rasht, "report", referral.pk, on=on, words="دوره را گذراند")
    with scope.system():
        referral.refresh_from_db()
        assert (referral.state, referral.result) == ("reported", "دوره را گذراند")
    assert rasht.rasht_ngo.name not in rasht.client.get(reverse("admin:worklist")).content.decode()


def test_an_ngo_is_told_of_those_referred_to_it_and_what_was_agreed_once_it_accepts(rasht):
    referral = refer(rasht)
    officer = rasht.rasht_ngo_officer
    (woman,) = told(officer)
    assert (woman.full_name, woman.told) == (str(rasht.woman), {})
    with scope.enter(scope.of(officer)):
        ngo_desk.answer_as_ngo(referral=referral.pk, accepts=True, words="")
    (woman,) = told(officer)
    assert woman.told == {"skills": "خیاطی"}, "and neither her job nor her mobile"
    with scope.enter(scope.of(officer)):
        ngo_desk.report_as_ngo(referral=referral.pk, words="مشغول کار شد")
    with scope.system():
        assert Referral.objects.get().result == "مشغول کار شد"
        look = Look.objects.get(user_id=officer.pk)
        assert (look.page, look.is_own) == ("referral", False), "she may ask who was told"
    assert told(officer) == [], "what is done is over"


@pytest.mark.parametrize("end", ["withdrawn", "expired", "taken_back"])
def test_an_ngo_is_told_nothing_any_more_after_the_end(rasht, end):
    referral = refer(rasht)
    assert len(told(rasht.rasht_ngo_officer)) == 1
    if end == "taken_back":
        step(rasht, "take_back", referral.pk)
    else:
        ends = {"withdrawn": {"withdrawn_on": today()}, "expired": {"until": today() - DAY}}
        with scope.system():
            Consent.objects.filter(pk=rasht.leave.pk).update(**ends[end])
    assert told(rasht.rasht_ngo_officer) == []
    with scope.enter(scope.of(rasht.rasht_ngo_officer)), pytest.raises(Refusal):
        ngo_desk.answer_as_ngo(referral=referral.pk, accepts=True, words="")


def test_another_ngo_learns_nothing_and_answers_nothing(rasht, make_officer):
    referral = refer(rasht)
    stranger = make_officer()
    assert told(stranger) == []
    with scope.enter(scope.of(stranger)), pytest.raises(Refusal):
        ngo_desk.answer_as_ngo(referral=referral.pk, accepts=True, words="")
    with scope.enter(scope.of(stranger)), pytest.raises(Refusal):
        ngo_desk.answer_as_ngo(referral=referral.pk + 1, accepts=True, words="")


@pytest.fixture
def make_officer(cast):
    from tests.cast import make_user

    return lambda: make_user(Role.NGO_OFFICER, ngo=make_ngo("انجمن بیگانه"))


def test_an_ngo_reads_no_table_of_women_in_raw_sql(rasht):
    refer(rasht)
    for table in ("care_referral", "care_service", "records_beneficiary", "safeguards_consent"):
        with (
            scope.enter(scope.of(rasht.rasht_ngo_officer)),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT count(*) FROM {table}")


@pytest.mark.parametrize("person", ["rasht_case_worker", "gilan_expert", "national_expert"])
def test_the_office_takes_no_ngo_s_part(rasht, person):
    refer(rasht)
    with (
        scope.enter(scope.of(getattr(rasht, person))),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        ngo_desk.referrals_to_my_ngo()
