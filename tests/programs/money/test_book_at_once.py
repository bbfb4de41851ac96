"""Fifty connections approve, pay, spend and take back at once, and some of them die of it."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import InterfaceError, OperationalError, connection

from accounts import scope
from accounts.refusals import Refusal
from programs.money.models import Allocation
from programs.money.services import deciding, posting
from tests.conftest import _administrator
from tests.programs.money.office import (
    act,
    approved,
    asked,
    differing,
    fresh,
    make_office,
    pay,
    spend,
)

WAIT = 120  # seconds
CONNECTIONS = 50
CROWD = 20221402  # the lock of whoever takes so many


def at_once(jobs):
    """Run jobs in threads with connections of their own, begun together; what each came to."""
    start = threading.Barrier(len(jobs))

    def work(job):
        try:
            start.wait(WAIT)
            return job()
        except (Refusal, OperationalError, InterfaceError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result(WAIT) for future in [pool.submit(work, job) for job in jobs]]


def done(ended):
    return [each for each in ended if not isinstance(each, Exception)]


@pytest.fixture
def office(transactional_db):
    """One crowd at a time: the server has a hundred connections for all who run tests."""
    with _administrator() as administrator:
        administrator.execute("SELECT pg_advisory_lock(%s)", [CROWD])
        yield make_office(amount=1000)


def test_fifty_approvals_at_once_never_overdraw_a_source(office):
    rows = [asked(office, 100) for _each in range(CONNECTIONS)]
    ended = at_once(
        [lambda row=row: act(office.approver, deciding.approve, row, amount=100) for row in rows]
    )
    assert len(done(ended)) == 10
    assert {each.code for each in ended if isinstance(each, Refusal)} == {"source_is_not_overdrawn"}
    assert fresh(office.source).allocated == 1000
    assert differing() == []


def test_fifty_who_spend_and_take_back_at_once_never_exceed_what_stands_above(office):
    allocation = approved(office, 1000)
    pay(office, allocation, 600)
    jobs = []
    for number in range(CONNECTIONS):
        if number % 2:
            jobs.append(lambda: spend(office, allocation, 50))
        else:
            values = {"amount": 50, "reason": "x"}
            jobs.append(lambda values=values: act(
                office.approver, posting.take_back, allocation, **values
            ))  # fmt: skip
    ended = at_once(jobs)
    assert done(ended)
    stored = fresh(allocation)
    assert stored.spent <= stored.paid == 600 <= stored.allocated
    assert differing() == []


def test_after_connections_are_killed_at_work_a_recount_differs_by_nothing(office):
    rows = [approved(office, 200) for _each in range(5)]
    random.seed(1403)
    over = threading.Event()
    killed = [0]
    # Who counts between two rounds asks for the same tables and is not one of those at work.
    counting = own_process()

    def kill():
        with _administrator() as administrator:
            while not over.is_set() and killed[0] < 100:
                found = administrator.execute(
                    "SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity "
                    "WHERE datname = %s AND pid NOT IN (pg_backend_pid(), %s) AND state <> 'idle' "
                    "AND query ILIKE '%%money_%%' ORDER BY random() LIMIT 1) one",
                    [connection.settings_dict["NAME"], counting],
                ).fetchall()
                killed[0] += len(found)
                over.wait(0.005)

    def work(number):
        def job():
            for _step in range(12):
                row = rows[random.randrange(len(rows))]
                try:
                    pay(office, row, 3)
                    spend(office, row, 2)
                except Refusal:
                    continue
                except (OperationalError, InterfaceError):
                    connection.close()

        return job

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        while killed[0] < 100:
            at_once([work(number) for number in range(8)])
            # Not before somebody died of it, however long that takes to happen.
            if killed[0] and sum(row.paid for row in allocations()) > 900:
                break
    finally:
        over.set()
        killer.join(WAIT)
    assert killed[0] > 0
    assert differing() == []


def own_process():
    """The number of the server process behind the connection of this thread."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def allocations():
    with scope.system():
        return list(Allocation.objects.all())
