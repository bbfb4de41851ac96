"""Raising the annual reports that NGOs owe: one for each NGO at work, once its year has ended."""

import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import Refusal, require
from ngos.models.ngo import Status
from persian.dates import add_jalali_months, jalali_year_range, to_jalali, today
from persian.numbers import persian_digits
from supervision.policies import ANNUAL_REPORT_MONTHS

# Those at work when the year ended: active, with a licence that was issued by then. The scope in
# force bounds whose they are.
_RAISE = """
INSERT INTO supervision_annualreport
    (ngo_id, fiscal_year, due_on, activities, signed_by_ceo, signed_by_inspector, state, remarks)
SELECT ngo.id, %(year)s, %(due)s, '', false, false, 'due', ''
FROM ngos_ngo ngo
WHERE ngo.status = %(status)s AND ngo.licence_no <> ''
AND (ngo.licence_issued_on IS NULL OR ngo.licence_issued_on < %(ended)s OR EXISTS (
    SELECT FROM licensing_licence licence WHERE licence.ngo_id = ngo.id
    AND licence.kind IN ('activity_licence', 'credential') AND licence.issued_on < %(ended)s
))
AND (%(newcomers)s OR ngo.created_at < %(ended)s)
ON CONFLICT (ngo_id, fiscal_year) DO NOTHING
"""


def due_on(fiscal_year: int) -> datetime.date:
    """The last day on which a report of this Jalali year comes in time (policy, in months)."""
    _first, ended = jalali_year_range(fiscal_year)
    months = value_of(ANNUAL_REPORT_MONTHS)
    return add_jalali_months(ended, months) - datetime.timedelta(days=1)


def last_fiscal_year(day: datetime.date | None = None) -> int:
    """The Jalali year that ended last."""
    return int(to_jalali(day or today()).year) - 1


def raise_daily(on: datetime.date) -> int:
    """What is due each day. Without newcomers: an office that has just brought its register in is
    not told that all of it is overdue."""
    return raise_due_reports(fiscal_year=last_fiscal_year(on), newcomers=False)


@transaction.atomic
def raise_due_reports(
    *, fiscal_year: int, actor: User | None = None, newcomers: bool = True
) -> int:
    """Enter the reports that active licensed NGOs owe for a year; returns how many were new.

    Doing it again adds those that are missing. Without `newcomers`, NGOs that came into the
    register after that year are left out. Without an actor it is the scope of the system. Raises
    PermissionDenied without the permission, Refusal for a year that lasts.
    """
    if actor is not None:
        require(actor, "supervision.add_annualreport")
    _first, ended = jalali_year_range(fiscal_year)
    if ended > today():
        raise Refusal(
            "year_lasts",
            _("The year %(year)s has not ended. Its reports are awaited once it has."),
            field="fiscal_year",
            params={"year": persian_digits(fiscal_year)},
        )
    with connection.cursor() as cursor:
        cursor.execute(
            _RAISE,
            {
                "year": fiscal_year,
                "due": due_on(fiscal_year),
                "status": Status.ACTIVE,
                "ended": ended,
                "newcomers": newcomers,
            },
        )
        return cursor.rowcount
