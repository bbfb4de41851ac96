"""One member of a fund: their page, their form, savings brought and taken."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.requests import signed_in
from ngos.personal_data import log_shown
from persian.dates import today
from persian.numbers import is_key
from programs.microfunds import forms
from programs.microfunds.badges import loan_badge
from programs.microfunds.charter import charter_of
from programs.microfunds.models import AccountKind, FundMember, LedgerEntry, MicroFund, Movement
from programs.microfunds.services import funds as services
from programs.microfunds.services.loans import ADD as ADD_LOAN
from programs.microfunds.services.posting import POST, move
from programs.microfunds.services.reading import arrears, balance_of, savings_of
from programs.microfunds.views.entry import named
from screens.concurrent_edits import locked
from screens.history import latest
from screens.listing_cells import masked
from screens.pages import address_of, allow, model_page
from screens.step_page import Back, StepPage

NEWS, ENTRIES = 6, 30


def find(pk: int) -> FundMember:
    """Raises Http404 for a member outside the scope."""
    return get_object_or_404(FundMember.objects.select_related("fund"), pk=pk)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one member: savings, loans, and what was entered of both."""
    member = find(pk)
    allow(request, "microfunds.view_fundmember")
    user, day = signed_in(request), today()
    savings = savings_of(member)
    charter = charter_of(member.fund)
    loans = member.loans.annotate(
        owed=balance_of(AccountKind.LOAN, loan="pk"), in_arrears=arrears(day)
    )
    entries = LedgerEntry.objects.filter(
        Q(account__member=member) | Q(loan__member=member), fund=member.fund_id
    )
    entries = entries.select_related("account__member").order_by("-number")[:ENTRIES]
    context = {
        "title": member.full_name,
        "member": member,
        "national_id": masked(member.national_id),
        "mobile": masked(member.mobile),
        "savings": savings,
        "largest_loan": charter.largest_loan(savings),
        "loans": [{"loan": each, "badge": loan_badge(each.state)} for each in loans]
        if user.has_perm("microfunds.view_loan")
        else [],
        "guarantees": member.guarantees.select_related("loan__member"),
        "entries": [{"entry": each, "name": named(each)} for each in entries]
        if user.has_perm("microfunds.view_ledgerentry")
        else [],
        "actions": _actions(user, member),
        "news": latest(services.tracks_of_member(pk), NEWS),
        "history_address": address_of(member, "history"),
    }
    return model_page(request, FundMember, "microfunds/member.html", context)


def _actions(user: Any, member: FundMember) -> list[Any]:
    found: list[Any] = []
    if member.left_on is None and services.closed(member.fund) is None:
        if user.has_perm(POST):
            found += [
                {"title": title, "icon": icon, "address": address_of(member, page)}
                for page, (title, icon, _movement) in _MOVES.items()
            ]
        if user.has_perm(ADD_LOAN):
            address = f"{reverse('admin:microfunds_loan_add')}?member={member.pk}"
            found.append({"title": _("Ask for a loan"), "icon": "payments", "address": address})
    if user.has_perm(services.CHANGE_MEMBER):
        found.append({"title": _("Edit"), "icon": "edit", "address": address_of(member, "change")})
        if services.may_leave(member) is None:
            leaving = {"title": _("Has left"), "icon": "logout"}
            found.append({**leaving, "address": address_of(member, "leave")})
    return found


def add(request: HttpRequest) -> HttpResponse:
    """Record a member; of the fund that the address names."""
    allow(request, services.ADD_MEMBER)
    user = signed_in(request)
    key = request.GET.get("fund", "")
    fund = MicroFund.objects.filter(pk=int(key)).first() if is_key(key) else None
    back = Back(reverse("admin:microfunds_fundmember_changelist"), _("Members of funds"))
    member = FundMember()
    if fund is not None:
        member.fund = fund
        back = Back(address_of(fund), fund.name)
    form = forms.MemberForm(request.POST or None, instance=member, user=user)
    return StepPage(
        row=FundMember,
        form=form,
        title=_("Add a member"),
        button=_("Save"),
        take=lambda data: services.save_member(actor=user, member=form.instance),
        done=_("The member was recorded."),
        about=fund.name if fund else "",
        back=back,
        leads_to=None if fund else address_of,
        objection=services.closed(fund) if fund else None,
    ).answer(request)


@transaction.atomic
def change(request: HttpRequest, pk: int) -> HttpResponse:
    allow(request, services.CHANGE_MEMBER)
    rows = FundMember.objects.select_related("fund")
    member = get_object_or_404(locked(rows) if request.method == "POST" else rows, pk=pk)
    user = signed_in(request)
    log_shown(user, member)
    form = forms.MemberForm(request.POST or None, instance=member, user=user)
    return StepPage(
        row=member,
        form=form,
        title=_("Change the member"),
        button=_("Save"),
        take=lambda data: services.save_member(actor=user, member=form.instance),
        done=_("Saved."),
        about=member.fund.name,
        back=Back(address_of(member), member.full_name),
        objection=services.closed(member.fund),
    ).answer(request)


_MOVES = {
    "deposit": (gettext_lazy("Enter savings"), "add_card", Movement.SAVED),
    "withdraw": (gettext_lazy("Withdraw savings"), "money_off", Movement.WITHDRAWN),
}


def _move(title: Any, movement: Movement) -> Any:
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        member = find(pk)
        allow(request, POST)
        user = signed_in(request)
        return StepPage(
            row=member,
            form=forms.MoveForm(request.POST or None),
            title=title,
            take=lambda data: move(
                actor=user, fund=member.fund, movement=movement, member=member.pk, **data
            ),
            done=_("It stands in the book."),
            about=f"{member.full_name} · {member.fund}",
            back=Back(address_of(member), member.full_name),
            objection=services.closed(member.fund),
        ).answer(request)

    return page


MOVES = {page: _move(title, movement) for page, (title, _icon, movement) in _MOVES.items()}


def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a member has left."""
    member = find(pk)
    allow(request, services.CHANGE_MEMBER)
    user = signed_in(request)
    return StepPage(
        row=member,
        form=forms.LeaveForm(request.POST or None),
        title=_("Has left"),
        take=lambda data: services.leave(actor=user, member=member, **data),
        done=_("The member has left the fund."),
        about=f"{member.full_name} · {member.fund}",
        back=Back(address_of(member), member.full_name),
        objection=services.may_leave(member),
    ).answer(request)
