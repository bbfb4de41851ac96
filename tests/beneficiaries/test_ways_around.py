"""What whoever can run SQL, or knows the pages well, tries: to look without a reason, to write
without her leave, to hand her over without the right, to take in without a search."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import Role
from beneficiaries.intake.models import Draft
from beneficiaries.intake.services import drafting, searching
from beneficiaries.intake.services.searching import Terms
from beneficiaries.records.models import Beneficiary
from beneficiaries.safeguards.keys import blinded
from beneficiaries.safeguards.models import Consent, Note, Opening, Transfer
from beneficiaries.safeguards.services import asking, looking, notes
from persian.dates import today
from tests.beneficiaries.rows import make_woman
from tests.cast import county, make_user, national_id, province, signed_in

pytestmark = pytest.mark.django_db
REASON = "پیگیری درخواست وام"


@pytest.fixture
def rasht(cast) -> SimpleNamespace:
    """A case worker of Rasht with a woman who agrees to notes, and a colleague."""
    colleague = make_user(Role.CASE_WORKER, at="گیلان/رشت")
    with scope.system():
        at = {"province": province("گیلان"), "county": county("رشت")}
        woman = make_woman(at, 710_001, case_worker=cast.rasht_case_worker)
        of_all = make_woman(at, 710_002)
        consent = Consent.objects.create(
            beneficiary=woman, purpose="notes", way="paper", given_on="2024-01-01"
        )
    return SimpleNamespace(
        **vars(cast), worker=cast.rasht_case_worker, colleague=colleague, woman=woman,
        of_all=of_all, consent=consent,
    )  # fmt: skip


def sql(person, statement: str, *values) -> list[tuple]:
    with scope.enter(scope.of(person)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def written(rasht, **fields) -> Note:
    with scope.enter(scope.of(rasht.worker)):
        return notes.write(actor=rasht.worker, woman=rasht.woman, subject="violence", text="متن",
                           **{"consent": rasht.consent, "legal_ground": "", **fields})  # fmt: skip


# -- that there is a woman -------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["rasht_secretary", "rasht_chair", "gilan_auditor",
                                    "gilan_secretary"])  # fmt: skip
def test_the_question_whether_a_record_is_open_tells_nobody_else_that_there_is_one(rasht, person):
    asked = "SELECT g, safeguards_is_open(g) FROM generate_series(1, %s) g"
    told = {is_open for _pk, is_open in sql(getattr(rasht, person), asked, rasht.of_all.pk + 1)}
    assert told == {False}
    assert (rasht.of_all.pk, True) in sql(rasht.worker, asked, rasht.of_all.pk + 1)


def test_who_has_become_somebody_else_has_no_record_open_any_more(rasht):
    with scope.enter(scope.of(rasht.colleague)):
        looking.break_glass(actor=rasht.colleague, woman=rasht.woman, reason=REASON)
    asked = "SELECT safeguards_is_open(%s)"
    assert sql(rasht.colleague, asked, rasht.woman.pk) == [(True,)]
    with scope.system():
        rasht.colleague.role = Role.COUNCIL_SECRETARY
        rasht.colleague.save(update_fields=["role"])
    assert sql(rasht.colleague, asked, rasht.woman.pk) == [(False,)]


# -- the glass -------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["case_worker_id = scope_user()", "case_worker_id = NULL"])
def test_nobody_breaks_the_glass_by_taking_a_woman_into_their_caseload(rasht, change):
    written(rasht)
    with pytest.raises(DatabaseError, match="Open the record with a reason first"):
        sql(rasht.colleague, f"UPDATE records_beneficiary SET {change} WHERE id = %s",
            rasht.woman.pk)  # fmt: skip
    assert sql(rasht.colleague, "SELECT count(*) FROM safeguards_note") == [(0,)]


def test_the_province_takes_no_county_s_woman_for_its_own(rasht):
    with pytest.raises(DatabaseError, match="Open the record with a reason first"):
        sql(rasht.gilan_expert, "UPDATE records_beneficiary SET county_id = NULL WHERE id = %s",
            rasht.of_all.pk)  # fmt: skip


def test_whoever_has_opened_a_record_gives_it_to_a_case_worker(rasht):
    expert = rasht.rasht_expert
    client = signed_in(expert)
    client.post(reverse("admin:records_beneficiary_glass", args=[rasht.woman.pk]),
                {"reason": REASON})  # fmt: skip
    client.post(reverse("admin:records_beneficiary_assign", args=[rasht.woman.pk]),
                {"case_worker": rasht.colleague.pk})  # fmt: skip
    with scope.system():
        rasht.woman.refresh_from_db()
        assert rasht.woman.case_worker == rasht.colleague
        assert Opening.objects.get().user_id == expert.pk


# -- her leave -------------------------------------------------------------------------------------


def test_after_she_took_her_consent_back_no_note_is_written_anew(rasht):
    note = written(rasht)
    with scope.system():
        Consent.objects.update(withdrawn_on=today())
    with scope.enter(scope.of(rasht.worker)), pytest.raises(Refusal):
        notes.change(actor=rasht.worker, note=note, text="متن دیگر")
    with pytest.raises(IntegrityError, match="does not hold"):
        sql(rasht.worker, "UPDATE safeguards_note SET sealed = 'x' WHERE id = %s", note.pk)


def test_no_note_is_dated_back_to_a_day_on_which_she_agreed(rasht):
    note = written(rasht)
    with scope.system():
        Consent.objects.update(withdrawn_on=today())
    with pytest.raises(IntegrityError, match="does not hold"):
        sql(
            rasht.worker,
            "INSERT INTO safeguards_note (uid, beneficiary_id, subject, written_on, author_name, "
            "consent_id, legal_ground, sealed, key_id, digest, created_at) "
            "SELECT gen_random_uuid(), beneficiary_id, subject, '2024-02-01', author_name, "
            "consent_id, '', sealed, key_id, digest, now() FROM safeguards_note WHERE id = %s",
            note.pk,
        )


def test_a_note_on_a_legal_ground_is_written_anew_all_the_same(rasht):
    note = written(rasht, consent=None, legal_ground="danger")
    with scope.enter(scope.of(rasht.worker)):
        changed = notes.change(actor=rasht.worker, note=note, text="متن دیگر")
        assert notes.read(actor=rasht.worker, note=changed) == "متن دیگر"


# -- handing over ----------------------------------------------------------------------------------


def asked_for(person, number: str) -> int:
    with scope.enter(scope.of(person)):
        told = asking.ask(actor=person, national_id=number)
        return asking.ask_for_transfer(actor=person, question=told.question, reason=REASON)


def test_a_case_worker_hands_nobody_over(rasht):
    anzali = make_user(Role.CASE_WORKER, at="گیلان/بندر انزلی")
    request = asked_for(anzali, rasht.woman.national_id)
    answer = "SELECT safeguards_answer_transfer(%s, true, '')"
    assert sql(rasht.worker, answer, request) == [(False,)]
    assert sql(rasht.rasht_expert, answer, request) == [(True,)]


def test_whoever_else_asked_for_her_is_not_left_waiting(rasht):
    anzali = make_user(Role.COUNTY_EXPERT, at="گیلان/بندر انزلی")
    first = asked_for(anzali, rasht.woman.national_id)
    second = asked_for(rasht.isfahan_expert, rasht.woman.national_id)
    sql(rasht.rasht_expert, "SELECT safeguards_answer_transfer(%s, true, '')", first)
    with scope.system():
        assert dict(Transfer.objects.values_list("pk", "state")) == {
            first: "accepted", second: "refused",
        }  # fmt: skip


# -- taking in -------------------------------------------------------------------------------------


def begun(person, **typed) -> Draft:
    with scope.enter(scope.of(person)):
        _found, token = searching.search(actor=person, terms=Terms(**typed))
        return drafting.begin(actor=person, token=token)


def finish(person, draft: Draft, **values) -> Beneficiary:
    with scope.enter(scope.of(person)):
        return drafting.finish(actor=person, draft=draft, values=values)


def test_a_search_for_a_name_is_none_for_the_number_that_is_typed_afterwards(rasht):
    expert = rasht.gilan_expert  # whose office may have the number that a county's has
    draft = begun(expert, first_name="مینا", last_name="ناشناس")
    with pytest.raises(Refusal):
        finish(expert, draft, first_name="مینا", last_name="ناشناس",
               national_id=rasht.woman.national_id)  # fmt: skip


def test_a_search_for_some_number_is_none_for_the_name_of_a_woman_without_one(rasht):
    draft = begun(rasht.worker, national_id=national_id(710_050))
    name = {"first_name": rasht.woman.first_name, "last_name": rasht.woman.last_name}
    with pytest.raises(Refusal):
        finish(rasht.worker, draft, **name)
    sought = begun(rasht.worker, **name)
    assert finish(rasht.worker, sought, **name).national_id is None, "told, and gone on"


# -- questions -------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_no_transaction_that_looks_at_the_past_asks(rasht):
    number = national_id(710_060)
    asked = "SELECT is_known FROM safeguards_ask(%s, %s, '')"
    assert sql(rasht.worker, asked, number, blinded(number)) == [(False,)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with pytest.raises(DatabaseError, match="see what is stored now"):
            sql(rasht.worker, asked, number, blinded(number))
