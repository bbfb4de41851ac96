"""A report that was made: its table with what stands over it, as every rendering takes it."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from persian.dates import jalali_iso, today
from reports.report import Asked, Report
from reports.table import Table
from screens.yearly import Period


@dataclass(frozen=True, slots=True)
class Made:
    report: Report
    asked: Asked
    table: Table
    made_on: datetime.date

    @property
    def title(self) -> str:
        return str(self.report.title)

    @property
    def place(self) -> str:
        """«قزوین», «تاکستان (قزوین)», or all that whoever asks may see."""
        province, county = self.asked.province, self.asked.county
        if county is not None:
            return f"{county.name} ({county.province.name})"
        return province.name if province is not None else _("All places in your scope")


def make(report: Report, asked: Asked) -> Made:
    return Made(report, asked, report.table(asked), today())


def days_of(period: Period) -> dict[str, object]:
    """A period as files for programs hold it: by both calendars."""
    return {
        "year": period.year,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "first_jalali": jalali_iso(period.first),
        "last_jalali": jalali_iso(period.last),
    }
