"""The people of an office who handle money, and its money, as the tests begin with it."""

import datetime
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from accounts import scope
from accounts.models import User
from accounts.roles import Role
from letters.models import Counterpart
from persian.dates import today
from programs.money.models import Allocation, Entry, Priority, Source
from programs.money.services import asking, deciding, posting
from programs.money.services.reading import STAMP
from tests import cast

MILLIARD = 1_000_000_000


def make_office(place: str = "گیلان", amount: int = MILLIARD) -> SimpleNamespace:
    """Who asks, approves, pays, records and verifies, a source, and an agency."""
    expert = Role.PROVINCIAL_EXPERT
    with scope.system():
        province = cast.province(place)
        source = Source.objects.create(
            province=province, year=1403, priority=Priority.objects.earliest("pk"),
            title="اعتبار آسیب", amount=amount,
        )  # fmt: skip
        agency = Counterpart.objects.create(province=province, name="اداره کل بهزیستی")
    return SimpleNamespace(
        asker=cast.make_user(expert, at=place),
        approver=cast.make_user(Role.DIRECTOR_GENERAL, at=place),
        payer=cast.make_user(expert, at=place),
        recorder=cast.make_user(expert, at=place),
        verifier=cast.make_user(expert, at=place),
        source=source,
        agency=agency,
    )


def fresh(row: Any) -> Any:
    with scope.system():
        return type(row).objects.get(pk=row.pk)


def act(who: User, service: Any, allocation: Allocation, **values: Any) -> Any:
    """What a service makes of an allocation as it stands now, in this person's scope."""
    allocation = fresh(allocation)
    with scope.enter(scope.of(who)):
        return service(actor=who, allocation=allocation, seen=STAMP.of(allocation), **values)


def asked(office: SimpleNamespace, amount: int, **values: Any) -> Allocation:
    with scope.enter(scope.of(office.asker)):
        return asking.ask(
            actor=office.asker, source=office.source,
            amount=amount, **{"counterpart": office.agency, **values},
        )  # fmt: skip


def approved(office: SimpleNamespace, amount: int, stages: int = 1, **values: Any) -> Allocation:
    allocation = asked(office, amount, **values)
    return act(office.approver, deciding.approve, allocation, amount=amount, stages=stages)


def pay(office: SimpleNamespace, allocation: Allocation, amount: int) -> Entry:
    return act(office.payer, posting.pay, allocation, amount=amount, made_on=today())


def a_document() -> SimpleUploadedFile:
    """The scan of an invoice, as somebody chooses it."""
    return SimpleUploadedFile("فاکتور.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")


def spend(
    office: SimpleNamespace, allocation: Allocation, amount: int, on: datetime.date | None = None
) -> Entry:
    return act(
        office.recorder, posting.spend, allocation, amount=amount, made_on=on or today(),
        document_no="15/1403", upload=a_document(),
    )  # fmt: skip


def verify(office: SimpleNamespace, allocation: Allocation, entry: Entry) -> Entry:
    return act(office.verifier, posting.verify, allocation, entry=entry)


RECOUNT = """
WITH moved AS (
    SELECT allocation_id, stage_id,
        CASE kind WHEN 'taken_back' THEN 'allocated' ELSE kind END AS total,
        CASE WHEN (kind = 'taken_back') = (reverses_id IS NULL) THEN -amount ELSE amount END AS by
    FROM money_entry
), counted AS (
    SELECT a.id, a.source_id,
        CASE WHEN a.listed_as IS NULL THEN 0 ELSE a.amount END
            + coalesce(sum(by) FILTER (WHERE total = 'allocated'), 0) AS allocated,
        a.opening_spent + coalesce(sum(by) FILTER (WHERE total = 'paid'), 0) AS paid,
        a.opening_spent + coalesce(sum(by) FILTER (WHERE total = 'spent'), 0) AS spent,
        coalesce(sum(by) FILTER (WHERE total = 'verified'), 0) AS verified
    FROM money_allocation a LEFT JOIN moved ON allocation_id = a.id GROUP BY a.id
)
SELECT 'allocation', a.id FROM money_allocation a JOIN counted c USING (id)
WHERE (a.allocated, a.paid, a.spent, a.verified)
    IS DISTINCT FROM (c.allocated, c.paid, c.spent, c.verified)
OR NOT (0 <= c.verified AND c.verified <= c.spent AND c.spent <= c.paid AND c.paid <= c.allocated)
UNION ALL
SELECT 'source', s.id FROM money_source s WHERE s.allocated <> coalesce(
    (SELECT sum(allocated) FROM counted WHERE source_id = s.id), 0) OR s.allocated > s.amount
UNION ALL
SELECT 'stage', s.id FROM money_stage s WHERE s.paid <> coalesce(
    (SELECT sum(by) FROM moved WHERE stage_id = s.id), 0) OR s.paid > s.amount
UNION ALL
SELECT 'entry', e.id FROM money_entry e WHERE e.number <> (
    SELECT count(*) FROM money_entry b WHERE b.allocation_id = e.allocation_id AND b.id <= e.id)
"""


def differing() -> list[tuple[str, int]]:
    """What the totals say otherwise than a recount of all entries."""
    with scope.system(), connection.cursor() as cursor:
        cursor.execute(RECOUNT)
        return list(cursor.fetchall())
