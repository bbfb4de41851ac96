"""A report that was made: its table with what stands over it, as every rendering takes it."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts import scope
from accounts.models import County, Province
from persian.dates import jalali_iso, today
from reports.report import Asked, Report
from reports.table import Table
from screens.yearly import Period


@dataclass(frozen=True, slots=True)
class Made:
    report: Report
    asked: Asked
    table: Table
    place: str
    made_on: datetime.date

    @property
    def title(self) -> str:
        return str(self.report.title)


def make(report: Report, asked: Asked) -> Made:
    return Made(report, asked, report.table(asked), _place(asked), today())


def _place(asked: Asked) -> str:
    """«قزوین», «تاکستان (قزوین)»: what was asked for, else what the scope of the reader holds."""
    province, county, current = asked.province, asked.county, scope.current()
    if county is None and current is not None and current.county is not None:
        county = County.objects.filter(pk=current.county).first()
    if county is not None:
        return f"{county.name} ({county.province.name})"
    if province is None and current is not None and current.province is not None:
        province = Province.objects.filter(pk=current.province).first()
    return province.name if province is not None else _("The whole country")


def days_of(period: Period) -> dict[str, object]:
    """A period as files for programs hold it: by both calendars."""
    return {
        "year": period.year,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "first_jalali": jalali_iso(period.first),
        "last_jalali": jalali_iso(period.last),
    }
