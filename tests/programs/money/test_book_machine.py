"""Thousands of steps with money never leave the totals other than a plain reckoning of them."""

import contextlib
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts import scope
from accounts.refusals import Refusal
from persian.dates import today
from programs.money.models import Allocation, Entry
from programs.money.services import deciding, posting
from programs.money.services.reading import in_force, unverified
from tests.programs.money.office import a_document, act, asked, differing, fresh, make_office

PEOPLE = ("asker", "approver", "payer", "recorder", "verifier")
AMOUNT = 1000
amounts = st.integers(1, 700)
some = st.integers(0, 99)  # taken modulo how many there are
person = st.sampled_from(PEOPLE)


class Money(RuleBasedStateMachine):
    """One source; the plain model is a list of what was posted, added up by hand."""

    office: SimpleNamespace

    def __init__(self) -> None:
        super().__init__()
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        self.did: dict[int, dict[str, set[str]]] = {}  # by allocation: person -> deeds
        self.sums: dict[int, dict[str, int]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)

    def chosen(self, which: int) -> Any:
        rows = list(Allocation.objects.order_by("pk"))
        return rows[which % len(rows)] if rows else None

    def attempt(self, who: str, service: Any, row: Any, **values: Any) -> Any:
        """What the service made of it; None where it was refused, and then nothing has moved."""
        before = self.stored()
        with contextlib.suppress(Refusal, PermissionDenied), transaction.atomic():
            return act(getattr(self.office, who), service, row, **values)
        assert self.stored() == before
        return None

    @staticmethod
    def stored() -> list[tuple[int, ...]]:
        return list(Allocation.objects.order_by("pk").values_list("allocated", "paid", "posted"))

    def moved(self, row: Any, total: str, by: int, who: str, deed: str) -> None:
        self.sums[row.pk][total] += by
        self.did[row.pk].setdefault(who, set()).add(deed)

    @rule(amount=amounts)
    def ask(self, amount: int) -> None:
        with contextlib.suppress(Refusal):
            row = asked(self.office, amount)
            self.sums[row.pk] = dict.fromkeys(("allocated", "paid", "spent", "verified"), 0)
            self.did[row.pk] = {"asker": {"asked"}}

    @rule(who=person, which=some, amount=amounts, stages=st.integers(1, 3))
    def approve(self, who: str, which: int, amount: int, stages: int) -> None:
        row = self.chosen(which)
        if row and self.attempt(who, deciding.approve, row, amount=amount, stages=stages):
            self.moved(row, "allocated", amount, who, "approved")

    @rule(who=person, which=some, amount=amounts)
    def pay(self, who: str, which: int, amount: int) -> None:
        row = self.chosen(which)
        if row and self.attempt(who, posting.pay, row, amount=amount, made_on=today()):
            self.moved(row, "paid", amount, who, "paid")

    @rule(who=person, which=some, amount=amounts)
    def spend(self, who: str, which: int, amount: int) -> None:
        row = self.chosen(which)
        values = {
            "amount": amount, "made_on": today(), "document_no": "1", "upload": a_document()
        }  # fmt: skip
        if row and self.attempt(who, posting.spend, row, **values):
            self.moved(row, "spent", amount, who, "spent")

    @rule(who=person, which=some)
    def verify(self, who: str, which: int) -> None:
        waiting = list(unverified(Entry.objects.all()).order_by("pk"))
        if waiting:
            entry = waiting[which % len(waiting)]
            if self.attempt(who, posting.verify, entry.allocation, entry=entry):
                self.moved(entry.allocation, "verified", entry.amount, who, "verified")

    @rule(who=person, which=some, amount=amounts)
    def take_back(self, who: str, which: int, amount: int) -> None:
        row = self.chosen(which)
        if row and self.attempt(who, posting.take_back, row, amount=amount, reason="x"):
            self.moved(row, "allocated", -amount, who, "approved")

    @rule(who=person, which=some)
    def reverse(self, who: str, which: int) -> None:
        entries = list(in_force(Entry.objects.all()).order_by("pk"))
        if entries:
            entry = entries[which % len(entries)]
            if self.attempt(who, posting.reverse, entry.allocation, entry=entry, reason="x"):
                total = "allocated" if entry.kind == "taken_back" else entry.kind
                sign = 1 if entry.kind == "taken_back" else -1
                self.sums[entry.allocation_id][total] += sign * entry.amount

    @invariant()
    def totals_are_what_was_posted(self) -> None:
        for pk, sums in self.sums.items():
            row = Allocation.objects.get(pk=pk)
            assert {name: getattr(row, name) for name in sums} == sums
            assert 0 <= row.verified <= row.spent <= row.paid <= row.allocated <= row.amount
        total = sum(sums["allocated"] for sums in self.sums.values())
        assert fresh(self.office.source).allocated == total <= AMOUNT
        assert differing() == []

    @invariant()
    def nobody_has_two_of_the_parts(self) -> None:
        for people in self.did.values():
            for deeds in people.values():
                assert len(deeds & {"asked", "approved", "paid", "verified"}) <= 1
                assert not {"spent", "verified"} <= deeds


@pytest.mark.django_db
def test_no_walk_with_money_breaks_the_book():
    Money.office = make_office(amount=AMOUNT)
    with scope.system():
        run_state_machine_as_test(
            Money,
            settings=settings(
                max_examples=12, stateful_step_count=40, deadline=None,
                phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck),
            ),
        )  # fmt: skip
