"""Kills processes while they post, and counts the books again: `python -m tests.kills`.

A process of its own posts to the book of a fund and to the books of allocations, and is ended with
SIGKILL a moment later, a hundred times over (`--kills`). Then nothing may differ: all totals equal
a recount of the entries, numbers have no gap, every batch is there as a whole or not at all, and
whatever the process was told to be stored is stored. It makes a database of its own, and drops it.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from types import SimpleNamespace
from typing import Any

import django

BATCH = 5  # lines that are posted together
PAID = 30  # rial of a payment; all that is spent is less


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1403)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATABASE_NAME": "bench_samanyar", "MEDIA_ROOT": folder}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        from tests.bench import database

        with database.made():
            return _all(options.kills, random.Random(options.seed))


def _all(kills: int, dice: random.Random) -> int:
    books = _books()
    told, begun = [0, 0], time.monotonic()
    at_work = 0
    for number in range(1, kills + 1):
        counts, was_at_work = _killed(books, dice)
        at_work += was_at_work
        told = [before + now for before, now in zip(told, counts, strict=True)]
        if number % 10 == 0:
            print(f"{time.monotonic() - begun:5.0f} s  {number} killed", file=sys.stderr)
    batches, lines = _recounted(books)
    # Of each process at most one of either was stored of which it was not told any more.
    lost = [max(0, known - stored) for known, stored in zip(told, (batches, lines), strict=True)]
    sound = not any(lost) and batches + lines <= sum(told) + kills
    print(
        f"{kills} processes killed, {at_work} of them with a transaction open. A fund's book has "
        f"{batches} batches of {BATCH} lines, the books of allocations {lines} lines. "
        f"Told as stored and lost: {sum(lost)}. A recount differs by nothing."
    )
    return 0 if sound else 1


def _books() -> SimpleNamespace:
    """A fund with a member, and allocations that are approved."""
    from tests.programs.microfunds.factory import make_fund, make_member
    from tests.programs.money.office import approved, make_office

    office = make_office(amount=10**12)
    fund = make_fund()
    return SimpleNamespace(
        office=office,
        fund=fund,
        member=make_member(fund),
        allocations=[approved(office, 10**9) for _each in range(5)],
        begun=[0, 5],  # batches, and lines of the allocations' books: what was approved
    )


def _killed(books: SimpleNamespace, dice: random.Random) -> tuple[list[int], bool]:
    """One process that posts until it is killed: how much of each book it was told as stored, and
    whether a transaction of it was open when it died."""
    from django.db import connection

    connection.close()  # the other process has its own
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        _post_for_ever(books, writes, dice.random())
    os.close(writes)
    first = os.read(reads, 1)  # it is at work
    time.sleep(dice.uniform(0.01, 0.3))
    is_open = _transaction_open()
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise AssertionError("The process ended by itself.")
    told = first
    while block := os.read(reads, 1 << 16):
        told += block
    os.close(reads)
    return [told.count(b"f"), told.count(b"m")], is_open


def _transaction_open() -> bool:
    from tests.bench import database

    with database.administrator() as server:
        found = server.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
        ).fetchone()
    return bool(found and found[0])


def _post_for_ever(books: SimpleNamespace, writes: int, seed: float) -> None:
    """In the process that is killed: a letter on the pipe for each that is stored."""
    dice = random.Random(seed)
    try:
        while True:
            if dice.random() < 0.5:
                _batch(books)
                os.write(writes, b"f")
            else:
                _line(books, dice)
                os.write(writes, b"m")
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        os._exit(1)


def _batch(books: SimpleNamespace) -> None:
    from accounts import scope
    from persian.dates import today
    from programs.microfunds.models import AccountKind, Movement
    from programs.microfunds.services.posting import Line, account_of, post_many

    with scope.system():
        account = account_of(AccountKind.SAVINGS, fund=books.fund.pk, member=books.member.pk)
        line = Line(account=account.pk, movement=Movement.SAVED, amount=7, made_on=today())
        post_many(actor=None, fund=books.fund, lines=[line] * BATCH)


def _line(books: SimpleNamespace, dice: random.Random) -> None:
    from tests.programs.money.office import fresh, pay, spend

    row = fresh(dice.choice(books.allocations))
    if row.paid - row.spent >= PAID - 1:
        spend(books.office, row, PAID - 1)
    else:
        pay(books.office, row, PAID)


def _recounted(books: SimpleNamespace) -> tuple[int, int]:
    """How many batches and lines are stored; raises AssertionError where a recount differs."""
    from accounts import scope
    from programs.money.models import Entry
    from tests.programs.microfunds.factory import recount
    from tests.programs.money.office import differing

    _wait_for_the_dead()
    found: list[Any] = differing()
    if found:
        raise AssertionError(f"These differ from a recount of their entries: {found}")
    with scope.system():
        entries = len(recount(books.fund))
        if entries % BATCH:
            raise AssertionError("A batch was stored in part.")
        return entries // BATCH, Entry.objects.count() - books.begun[1]


def _wait_for_the_dead() -> None:
    """Until the server has noticed that the last process is gone."""
    for _turn in range(100):
        if not _transaction_open():
            return
        time.sleep(0.1)
    raise AssertionError("A transaction of a killed process stays open.")


if __name__ == "__main__":
    sys.exit(main())
