"""What is said of dates that are taken with a warning."""

import datetime

from django.utils.translation import gettext_lazy as _

from imports.cleaning.base import CellError
from persian.dates import jalali_iso
from persian.written_dates import Written


def taken_as(found: Written, date: datetime.date) -> CellError:
    return CellError(
        "doubtful_date",
        _("“%(value)s” is taken as %(date)s. Write the year with four digits, and the whole date."),
        {"value": found.text, "date": jalali_iso(date)},
    )


def taken_for_about(found: Written, date: datetime.date) -> CellError:
    """`date` with as much of it as is known."""
    return CellError(
        "doubtful_date",
        _("“%(value)s” is taken as %(date)s. Correct it where the paper tells more."),
        {"value": found.text, "date": jalali_iso(date)},
    )


def far_away(date: datetime.date) -> CellError:
    return CellError(
        "far_date",
        _("%(date)s is far from today, and is taken. Compare it with the paper."),
        {"date": jalali_iso(date)},
    )


def order_is_open(found: Written, date: datetime.date, other: datetime.date | None) -> CellError:
    return CellError(
        "doubtful_order",
        _(
            "“%(value)s” can be read as %(date)s and as %(other)s; %(date)s is taken. "
            "Write the year with four digits."
        ),
        {
            "value": found.text,
            "date": jalali_iso(date),
            "other": jalali_iso(other) if other else "",
        },
    )


def only_a_year(found: Written, date: datetime.date) -> CellError:
    return CellError(
        "day_not_known",
        _("“%(value)s” tells the year alone; its first day, %(date)s, is taken. Write the day."),
        {"value": found.text, "date": jalali_iso(date)},
    )


def only_a_month(found: Written, date: datetime.date) -> CellError:
    return CellError(
        "day_not_known",
        _(
            "“%(value)s” tells the year and the month; the first day, %(date)s, is taken. "
            "Write the day."
        ),
        {"value": found.text, "date": jalali_iso(date)},
    )


def made_gregorian(day: datetime.date, meant: datetime.date) -> CellError:
    return CellError(
        "made_gregorian",
        _(
            "A spreadsheet has taken the year %(year)s for a Gregorian one: %(value)s stands in "
            "the file, and %(date)s is taken."
        ),
        {"value": day.isoformat(), "year": f"{day.year % 100:02}", "date": jalali_iso(meant)},
    )


def perhaps_jalali(day: datetime.date, meant: datetime.date) -> CellError:
    return CellError(
        "perhaps_jalali",
        _(
            "%(value)s stands in the file and is taken as %(date)s. If %(meant)s was written, a "
            "spreadsheet has taken it for a Gregorian date; then correct it."
        ),
        {"value": day.isoformat(), "date": jalali_iso(day), "meant": jalali_iso(meant)},
    )


def no_end(written: str) -> CellError:
    return CellError(
        "no_term",
        _(
            "“%(value)s” is no term that ends; no end is taken. "
            "Write the last day, if there is one."
        ),
        {"value": written},
    )
