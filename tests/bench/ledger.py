"""What a fund's balance and the last page of its book cost among many entries, and how quickly
entries are posted."""

from collections.abc import Callable, Iterator

from django.db import connection

from accounts import scope
from accounts.models import User
from config.database.logins import as_owner
from persian.dates import today
from programs.microfunds.models import AccountKind, FundMember, LedgerEntry, MicroFund, Movement
from programs.microfunds.services.posting import Line, account_of, post_many
from programs.microfunds.services.reading import sums_of
from tests.bench import database
from tests.bench.measuring import Claim, medians, milliseconds, rate, seconds

MEMBERS, PAGE, POSTED, A_SECOND = 50, 50, 5_000, 500


def claims(rows: int, *, repetitions: int) -> Iterator[Claim]:
    """`rows` entries of savings in one fund, the posting of more beside them."""
    expert = database.expert()
    fund = _filled(rows)
    times = [[ask(expert, fund) for ask in _ASKED] for _turn in range(repetitions + 1)]
    ours, bare = medians(times[1:])
    yield Claim(
        f"a fund's balance and page among {rows:,} entries", milliseconds(ours),
        "bare SQL of the same", milliseconds(bare), ours / bare, at_most=1.5,
    )  # fmt: skip
    taken = _posting(expert, fund)
    yield Claim(
        f"posting {POSTED:,} entries in batches", rate(POSTED, taken), "500 entries a second",
        rate(A_SECOND, 1.0), POSTED / taken / A_SECOND, at_least=1,
    )  # fmt: skip
    with database.administrator() as server:  # the triggers would keep them
        server.execute("SET session_replication_role = replica")
        for table in ("ledgerentry", "account", "fundmember", "microfund"):
            server.execute(f"DELETE FROM microfunds_{table}")


def _filled(rows: int) -> MicroFund:
    with scope.system():
        fund = MicroFund.objects.create(
            province=database.home(), name="صندوق", kind="women", founded_on="2020-01-01"
        )
        FundMember.objects.bulk_create(
            FundMember(fund=fund, full_name=f"عضو {n}", joined_on="2020-01-01")
            for n in range(MEMBERS)
        )
    with database.administrator() as server:
        server.execute("SET session_replication_role = replica")
        server.execute(_FILL, {"fund": fund.pk, "rows": rows, "members": MEMBERS})
        server.execute(_SUMS, {"fund": fund.pk})
        server.execute("VACUUM ANALYZE microfunds_ledgerentry")
        server.execute("VACUUM ANALYZE microfunds_account")
    return fund


# Each member saves a rial in turn.
_FILL = """
INSERT INTO microfunds_ledgerentry (fund_id, number, account_id, position, movement, made_on,
    amount, before, after, cash_before, cash_after, document_no, note, by_name)
SELECT %(fund)s, n, accounts[1 + (n - 1) %% %(members)s], 1 + (n - 1) / %(members)s, 'saved',
    '2024-01-01', 1, (n - 1) / %(members)s, 1 + (n - 1) / %(members)s, n - 1, n, '', '', ''
FROM generate_series(1, %(rows)s) n, (
    SELECT array_agg(id ORDER BY id) AS accounts FROM microfunds_account
    WHERE fund_id = %(fund)s AND kind = 'savings') known
"""
_SUMS = """
UPDATE microfunds_account account SET balance = found.balance, entries = found.entries
FROM (SELECT account_id, max(after) AS balance, max(position) AS entries
      FROM microfunds_ledgerentry WHERE fund_id = %(fund)s GROUP BY 1
      UNION ALL SELECT (SELECT id FROM microfunds_account
                        WHERE fund_id = %(fund)s AND kind = 'cash'), max(cash_after), max(number)
      FROM microfunds_ledgerentry WHERE fund_id = %(fund)s) found
WHERE account.id = found.account_id
"""


def _asked(fund: MicroFund) -> None:
    found = sums_of(fund)
    page = list(LedgerEntry.objects.filter(fund=fund).order_by("-number")[:PAGE])
    if len(page) != PAGE or found.cash != page[0].cash_after:
        raise AssertionError("The book is not what it was filled with.")


def _office(expert: User, fund: MicroFund) -> float:
    with scope.enter(scope.of(expert)):
        _asked(fund)
        return seconds(lambda: _asked(fund))


def _owner(expert: User, fund: MicroFund) -> float:
    with as_owner():
        connection.ensure_connection()
        _asked(fund)
        return seconds(lambda: _asked(fund))


_ASKED: tuple[Callable[[User, MicroFund], float], ...] = (_office, _owner)


def _posting(expert: User, fund: MicroFund) -> float:
    with scope.enter(scope.of(expert)):
        member = fund.members.earliest("pk")
        account = account_of(AccountKind.SAVINGS, fund=fund.pk, member=member.pk)
        lines = [
            Line(account=account.pk, movement=Movement.SAVED, amount=1, made_on=today())
            for _each in range(POSTED)
        ]
        return seconds(lambda: post_many(actor=expert, fund=fund, lines=lines))
