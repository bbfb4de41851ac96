"""The pages on which the steps of an allocation are taken."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.refusals import Refusal
from accounts.requests import signed_in
from persian.numbers import format_rial, is_key
from programs.money import forms
from programs.money.models import Allocation, Source
from programs.money.services import deciding, posting
from programs.money.services.reading import STAMP
from programs.money.views.allocation import find
from programs.money.workflow import ALLOCATION
from screens.pages import address_of, allow
from screens.seen import seen_in
from screens.step_page import Back, StepPage


def _begin(request: HttpRequest, pk: int, step: str) -> tuple[Allocation, dict[str, Any]]:
    """The allocation of a step's page, and what the page has as all of them have it."""
    allocation = find(pk)
    chosen = ALLOCATION.step(step)
    allow(request, ALLOCATION.permission(chosen))
    objection = ALLOCATION.objection(chosen, signed_in(request), allocation)
    back = Back(address_of(allocation), str(allocation))
    title = str(chosen.label)
    return allocation, {"row": allocation, "objection": objection, "back": back, "title": title}


def _data(request: HttpRequest) -> Any:
    return request.POST or None


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    allocation, shared = _begin(request, pk, "approve")
    user = signed_in(request)
    source = Source.objects.get(allocations=allocation)
    initial = {"amount": max(1, min(allocation.amount, source.left))}
    about = _("%(left)s of %(amount)s is left in “%(source)s”.") % {
        "left": format_rial(source.left),
        "amount": format_rial(source.amount),
        "source": source,
    }
    return StepPage(
        **shared,
        form=forms.ApproveForm(_data(request), seen=STAMP.of(allocation), initial=initial),
        take=lambda data: deciding.approve(actor=user, allocation=allocation, **data),
        done=_("The money is allocated."),
        about=about,
    ).answer(request)


def _with_reason(
    request: HttpRequest, pk: int, step: str, service: Callable[..., object], done: str
) -> HttpResponse:
    allocation, shared = _begin(request, pk, step)
    user = signed_in(request)
    return StepPage(
        **shared,
        form=forms.ReasonForm(_data(request), seen=STAMP.of(allocation)),
        take=lambda data: service(actor=user, allocation=allocation, **data),
        done=done,
        is_grave=True,
    ).answer(request)


def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_reason(request, pk, "refuse", deciding.refuse, _("It was refused."))


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_reason(request, pk, "withdraw", deciding.withdraw, _("It was taken back."))


def _in_book(
    request: HttpRequest,
    pk: int,
    step: str,
    form: type[Any],
    service: Callable[..., object],
    done: str,
) -> HttpResponse:
    """A step that adds a line to the book."""
    allocation, shared = _begin(request, pk, step)
    user = signed_in(request)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    entry = request.GET.get("entry", "")
    initial = {"entry": int(entry)} if is_key(entry) else {}
    return StepPage(
        **shared,
        form=form(*data, allocation=allocation, seen=STAMP.of(allocation), initial=initial),
        take=lambda data: service(actor=user, allocation=allocation, **data),
        done=done,
    ).answer(request)


def pay(request: HttpRequest, pk: int) -> HttpResponse:
    return _in_book(request, pk, "pay", forms.PayForm, posting.pay, _("The payment is recorded."))


def spend(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("The expenditure is recorded; another person verifies it.")
    return _in_book(request, pk, "spend", forms.SpendForm, posting.spend, done)


def verify(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("The expenditure is verified.")
    return _in_book(request, pk, "verify", forms.VerifyForm, posting.verify, done)


def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("It was taken back.")
    return _in_book(request, pk, "take_back", forms.TakeBackForm, posting.take_back, done)


def reverse(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("The entry is reversed.")
    return _in_book(request, pk, "reverse", forms.ReverseForm, posting.reverse, done)


def _at_once(
    request: HttpRequest, pk: int, step: str, service: Callable[..., object], done: str
) -> HttpResponse:
    """A step without a form."""
    allocation = find(pk)
    allow(request, ALLOCATION.permission(ALLOCATION.step(step)))
    try:
        service(actor=signed_in(request), allocation=allocation, seen=seen_in(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(address_of(allocation))


@require_POST
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("Its book is open: payments and expenditures can be recorded.")
    return _at_once(request, pk, "take_up", deciding.take_up, done)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    return _at_once(request, pk, "close", deciding.close, _("The allocation is settled."))


PAGES = {
    "approve": approve, "refuse": refuse, "withdraw": withdraw, "take_up": take_up, "pay": pay,
    "spend": spend, "verify": verify, "take_back": take_back, "reverse": reverse, "close": close,
}  # fmt: skip
