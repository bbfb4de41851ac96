"""The book of a fund: it continues, it is never changed, and it equals a plain model of itself."""

import re
import threading

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse as address
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts import scope
from accounts.refusals import Refusal
from accounts.scope import Kind, role_name
from persian.dates import today
from programs.microfunds.models import (
    Account,
    AccountKind,
    LedgerEntry,
    Movement,
)
from programs.microfunds.services.posting import Line, account_of, post, post_many
from programs.microfunds.services.reading import sums_of
from programs.microfunds.services.reversing import REVERSE, reversal_of, reverse
from tests.cast import signed_in
from tests.programs.microfunds.factory import enter, fresh, make_fund, make_member, recount

pytestmark = pytest.mark.django_db


class Book(RuleBasedStateMachine):
    """Whatever is entered, refused and reversed in any order, against plain numbers."""

    def __init__(self):
        super().__init__()
        self.inside = scope.system()
        self.inside.__enter__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.fund = make_fund(f"صندوق {id(self)}")
        self.members = [make_member(self.fund, f"عضو {n}") for n in range(2)]
        self.saved, self.granted, self.done = [0, 0], 0, []

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)
        self.inside.__exit__(None, None, None)

    @property
    def cash(self):
        return sum(self.saved) + self.granted

    def _post(self, movement, amount, member=None):
        return enter(self.fund, movement, amount, member=member)

    @rule(who=st.sampled_from((0, 1)), amount=st.integers(1, 10**12))
    def save(self, who, amount):
        entry = self._post(Movement.SAVED, amount, self.members[who].pk)
        self.saved[who] += amount
        self.done.append((entry, who, amount))

    @rule(amount=st.integers(1, 10**9))
    def grant(self, amount):
        entry = self._post(Movement.GRANTED, amount)
        self.granted += amount
        self.done.append((entry, None, amount))

    @rule(who=st.sampled_from((0, 1)), amount=st.integers(1, 10**12))
    def withdraw(self, who, amount):
        if amount > self.saved[who]:
            with pytest.raises(Refusal):
                self._post(Movement.WITHDRAWN, amount, self.members[who].pk)
            return
        entry = self._post(Movement.WITHDRAWN, amount, self.members[who].pk)
        self.saved[who] -= amount
        self.done.append((entry, who, -amount))

    @precondition(lambda self: self.done)
    @rule(data=st.data())
    def reverse(self, data):
        entry, who, amount = data.draw(st.sampled_from(self.done))
        line = reversal_of(entry, "اشتباه", today())
        left = (self.granted if who is None else self.saved[who]) - amount
        if left < 0:
            with pytest.raises(Refusal):
                post(actor=None, fund=self.fund, line=line)
            return
        post(actor=None, fund=self.fund, line=line)
        self.done.remove((entry, who, amount))
        if who is None:
            self.granted = left
        else:
            self.saved[who] = left

    @invariant()
    def it_equals_the_plain_numbers(self):
        found = sums_of(self.fund)
        assert (found.savings, found.grants) == (sum(self.saved), self.granted)
        assert found.cash == found.balance == self.cash

    @invariant()
    def a_recount_differs_by_nothing(self):
        recount(self.fund)


def test_the_book_equals_a_plain_model_of_it(db):
    quick = settings(
        max_examples=12, stateful_step_count=15, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Book, settings=quick)


@pytest.mark.parametrize("kind", list(Kind))
def test_no_role_of_the_database_may_change_or_delete_an_entry(db, kind):
    with connection.cursor() as cursor:
        for table in ("microfunds_ledgerentry", "microfunds_instalment", "microfunds_account"):
            verbs = ["UPDATE", "DELETE", "TRUNCATE"]
            if table == "microfunds_account":
                verbs.append("INSERT")
            for verb in verbs:
                cursor.execute(
                    "SELECT has_table_privilege(%s, %s, %s)", [role_name(kind), table, verb]
                )
                assert cursor.fetchone() == (False,), (table, verb)


def test_raw_sql_of_an_office_changes_nothing_that_is_written(cast):
    fund = make_fund()
    member = make_member(fund, saved=1000)
    for statement in (
        "UPDATE microfunds_ledgerentry SET amount = 5", "DELETE FROM microfunds_ledgerentry",
        "UPDATE microfunds_account SET balance = 10^9",
    ):  # fmt: skip
        with (
            scope.enter(scope.of(cast.gilan_director)),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert fresh(member)


def forged(fund, account, **fields):
    values = {
        "number": 2, "position": 2, "movement": "saved", "amount": 5, "before": 1000, "after": 1005,
        "cash_before": 1000, "cash_after": 1005, "made_on": today(), **fields,
    }  # fmt: skip
    return LedgerEntry(fund=fund, account=account, **values)


@pytest.mark.parametrize(
    "fields",
    [
        {"number": 3}, {"position": 3}, {"before": 999, "after": 1004}, {"cash_before": 0},
        {"cash_after": 1006}, {"after": 1006}, {"movement": "granted"}, {"amount": -5},
        {"movement": "withdrawn", "amount": -2000, "after": -1000, "cash_after": -1000},
    ],
    ids=str,
)  # fmt: skip
def test_an_entry_that_does_not_continue_the_book_is_refused_by_the_database(cast, fields):
    fund = make_fund()
    member = make_member(fund, saved=1000)
    user = cast.gilan_expert
    with scope.enter(scope.of(user)):
        account = account_of(AccountKind.SAVINGS, fund=fund.pk, member=member.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            LedgerEntry.objects.bulk_create([forged(fund, account, by=user, **fields)])
        LedgerEntry.objects.bulk_create([forged(fund, account, by=user)])
        assert recount(fund)[-1].after == 1005


def test_nobody_enters_in_another_s_name(cast):
    fund = make_fund()
    member = make_member(fund, saved=1000)
    with scope.enter(scope.of(cast.gilan_expert)):
        account = account_of(AccountKind.SAVINGS, fund=fund.pk, member=member.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            LedgerEntry.objects.bulk_create([forged(fund, account, by=cast.gilan_director)])


def test_an_entry_is_reversed_once_by_who_may(cast):
    fund = make_fund()
    make_member(fund, saved=1000)
    with scope.system():
        entry = LedgerEntry.objects.get(fund=fund)
    assert not cast.rasht_expert.has_perm(REVERSE)
    with scope.enter(scope.of(cast.gilan_expert)):
        reverse(actor=cast.gilan_expert, entry=entry, reason="اشتباه", made_on=today())
        with pytest.raises(Refusal):
            reverse(actor=cast.gilan_expert, entry=entry, reason="باز هم", made_on=today())
        assert sums_of(fund).savings == 0
        assert len(recount(fund)) == 2


def test_many_are_posted_together_or_none(cast):
    fund = make_fund()
    member = make_member(fund)
    with scope.system():
        account = account_of(AccountKind.SAVINGS, fund=fund.pk, member=member.pk).pk
        lines = [
            Line(account=account, movement=Movement.SAVED, amount=n, made_on=today())
            for n in range(1, 2501)
        ]
        post_many(actor=None, fund=fund, lines=lines)
        assert sums_of(fund).savings == 2500 * 2501 // 2
        too_much = Line(account=account, movement=Movement.WITHDRAWN, amount=10**9, made_on=today())
        with pytest.raises(Refusal):
            post_many(actor=None, fund=fund, lines=[*lines[:3], too_much])
        assert len(recount(fund)) == 2500


def test_another_province_s_books_are_the_same_bytes_whether_they_are_there_or_not(cast):
    client = signed_in(cast.isfahan_expert)
    pages = ("microfund", "fundmember", "loan", "ledgerentry", "selfhelpgroup")

    def bodies():
        found = []
        for name in pages:
            text = client.get(address(f"admin:microfunds_{name}_changelist")).content.decode()
            found.append(
                re.sub(r'(name="csrfmiddlewaretoken" value|nonce|value)="[^"]*"', "", text)
            )
        return found

    before = bodies()
    make_member(make_fund(), saved=77_000)
    assert bodies() == before
    with scope.enter(scope.of(cast.isfahan_expert)):
        assert not LedgerEntry.objects.exists()
        assert not Account.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_and_killed_in_the_middle_leave_a_book_without_a_gap():
    fund = make_fund()
    member = make_member(fund, saved=1000)
    refused = []

    def work(number):
        try:
            with scope.system():
                for turn in range(6):
                    if turn == 3 and number % 2:
                        kill()
                    try:
                        enter(fund, Movement.WITHDRAWN, 90, member=member.pk)
                    except Refusal:
                        refused.append(number)
        except DatabaseError:
            pass
        finally:
            connection.close()

    def kill():
        """The connection dies between what was written and the end of its transaction."""
        with transaction.atomic():
            enter(fund, Movement.SAVED, 5, member=member.pk)
            pid = connection.connection.info.backend_pid
            with administrator() as server:
                server.execute("SELECT pg_terminate_backend(%s)", [pid])
            connection.cursor().execute("SELECT 1")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    with scope.system():
        entries = recount(fund)
        assert sums_of(fund).savings == 1000 - 90 * (len(entries) - 1) == 1000 % 90
    assert refused


def administrator():
    login = django_settings.DATABASE_ADMINISTRATOR
    return psycopg.connect(
        dbname=connection.settings_dict["NAME"], user=login["USER"],
        password=login["PASSWORD"] or None, host=login["HOST"] or None,
        port=login["PORT"] or None, autocommit=True,
    )  # fmt: skip
