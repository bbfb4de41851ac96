"""Money from the request to its verification: nothing above what stands above it, no part twice."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import Role
from persian.dates import today
from programs.money.models import Allocation, Entry, Source, Stage
from programs.money.services import asking, deciding, posting, sources
from programs.money.services.reading import STAMP
from programs.money.workflow import AllocationState
from programs.projects.models import Program
from screens.seen import Overtaken
from tests.cast import make_ngo, make_user
from tests.programs.money.office import (
    a_document,
    act,
    approved,
    asked,
    differing,
    fresh,
    make_office,
    pay,
    spend,
    verify,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(everything):
    return make_office()


def refused(code, job, *args, **values):
    with pytest.raises(Refusal) as found:
        job(*args, **values)
    assert found.value.code == code, found.value
    return found.value


# -- the way of the money ----------------------------------------------------------------------


def test_money_goes_from_the_request_to_the_last_verification(office):
    allocation = approved(office, 900, stages=3)
    assert [stage.amount for stage in Stage.objects.all()] == [300, 300, 300]
    for _stage in range(3):
        pay(office, allocation, 300)
    entry = spend(office, allocation, 900)
    verify(office, allocation, entry)
    act(office.approver, deciding.close, allocation)
    settled = fresh(allocation)
    assert settled.state == AllocationState.CLOSED
    assert (settled.allocated, settled.paid, settled.spent, settled.verified) == (900,) * 4
    assert fresh(office.source).allocated == 900
    assert differing() == []
    with scope.system():
        book = list(Entry.objects.order_by("number").values_list("kind", "before", "after"))
    assert book == [
        ("allocated", 0, 900), ("paid", 0, 300), ("paid", 300, 600), ("paid", 600, 900),
        ("spent", 0, 900), ("verified", 0, 900),
    ]  # fmt: skip


def test_stages_sum_to_the_rial():
    for amount in (1, 7, 100, 999, 28_000_000_001):
        for count in range(1, min(amount, 24) + 1):
            assert sum(deciding.shares(amount, count)) == amount


def test_no_more_is_asked_approved_paid_spent_than_stands_above(office):
    with scope.system():
        Source.objects.update(amount=1000)
    office.source = fresh(office.source)
    first, second = asked(office, 600), asked(office, 600)
    act(office.approver, deciding.approve, first, amount=600)
    refused("source_is_not_overdrawn", act, office.approver, deciding.approve, second, amount=600)
    refused("more_than_is_left", asked, office, 401)
    refused("more_than_the_stage", pay, office, first, 601)
    pay(office, first, 400)
    refused("allocation_is_not_overspent", spend, office, first, 401)
    assert fresh(second).state == AllocationState.ASKED
    assert differing() == []


def test_less_than_what_was_asked_may_be_approved_and_never_more(office):
    allocation = asked(office, 500)
    refused(
        "allocation_not_above_what_was_asked",
        act, office.approver, deciding.approve, allocation, amount=501,
    )  # fmt: skip
    assert act(office.approver, deciding.approve, allocation, amount=450).allocated == 450


def test_what_is_taken_back_is_the_source_s_again(office):
    allocation = approved(office, 500)
    pay(office, allocation, 200)
    refused(
        "paid_already", act, office.approver, posting.take_back, allocation, amount=301, reason="x"
    )
    act(office.approver, posting.take_back, allocation, amount=300, reason="طرح کوچک شد")
    assert (fresh(allocation).allocated, fresh(office.source).allocated) == (200, 200)
    assert differing() == []


# -- who ---------------------------------------------------------------------------------------


def test_asking_approving_paying_and_verifying_are_different_people(office):
    with scope.system():
        type(office.asker).objects.filter(pk=office.asker.pk).update(role=Role.DIRECTOR_GENERAL)
    office.asker = fresh(office.asker)
    allocation = asked(office, 500)
    refused("another_person", act, office.asker, deciding.approve, allocation, amount=500)
    act(office.approver, deciding.approve, allocation, amount=500)
    for person in (office.asker, office.approver):
        refused("another_person", act, person, posting.pay, allocation, amount=1, made_on=today())
    pay(office, allocation, 500)
    entry = spend(office, allocation, 500)
    for person in (office.asker, office.approver, office.payer, office.recorder):
        refused("another_person", act, person, posting.verify, allocation, entry=entry)
    verify(office, allocation, entry)


def test_a_county_s_expert_records_expenditures_and_approves_nothing(office):
    ngo = make_ngo(at="گیلان/رشت")
    allocation = approved(office, 500, ngo=ngo, counterpart=None)
    pay(office, allocation, 500)
    expert = make_user(Role.COUNTY_EXPERT, at="گیلان/رشت")
    spent = act(
        expert, posting.spend, allocation, amount=10, made_on=today(), document_no="1",
        upload=a_document(),
    )  # fmt: skip
    assert spent.by_name == expert.get_full_name()
    for service, values in (
        (posting.pay, {"amount": 1, "made_on": today()}),
        (posting.verify, {"entry": spent}),
        (posting.take_back, {"amount": 1, "reason": "x"}),
    ):
        with pytest.raises(PermissionDenied):
            act(expert, service, allocation, **values)


def test_who_comes_second_is_told(office):
    allocation = approved(office, 500)
    seen = STAMP.of(fresh(allocation))
    pay(office, allocation, 100)
    with scope.enter(scope.of(office.payer)), pytest.raises(Overtaken):
        posting.pay(
            actor=office.payer, allocation=allocation, seen=seen, amount=100, made_on=today()
        )


# -- corrections -------------------------------------------------------------------------------


def test_a_mistake_is_reversed_by_another_entry_and_stays_in_the_book(office):
    allocation = approved(office, 500)
    payment = pay(office, allocation, 500)
    act(office.payer, posting.reverse, allocation, entry=payment, reason="دو بار نوشته شد")
    assert fresh(allocation).paid == 0
    refused("not_open", act, office.payer, posting.reverse, allocation, entry=payment, reason="باز")
    pay(office, allocation, 400)
    assert fresh(allocation).paid == 400
    assert fresh(allocation).entries.count() == 4
    assert differing() == []


def test_what_is_verified_is_not_reversed_before_its_verification(office):
    allocation = approved(office, 500)
    pay(office, allocation, 500)
    entry = spend(office, allocation, 300)
    checked = verify(office, allocation, entry)
    refused(
        "entry_verified_stays",
        act, office.recorder, posting.reverse, allocation, entry=entry, reason="اشتباه",
    )  # fmt: skip
    refused("not_open", verify, office, allocation, entry)
    act(office.verifier, posting.reverse, allocation, entry=checked, reason="سند ناخوانا")
    act(office.recorder, posting.reverse, allocation, entry=entry, reason="اشتباه")
    assert (fresh(allocation).spent, fresh(allocation).verified) == (0, 0)
    assert differing() == []


def test_a_reversal_that_would_leave_more_spent_than_paid_is_refused(office):
    allocation = approved(office, 500)
    payment = pay(office, allocation, 500)
    spend(office, allocation, 300)
    refused(
        "allocation_is_not_overspent",
        act, office.payer, posting.reverse, allocation, entry=payment, reason="اشتباه",
    )  # fmt: skip


# -- programs, and what other rooms have against it ---------------------------------------------


def test_an_expenditure_outside_the_dates_of_its_program_is_refused(office):
    day = datetime.timedelta(days=1)
    with scope.system():
        program = Program.objects.create(
            province=office.source.province, title="توانمندسازی", type="empowerment",
            starts_on=today() - 10 * day, ends_on=today() - day,
        )  # fmt: skip
    allocation = approved(office, 500, program=program)
    pay(office, allocation, 500)
    refused("entry_within_its_program", spend, office, allocation, 100)
    with scope.system():
        Program.objects.update(ends_on=today())
    spend(office, allocation, 100)


def test_what_another_room_has_against_it_is_no_money(office, monkeypatch):
    from programs.money.services import reading

    against = Refusal("unsupported", "پیشنهاد حمایت نشده است.")
    monkeypatch.setattr(reading, "_in_the_way", [lambda allocation: against])
    refused("unsupported", asked, office, 500)
    monkeypatch.setattr(reading, "_in_the_way", [])
    allocation = asked(office, 500)
    monkeypatch.setattr(reading, "_in_the_way", [lambda allocation: against])
    refused("unsupported", act, office.approver, deciding.approve, allocation, amount=500)
    assert fresh(office.source).allocated == 0


def test_a_source_is_never_less_than_what_is_allocated_of_it(office):
    approved(office, 500)
    with scope.enter(scope.of(office.approver)):
        source = Source.objects.get(pk=office.source.pk)
        values = {"title": source.title, "reference": "", "notes": ""}
        seen = sources.STAMP.of(source)
        with pytest.raises(Refusal) as found:
            sources.change_source(
                actor=office.approver, source=source, seen=seen, amount=499, **values
            )
        assert found.value.field == "amount"
        sources.change_source(actor=office.approver, source=source, seen=seen, amount=500, **values)


def test_nobody_asks_of_another_office_s_source(office):
    other = make_office("قزوین")
    with scope.enter(scope.of(office.asker)), pytest.raises(Source.DoesNotExist):
        asking.ask(actor=office.asker, source=other.source, amount=1, counterpart=office.agency)


# -- in raw SQL, as the people of the office and as the system ----------------------------------


@pytest.mark.parametrize("who", ["approver", "payer", "system"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE money_entry SET amount = 1",
        "DELETE FROM money_entry",
        "UPDATE money_allocation SET paid = 0",
        "UPDATE money_allocation SET amount = amount + 1",
        "UPDATE money_allocation SET allocated = 0",
        "UPDATE money_allocation SET asked_by_id = NULL",
        "DELETE FROM money_allocation",
        "UPDATE money_source SET allocated = 0",
        "UPDATE money_source SET amount = allocated - 1",
        "UPDATE money_stage SET paid = 0, amount = 1",
        "DELETE FROM money_stage",
        """INSERT INTO money_entry (allocation_id, number, kind, amount, made_on, document_no, note,
            file, original_name, content_type, size, before, after, by_name, created_at)
        SELECT id, 99, 'paid', 1000000, '2024-01-01', '', '', '', '', '', 0, 0, 0, '', now()
        FROM money_allocation""",
        """INSERT INTO money_entry (allocation_id, number, kind, amount, made_on, document_no, note,
            file, original_name, content_type, size, before, after, by_name, created_at)
        SELECT id, 99, 'allocated', 2000000000, '2024-01-01', '', '', '', '', '', 0, 0, 0, '', now()
        FROM money_allocation""",
        """INSERT INTO money_stage (allocation_id, number, amount, due_on, paid)
        SELECT id, 9, 1, '2024-01-01', 0 FROM money_allocation""",
    ],
)
def test_no_statement_changes_what_is_posted_or_overdraws(office, who, statement):
    allocation = approved(office, 500)
    pay(office, allocation, 200)
    entered = scope.system() if who == "system" else scope.enter(scope.of(getattr(office, who)))
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        entered,
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert differing() == []
    stored = fresh(allocation)
    assert (stored.amount, stored.allocated, stored.paid) == (500, 500, 200)


def test_what_another_office_has_is_refused_as_out_of_sight_whatever_its_state(office):
    other = make_office("قزوین")
    rows = [asked(other, 5), approved(other, 7)]
    for row in rows:
        with (
            pytest.raises(DatabaseError) as found,
            transaction.atomic(),
            scope.enter(scope.of(office.payer)),
        ):
            Entry.objects.create(allocation_id=row.pk, kind="paid", amount=1, made_on=today())
        assert found.value.__cause__.sqlstate == "42501"


def test_the_database_signs_an_entry_with_whoever_works_in_the_scope(office):
    allocation = approved(office, 500)
    with transaction.atomic(), scope.enter(scope.of(office.payer)):
        entry = Entry.objects.create(
            allocation=allocation, kind="paid", amount=100, made_on=today(),
            stage=Stage.objects.get(), by=None,
        )  # fmt: skip
    assert fresh(entry).by_id == office.payer.pk
    with (
        pytest.raises(DatabaseError) as found, transaction.atomic(),
        scope.enter(scope.of(office.approver)),
    ):  # fmt: skip
        Entry.objects.create(
            allocation=allocation, kind="paid", amount=100, made_on=today(),
            stage=Stage.objects.get(),
        )  # fmt: skip
    assert "entry_by_another_person" in str(found.value.__cause__.diag.constraint_name)


def test_an_office_s_officers_of_an_ngo_read_their_own_money_and_write_nothing(office):
    ngo, other = make_ngo(at="گیلان/رشت"), make_ngo(at="گیلان/رشت")
    own = approved(office, 500, ngo=ngo, counterpart=None)
    approved(office, 300, ngo=other, counterpart=None)
    officer = make_user(Role.NGO_OFFICER, ngo=ngo)
    with scope.enter(scope.of(officer)):
        assert [each.pk for each in Allocation.objects.all()] == [own.pk]
        assert {each.allocation_id for each in Entry.objects.all()} == {own.pk}
        assert not Source.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            Entry.objects.create(
                allocation=own, kind="spent", amount=1, made_on=today(), document_no="1"
            )
