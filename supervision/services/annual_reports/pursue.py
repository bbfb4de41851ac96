"""From an overdue annual report to a supervision case, once."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.refusals import Refusal, require
from ngos.models import NGO
from persian.dates import format_jalali, today
from persian.numbers import persian_digits
from supervision.models import AnnualReport, SupervisionCase
from supervision.models.case import Source
from supervision.services.annual_reports.receiving import is_overdue
from supervision.services.cases.cases import open_case


def case_of(report: AnnualReport) -> SupervisionCase | None:
    """The case that was opened because this report did not come."""
    return SupervisionCase.objects.filter(annual_report=report).first()


@transaction.atomic
def pursue_report(*, actor: User, report: AnnualReport) -> SupervisionCase:
    """Open a case about an overdue report.

    Raises PermissionDenied without the permission, DoesNotExist outside the scope, and Refusal for
    a report that is not overdue or has its case: whose report it is and since when stand in it.
    """
    require(actor, "supervision.add_supervisioncase")
    report = AnnualReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if not is_overdue(report):
        raise Refusal(
            "not_overdue",
            gettext_lazy("The report of %(year)s is not overdue."),
            params={"year": persian_digits(report.fiscal_year)},
        )
    known = case_of(report)
    if known is not None:
        raise Refusal(
            "pursued_already",
            gettext_lazy("A case about this report was opened on %(date)s already."),
            params={"date": format_jalali(known.opened_on)},
        )
    finding = _("The annual report of %(year)s, due by %(date)s, did not come.") % {
        "year": persian_digits(report.fiscal_year),
        "date": format_jalali(report.due_on),
    }
    ngo = NGO.objects.get(pk=report.ngo_id)
    return open_case(
        actor=actor,
        ngo=ngo,
        source=Source.ANNUAL_REPORT,
        finding=finding,
        opened_on=today(),
        annual_report=report,
    )
