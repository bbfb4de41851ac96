"""Whether another office knows a woman: yes or no, which office, and nothing else; written down at
both, and never a number."""

import hashlib
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import Role
from beneficiaries.records.models import Beneficiary, HouseholdMember
from beneficiaries.safeguards.keys import blinded
from beneficiaries.safeguards.models import Question, Transfer
from beneficiaries.safeguards.services import asking
from tests.beneficiaries.rows import make_woman
from tests.cast import county, make_user, national_id, province, signed_in

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = national_id(750_001), national_id(750_002)


@pytest.fixture
def offices(cast) -> SimpleNamespace:
    """Anzali has a woman whom Rasht does not know."""
    people = {
        "worker": cast.rasht_case_worker,
        "anzali": make_user(Role.COUNTY_EXPERT, at="گیلان/بندر انزلی"),
    }
    with scope.system():
        at = {"province": province("گیلان"), "county": county("بندر انزلی")}
        woman = make_woman(at, 750_001)
        HouseholdMember.objects.create(
            beneficiary=woman, province=woman.province, relation="child", full_name="سارا"
        )
    return SimpleNamespace(**vars(cast), **people, woman=woman)


def ask(person, number: str) -> asking.Answer:
    with scope.enter(scope.of(person)):
        return asking.ask(actor=person, national_id=number, kind="cash")


def test_another_office_s_woman_is_known_and_where(offices):
    found = ask(offices.worker, KNOWN)
    assert (found.is_known, found.office, found.has_benefit) == (True, "گیلان، بندر انزلی", False)
    nobody = ask(offices.worker, UNKNOWN)
    assert (nobody.is_known, nobody.office, nobody.has_benefit) == (False, "", False)


def test_one_s_own_woman_is_no_other_office_s(offices):
    assert not ask(offices.anzali, KNOWN).is_known


def test_it_is_written_down_at_both_offices_and_at_no_third(offices):
    ask(offices.worker, KNOWN)
    ask(offices.worker, UNKNOWN)
    with scope.enter(scope.of(offices.worker)):
        assert list(Question.objects.values_list("is_asked_here", "beneficiary_id")) == [
            (True, None), (True, None),
        ]  # fmt: skip
    with scope.enter(scope.of(offices.anzali)):
        line = Question.objects.get()
        assert (line.is_asked_here, line.beneficiary_id) == (False, offices.woman.pk)
        assert (line.name, line.asking_office) == (offices.worker.get_full_name(), "گیلان، رشت")
    with scope.enter(scope.of(offices.isfahan_expert)):
        assert not Question.objects.exists()


def test_no_line_holds_the_number_nor_a_hash_of_it_without_the_key(offices):
    ask(offices.worker, KNOWN)
    with scope.system(), connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(q)::text FROM safeguards_question q")
        kept = " ".join(row[0] for row in cursor.fetchall())
    assert KNOWN not in kept
    for digest in ("md5", "sha1", "sha256", "sha512"):
        assert hashlib.new(digest, KNOWN.encode()).hexdigest() not in kept
    assert blinded(KNOWN).hex() in kept


def test_twenty_are_asked_in_an_hour(offices):
    for _time in range(20):
        ask(offices.worker, UNKNOWN)
    with pytest.raises(Refusal, match="۲۰"):
        ask(offices.worker, KNOWN)
    with scope.system():
        assert Question.objects.filter(is_asked_here=True).count() == 20
    assert ask(make_user(Role.CASE_WORKER, at="گیلان/رشت"), KNOWN).is_known


@pytest.mark.parametrize("person", ["rasht_secretary", "gilan_chair", "national_expert",
                                    "gilan_auditor", "rasht_ngo_officer"])  # fmt: skip
def test_nobody_else_may_ask(offices, person):
    with (
        scope.enter(scope.of(getattr(offices, person))),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM safeguards_ask(%s, %s, '')", [KNOWN, blinded(KNOWN)])


def test_yes_and_no_do_the_same_work(offices):
    """Counted in what the database reads and writes, since times lie on a busy machine."""
    with scope.system():
        Question.objects.all().delete()

    def work(number: str) -> tuple[int, int, int]:
        with scope.enter(scope.of(offices.worker)), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_stat_get_xact_tuples_inserted('safeguards_question'::regclass), "
                "pg_stat_get_xact_tuples_updated('safeguards_question'::regclass), "
                "pg_stat_get_xact_tuples_inserted('records_beneficiary'::regclass)"
            )
            before = cursor.fetchone()
            asking.ask(actor=offices.worker, national_id=number)
            cursor.execute(
                "SELECT pg_stat_get_xact_tuples_inserted('safeguards_question'::regclass), "
                "pg_stat_get_xact_tuples_updated('safeguards_question'::regclass), "
                "pg_stat_get_xact_tuples_inserted('records_beneficiary'::regclass)"
            )
            return tuple(now - then for now, then in zip(cursor.fetchone(), before, strict=True))

    assert work(KNOWN) == work(UNKNOWN) == (2, 0, 0)


def test_a_woman_who_is_known_elsewhere_is_asked_for_and_handed_over(offices):
    client = signed_in(offices.worker)
    page = client.post(reverse("admin:safeguards_question_ask"), {"national_id": KNOWN, "kind": ""})
    assert "انزلی" in page.content.decode()
    asked = client.post(page.context_data["transfer_address"], {"reason": "به رشت آمده است"})
    assert asked.status_code == 302
    other = signed_in(offices.anzali)
    with scope.system():
        transfer = Transfer.objects.get()
    assert "به رشت آمده است" in other.get(reverse("admin:worklist")).content.decode()
    other.post(
        reverse("admin:safeguards_transfer_answer", args=[transfer.pk]),
        {"verdict": "yes", "words": ""},
    )
    with scope.enter(scope.of(offices.worker)):
        woman = Beneficiary.objects.get()
        assert (woman.county.name, woman.case_worker) == ("رشت", None)
        assert woman.members.count() == 1
    with scope.enter(scope.of(offices.anzali)):
        assert not Beneficiary.objects.exists()


def test_whoever_was_not_told_of_her_cannot_ask_for_her(offices):
    miss = ask(offices.worker, UNKNOWN)
    with scope.enter(scope.of(offices.worker)), pytest.raises(DatabaseError), transaction.atomic():
        asking.ask_for_transfer(actor=offices.worker, question=miss.question, reason="نقل مکان")
    told = ask(offices.worker, KNOWN)
    colleague = make_user(Role.CASE_WORKER, at="گیلان/رشت")
    with scope.enter(scope.of(colleague)), pytest.raises(DatabaseError), transaction.atomic():
        asking.ask_for_transfer(actor=colleague, question=told.question, reason="نقل مکان")


def test_only_the_office_that_has_her_answers(offices):
    told = ask(offices.worker, KNOWN)
    with scope.enter(scope.of(offices.worker)):
        pk = asking.ask_for_transfer(
            actor=offices.worker, question=told.question, reason="نقل مکان"
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT safeguards_answer_transfer(%s, true, '')", [pk])
            assert cursor.fetchone() == (False,)
    with scope.system():
        assert Transfer.objects.get().state == "asked"
