"""A year of the office beside the year before, of the same length: counts, ratio, growth.

Of the present year the part until today is set against the same part of the year before; of a
past year all of it. «۲٫۴ برابر» is the ratio, «۱۴۰٪» the growth: people mean either, so both show.
What is counted is declared by the rooms (`screens.yearly`).
"""

import datetime
from dataclasses import replace

from accounts.models import User
from persian.dates import days_in_month, jalali_year_range, to_gregorian, to_jalali
from screens.yearly import Growth, Period, counted


def periods(year: int, today: datetime.date) -> tuple[Period, Period]:
    """The part of a Jalali year until today, and the same part of the year before."""
    now, before = _whole(year), _whole(year - 1)
    if now.last <= today:
        return now, before
    day = to_jalali(max(today, now.first))
    of_month = min(day.day, days_in_month(year - 1, day.month))
    return (
        replace(now, last=max(today, now.first)),
        replace(before, last=to_gregorian(year - 1, day.month, of_month)),
    )


def _whole(year: int) -> Period:
    first, following = jalali_year_range(year)
    return Period(year, first, following - datetime.timedelta(1))


def year_on_year(user: User, now: Period, before: Period) -> list[Growth]:
    """The figures that an office reports of a year: of what this person may see, in their scope."""
    return counted(user, now, before)
