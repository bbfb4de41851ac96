"""One loan: its page, its request, the steps of its way, repayments."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.requests import signed_in
from persian.dates import today
from persian.numbers import format_rial, is_key
from programs.microfunds import forms
from programs.microfunds.badges import loan_badge
from programs.microfunds.charter import charter_of
from programs.microfunds.models import FundMember, Loan
from programs.microfunds.parts import LOAN_PARTS
from programs.microfunds.schedule import payable_from
from programs.microfunds.services import loans as services
from programs.microfunds.services import repaying
from programs.microfunds.services.following import left_of
from programs.microfunds.services.posting import POST
from programs.microfunds.services.reading import obstacles, savings_of, standing_of
from programs.microfunds.views.entry import named
from programs.microfunds.workflow import LOAN, OUT, LoanState
from screens.concurrent_edits import locked
from screens.history import latest
from screens.listing_cells import masked
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.record_parts import on_page
from screens.record_steps import RecordSteps
from screens.step_page import Back, StepPage

NEWS = 8


def find(pk: int) -> Loan:
    """Raises Http404 for a loan outside the scope."""
    query = Loan.objects.select_related("fund__province", "fund__county", "member")
    return get_object_or_404(query, pk=pk)


_STEPS = RecordSteps(
    workflow=LOAN, stamp=services.STAMP, find=find, called="loan",
    icons={
    "approve": "check_circle", "refuse": "cancel", "withdraw": "undo", "pay": "payments",
    "take_back": "undo",
},
)  # fmt: skip


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one loan."""
    loan = find(pk)
    allow(request, "microfunds.view_loan")
    user, day = signed_in(request), today()
    parts = on_page(LOAN_PARTS, user, loan)
    for each in parts["guarantors"]["rows"]:
        each["national_id"] = masked(each["row"].national_id)
        each["mobile"] = masked(each["row"].mobile)
    charter = charter_of(loan.fund)
    is_open = loan.state in (LoanState.REQUESTED, LoanState.APPROVED)
    context = {
        "title": str(loan),
        "loan": loan,
        "badge": loan_badge(loan.state),
        "savings": savings_of(loan.member),
        "obstacles": list(obstacles(loan, charter, day))
        if loan.state == LoanState.REQUESTED
        else [],
        "payable_from": payable_from(
            loan.requested_on, asked_until=charter.asked_until, paid_from=charter.paid_from
        )
        if is_open
        else None,
        "standing": standing_of(loan, day) if loan.state in OUT else None,
        "blocked": repaying.blocked_of(loan).balance,
        "parts": parts,
        "entries": [
            {"entry": each, "name": named(each)}
            for each in loan.entries.select_related("account").order_by("number")
        ]
        if user.has_perm("microfunds.view_ledgerentry")
        else [],
        "actions": _actions(user, loan),
        "today": day,
        "news": latest(services.tracks(pk), NEWS),
        "history_address": address_of(loan, "history"),
    }
    return model_page(request, Loan, "microfunds/loan.html", context)


def _actions(user: Any, loan: Loan) -> list[Any]:
    found = _STEPS.buttons(user, loan)
    if user.has_perm(POST) and repaying.may_be_repaid(loan) is None:
        repayment = {"title": _("Enter a repayment"), "icon": "add_card"}
        found.insert(0, {**repayment, "address": address_of(loan, "repay")})
    if user.has_perm(repaying.PAY) and repaying.may_be_released(loan) is None:
        release = {"title": _("Give the deposit back"), "icon": "lock_open"}
        found.append({**release, "address": address_of(loan, "release")})
    if user.has_perm(services.CHANGE) and loan.state == LoanState.REQUESTED:
        found.append({"title": _("Edit"), "icon": "edit", "address": address_of(loan, "change")})
    return [*found, *links_of(user, loan)]


def add(request: HttpRequest) -> HttpResponse:
    """Record what a member asks for; of the one that the address names."""
    allow(request, services.ADD)
    user = signed_in(request)
    key = request.GET.get("member", "")
    members = FundMember.objects.filter(left_on=None).select_related("fund")
    member = members.filter(pk=int(key)).first() if is_key(key) else None
    loan = Loan(requested_on=today())
    back = Back(reverse("admin:microfunds_loan_changelist"), _("Loans"))
    if member is not None:
        loan.member = member
        back = Back(address_of(member), member.full_name)
    form = forms.LoanForm(request.POST or None, instance=loan)
    return StepPage(
        row=Loan,
        form=form,
        title=_("Ask for a loan"),
        button=_("Save"),
        take=lambda data: services.save_request(actor=user, loan=form.instance),
        done=_("The request was recorded. Enter its guarantors."),
        about=f"{member.full_name} · {member.fund}" if member else "",
        leads_to=address_of,
        back=back,
    ).answer(request)


@transaction.atomic
def change(request: HttpRequest, pk: int) -> HttpResponse:
    allow(request, services.CHANGE)
    rows = Loan.objects.select_related("member", "fund")
    loan = get_object_or_404(locked(rows) if request.method == "POST" else rows, pk=pk)
    user = signed_in(request)
    form = forms.LoanForm(request.POST or None, instance=loan)
    return StepPage(
        row=loan,
        form=form,
        title=_("Change the request"),
        button=_("Save"),
        take=lambda data: services.save_request(actor=user, loan=form.instance),
        done=_("Saved."),
        about=str(loan.member),
        back=Back(address_of(loan), str(loan)),
        objection=LOAN_PARTS[0].objection(user, loan),
    ).answer(request)


def _terms(loan: Loan) -> str:
    """What belongs to the payment, before it is made."""
    words = _("Fee %(fee)s, blocked deposit %(deposit)s, cheque of guarantee %(cheque)s.")
    return words % {
        "fee": format_rial(loan.fee or 0), "deposit": format_rial(loan.deposit or 0),
        "cheque": format_rial(loan.cheque_amount or 0),
    }  # fmt: skip


def _worth(loan: Loan) -> str:
    return f"{loan} · {format_rial(loan.amount)}"


STEPS = {
    "approve": _STEPS.page(
        "approve", forms.ApproveForm, services.approve,
        _("The loan is approved; another person pays it."), about=_worth,
    ),
    "refuse": _STEPS.page(
        "refuse", forms.ReasonForm, services.refuse, _("The loan is refused."), about=_worth
    ),
    "withdraw": _STEPS.page(
        "withdraw", forms.ReasonForm, services.withdraw, _("The request is withdrawn."),
        about=_worth,
    ),
    "pay": _STEPS.page(
        "pay", forms.PayForm, services.pay,
        _("The loan is paid; its instalments stand on this page."), about=_worth, meaning=_terms,
    ),
    "take_back": _STEPS.page(
        "take_back", forms.ReasonForm, services.take_back, _("The payment is taken back."),
        about=_worth, is_grave=True,
    ),
}  # fmt: skip


def repay(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what the borrower brings; the form begins with what is due."""
    loan = find(pk)
    allow(request, POST)
    user = signed_in(request)
    stands = standing_of(loan) if loan.state in OUT else None
    initial = {"amount": _expected(stands)} if stands else {}
    left = left_of(loan)
    form = forms.RepayForm(request.POST or None, seen=services.LEFT.of(loan), initial=initial)
    return StepPage(
        row=loan,
        form=form,
        title=_("Enter a repayment"),
        button=_("Save"),
        take=lambda data: repaying.repay(actor=user, loan=loan, **data),
        done=_("The repayment stands in the book."),
        about=str(loan),
        meaning=_("%(left)s are left; whoever brings all of it ends the loan.")
        % {"left": format_rial(left)},
        back=Back(address_of(loan), str(loan)),
        objection=repaying.may_be_repaid(loan),
    ).answer(request)


def _expected(stands: Any) -> int | None:
    """What is late, or else what is left of the next instalment."""
    if stands.arrears:
        return int(stands.arrears)
    return stands.next_due.left if stands.next_due else None


def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the deposit of a settled loan back."""
    loan = find(pk)
    allow(request, repaying.PAY)
    user = signed_in(request)
    blocked = repaying.blocked_of(loan).balance
    return StepPage(
        row=loan,
        form=forms.ReleaseForm(request.POST or None),
        title=_("Give the deposit back"),
        take=lambda data: repaying.release(actor=user, loan=loan, **data),
        done=_("The deposit is given back."),
        about=f"{loan} · {format_rial(blocked)}",
        back=Back(address_of(loan), str(loan)),
        objection=repaying.may_be_released(loan),
    ).answer(request)
