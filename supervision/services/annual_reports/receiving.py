"""Annual reports: recording what came, returning what is incomplete, accepting what is whole."""

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from ngos.models import NGO
from persian.dates import jalali_year_range, today
from persian.numbers import persian_digits
from screens.history import Track
from screens.seen import Stamp, state_of
from screens.steps import check_day, lock_for_step, needed
from supervision.models import AnnualReport
from supervision.services.annual_reports.raise_due import due_on
from supervision.workflow import ReportState


@dataclass(frozen=True)
class Item:
    """One line of the check list of completeness."""

    label: Promise
    is_there: bool


def check_list(report: AnnualReport) -> list[Item]:
    """What a whole report has, and whether this one has it."""
    return [
        Item(_("Report of the activities"), bool(report.activities)),
        Item(_("Income of the year"), report.income is not None),
        Item(_("Expense of the year"), report.expense is not None),
        Item(_("Signature of the CEO"), report.signed_by_ceo),
        Item(_("Signature of the inspector"), report.signed_by_inspector),
    ]


def is_overdue(report: AnnualReport, day: datetime.date | None = None) -> bool:
    """Whether the report is awaited and its time has passed."""
    return report.state == ReportState.DUE and report.due_on < (day or today())


def overdue(day: datetime.date | None = None) -> Q:
    """The reports that are awaited and whose time has passed."""
    return Q(state=ReportState.DUE, due_on__lt=day or today())


def report_tracks(report_pk: int) -> list[Track]:
    return [Track(AnnualReport, Q(pgh_obj_id=report_pk), hidden={"ngo"})]


STAMP = Stamp(of=state_of, tracks=lambda report: report_tracks(report.pk))


def _lock(actor: User, report: AnnualReport, step: str, seen: str) -> AnnualReport:
    return lock_for_step(report, actor=actor, step=step, seen=seen, stamp=STAMP)


@transaction.atomic
def await_report(*, actor: User, ngo: NGO, fiscal_year: int) -> AnnualReport:
    """Enter one NGO's report of one year, where the yearly round did not.

    Raises PermissionDenied without the permission, NGO.DoesNotExist outside the scope, Refusal for
    a year that lasts or whose report is there.
    """
    require(actor, "supervision.add_annualreport")
    ngo = NGO.objects.get(pk=ngo.pk)
    if jalali_year_range(fiscal_year)[1] > today():
        raise Refusal(
            "year_lasts",
            _("The year %(year)s has not ended. Its reports are awaited once it has."),
            field="fiscal_year",
            params={"year": persian_digits(fiscal_year)},
        )
    try:
        with transaction.atomic():
            return AnnualReport.objects.create(
                ngo=ngo, fiscal_year=fiscal_year, due_on=due_on(fiscal_year)
            )
    except IntegrityError as error:
        text = _("This NGO's report of this year is there already.")
        raise Refusal("there_already", text, field="fiscal_year") from error


@transaction.atomic
def receive_report(
    *,
    actor: User,
    report: AnnualReport,
    seen: str,
    received_on: datetime.date,
    activities: str,
    income: int | None,
    expense: int | None,
    signed_by_ceo: bool,
    signed_by_inspector: bool,
) -> AnnualReport:
    """Record what an NGO sent; income and expense are in rial, and may be missing.

    Raises what `lock_for_step` raises, and Refusal for a day before the year ended or to come, or
    an amount below nothing.
    """
    report = _lock(actor, report, "receive", seen)
    ended = jalali_year_range(report.fiscal_year)[1]
    what = _("the fiscal year had ended")
    check_day(received_on, field="received_on", after=ended, what=what)
    for name, amount in (("income", income), ("expense", expense)):
        if amount is not None and amount < 0:
            text = _("Income and expense may not be negative.")
            raise Refusal("negative", text, field=name)
    report.received_on, report.activities = received_on, activities.strip()
    report.income, report.expense = income, expense
    report.signed_by_ceo, report.signed_by_inspector = signed_by_ceo, signed_by_inspector
    report.state = ReportState.RECEIVED
    report.save()
    return report


@transaction.atomic
def return_report(*, actor: User, report: AnnualReport, seen: str, remarks: str) -> AnnualReport:
    """Give an incomplete report back, saying what is lacking. Raises as `lock_for_step` does."""
    report = _lock(actor, report, "return", seen)
    text = _("Write what is to be completed.")
    report.remarks = needed(remarks, text, field="remarks")
    report.state = ReportState.RETURNED
    report.save(update_fields=["remarks", "state"])
    return report


@transaction.atomic
def accept_report(*, actor: User, report: AnnualReport, seen: str) -> AnnualReport:
    """Accept a whole report.

    Raises what `lock_for_step` raises, and Refusal naming what is lacking.
    """
    report = _lock(actor, report, "accept", seen)
    lacking = [str(item.label) for item in check_list(report) if not item.is_there]
    if lacking:
        raise Refusal(
            "incomplete",
            _("The report is not whole: %(lacking)s. Return it for completion."),
            params={"lacking": "، ".join(lacking)},
        )
    report.state = ReportState.ACCEPTED
    report.save(update_fields=["state"])
    return report
