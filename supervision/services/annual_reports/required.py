"""Annual reports that an application for renewal must find in the register."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.policies import value_of
from licensing.kinds import Kind
from licensing.models import Application
from licensing.requirements import Requirement, licence_worked_under
from ngos.models import NGO
from persian.dates import add_jalali_months, jalali_year_range, to_jalali
from persian.numbers import persian_digits
from supervision.models import AnnualReport
from supervision.models.annual_report import ReportState
from supervision.policies import ANNUAL_REPORT_MONTHS

MOST_REPORT_YEARS = 2  # a renewal looks back over the term of one licence


def reports_of_the_last_years(application: Application, on: datetime.date) -> Iterator[Requirement]:
    """For a renewal, the annual reports that were due while the licence lasted."""
    if application.kind != Kind.RENEWAL:
        return
    received = set(
        AnnualReport.objects.filter(ngo=application.ngo_id)
        .filter(state__in=[ReportState.RECEIVED, ReportState.ACCEPTED])
        .values_list("fiscal_year", flat=True)
    )
    lacking = [year for year in _years_to_report(application.ngo, on) if year not in received]
    problem = ""
    if lacking:
        problem = _("Not received: %(years)s.") % {
            "years": "، ".join(persian_digits(year) for year in lacking)
        }
    yield Requirement(_("Annual reports of the last years"), problem, "supervision")


def _years_to_report(ngo: NGO, on: datetime.date) -> list[int]:
    """The fiscal years of the last licence whose report is due by now."""
    months = value_of(ANNUAL_REPORT_MONTHS)
    days = licence_worked_under(ngo)
    first_day = (days[0] if days else None) or ngo.founded_on or on
    this_year = to_jalali(on).year
    years = range(max(to_jalali(first_day).year, this_year - MOST_REPORT_YEARS), this_year)
    return [year for year in years if add_jalali_months(jalali_year_range(year)[1], months) <= on]
