"""The book of a fund as its office prints it."""

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.refusals import Refusal, require
from papers.stationery import office_of
from persian.dates import jalali_year_range, today
from persian.jalali import FIRST_YEAR, LAST_YEAR
from persian.numbers import format_number
from programs.microfunds import book_sheet
from programs.microfunds.models import LedgerEntry, MicroFund

MOST_LINES = 5000


def print_book(*, actor: User, fund: MicroFund, year: int) -> bytes:
    """The PDF of the entries of a Jalali year, in the order in which they were entered.

    Raises PermissionDenied without the permission, Refusal for a year that is none and for more
    entries than are printed, PrintingError.
    """
    require(actor, "microfunds.view_ledgerentry")
    if not FIRST_YEAR <= year < LAST_YEAR:
        raise Refusal("no_year", _("Choose a year of the book."))
    first, next_first = jalali_year_range(year)
    rows = LedgerEntry.objects.filter(fund=fund, made_on__gte=first, made_on__lt=next_first)
    rows = rows.select_related("account__member").order_by("number")
    entries = list(rows[: MOST_LINES + 1])
    if len(entries) > MOST_LINES:
        raise Refusal(
            "too_many",
            _("More than %(most)s entries are not printed. Export the list of the book instead."),
            {"most": format_number(MOST_LINES)},
        )
    rest = _cash_before(fund, first)
    sheet = book_sheet.BookSheet(
        office=office_of(fund.province), fund=fund.name, place=str(fund.county or fund.province),
        operator=fund.operator.name if fund.operator else "", year=year, printed_on=today(),
        opening=entries[0].cash_before if entries else rest,
        closing=entries[-1].cash_after if entries else rest,
        lines=[_line(entry) for entry in entries],
    )  # fmt: skip
    return book_sheet.print_book(sheet)


def _cash_before(fund: MicroFund, day: object) -> int:
    """The cash after the last entry of an earlier day; of a fund without any, nothing."""
    last = LedgerEntry.objects.filter(fund=fund, made_on__lt=day).order_by("-number").first()
    return last.cash_after if last else 0


def _line(entry: LedgerEntry) -> book_sheet.BookLine:
    words = entry.get_movement_display()
    if entry.reverses_id is not None:
        words = _("Reversal: %(what)s") % {"what": words}
    return book_sheet.BookLine(
        number=entry.number, on=entry.made_on, what=words, who=str(entry.account.member or ""),
        amount=entry.amount, into_cash=entry.cash_after - entry.cash_before, cash=entry.cash_after,
    )  # fmt: skip
