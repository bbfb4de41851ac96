"""One fund: its page, its form, grants and costs, its book on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.access import log
from accounts.models import Act, User
from accounts.refusals import Refusal
from accounts.requests import signed_in
from files.harmless import shown_pdf
from files.printing import PrintingError
from ngos.models import NGO
from persian.dates import to_jalali, today
from persian.numbers import is_key, persian_digits
from programs.microfunds import forms
from programs.microfunds.badges import fund_badge, loan_badge
from programs.microfunds.charter import charter_of
from programs.microfunds.models import AccountKind, LedgerEntry, MicroFund, Movement
from programs.microfunds.services import funds as services
from programs.microfunds.services.posting import POST, move
from programs.microfunds.services.printing import print_book
from programs.microfunds.services.reading import arrears, arrears_of, balance_of, sums_of
from programs.microfunds.views.entry import named
from programs.microfunds.workflow import LOAN
from screens.history import latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.record_form import RecordForm
from screens.step_page import Back, StepPage

NEWS, ENTRIES, YEARS = 6, 12, 6


def find(pk: int) -> MicroFund:
    """Raises Http404 for a fund outside the scope."""
    query = MicroFund.objects.select_related("province", "county", "operator")
    return get_object_or_404(query, pk=pk)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one fund."""
    fund = find(pk)
    allow(request, "microfunds.view_microfund")
    user, day = signed_in(request), today()
    charter = charter_of(fund)
    members = fund.members.filter(left_on=None)
    count = members.count()
    late_loans, late = arrears_of(fund, day)
    may_see_loans = user.has_perm("microfunds.view_loan")
    loans = fund.loans.filter(state__in=LOAN.open_states).select_related("member")
    loans = loans.annotate(owed=balance_of(AccountKind.LOAN, loan="pk"), in_arrears=arrears(day))
    saved = balance_of(AccountKind.SAVINGS, member="pk")
    entries = fund.entries.select_related("account__member").order_by("-number")[:ENTRIES]
    context = {
        "title": fund.name,
        "fund": fund,
        "badge": fund_badge(fund.state),
        "charter": charter,
        "sums": sums_of(fund),
        "late": late,
        "late_loans": late_loans,
        "warnings": list(services.warnings_of_fund(fund, charter, count)),
        "member_count": count,
        "members": members.annotate(savings=saved),
        "loans": [{"loan": each, "badge": loan_badge(each.state)} for each in loans]
        if may_see_loans
        else [],
        "entries": [{"entry": each, "name": named(each)} for each in entries]
        if user.has_perm("microfunds.view_ledgerentry")
        else [],
        "years": _years(fund),
        "may_add_members": user.has_perm(services.ADD_MEMBER) and not services.closed(fund),
        "actions": _actions(user, fund),
        "today": day,
        "news": latest(services.tracks_of_fund(pk), NEWS),
        "history_address": address_of(fund, "history"),
    }
    return model_page(request, MicroFund, "microfunds/fund.html", context)


def _years(fund: MicroFund) -> list[dict[str, str]]:
    """The last Jalali years of the book, each of which is printed by itself."""
    this = int(to_jalali(today()).year)
    first = max(int(to_jalali(fund.founded_on).year), this - YEARS + 1)
    address = address_of(fund, "book")
    return [
        {"title": persian_digits(year), "address": f"{address}?year={year}"}
        for year in range(this, first - 1, -1)
    ]


def _actions(user: Any, fund: MicroFund) -> list[Any]:
    found: list[Any] = []
    if user.has_perm(POST) and services.closed(fund) is None:
        found += [
            {"title": title, "icon": icon, "address": address_of(fund, page), "is_quiet": True}
            for page, (title, icon, _movement) in _MOVES.items()
        ]
    if user.has_perm(services.CHANGE):
        found.append({"title": _("Edit"), "icon": "edit", "address": address_of(fund, "change")})
    if user.has_perm("microfunds.view_ledgerentry"):
        book = {"title": _("Print the book"), "icon": "print", "address": address_of(fund, "book")}
        found.append({**book, "opens_file": True})
    return [*found, *links_of(user, fund)]


def _begun(request: HttpRequest) -> MicroFund:
    """A new one, operated by the NGO that the address names."""
    key = request.GET.get("operator", "")
    operator = NGO.objects.filter(pk=int(key)).first() if is_key(key) else None
    return MicroFund(operator=operator)


def _saved(user: User, form: forms.FundForm) -> MicroFund:
    return services.save_fund(actor=user, fund=form.instance)


FORM = RecordForm(
    model=MicroFund, form=forms.FundForm, save=_saved,
    add_permission=services.ADD, change_permission=services.CHANGE,
    adding=gettext_lazy("Add a micro-fund"), changing=gettext_lazy("Change the fund"),
    added=gettext_lazy("The fund was recorded. Enter its members."), begin=_begun,
)  # fmt: skip


_MOVES = {
    "grant": (gettext_lazy("Enter a grant"), "volunteer_activism", Movement.GRANTED),
    "return_grant": (
        gettext_lazy("Give a grant back"), "assignment_return", Movement.GRANT_RETURNED,
    ),
    "cost": (gettext_lazy("Pay a cost from the fees"), "receipt_long", Movement.COST),
}  # fmt: skip


def _move(title: Any, movement: Movement) -> Any:
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        fund = find(pk)
        allow(request, POST)
        user = signed_in(request)
        return StepPage(
            row=fund,
            form=forms.MoveForm(request.POST or None),
            title=title,
            take=lambda data: move(actor=user, fund=fund, movement=movement, **data),
            done=_("It stands in the book."),
            about=fund.name,
            back=Back(address_of(fund), fund.name),
            objection=services.closed(fund),
        ).answer(request)

    return page


MOVES = {page: _move(title, movement) for page, (title, _icon, movement) in _MOVES.items()}


@require_GET
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """The book of a Jalali year (this one, where the address names none) as a PDF."""
    fund = find(pk)
    allow(request, "microfunds.view_microfund", "microfunds.view_ledgerentry")
    key = request.GET.get("year", "")
    year = int(key) if is_key(key) and len(key) == 4 else int(to_jalali(today()).year)
    try:
        content = print_book(actor=signed_in(request), fund=fund, year=year)
    except (Refusal, PrintingError) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(address_of(fund))
    log(Act.PRINTED, paper=LedgerEntry._meta.verbose_name_plural, id=fund.pk)
    return shown_pdf(content, name=f"book-{fund.pk}-{year}.pdf")
