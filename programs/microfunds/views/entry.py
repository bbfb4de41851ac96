"""One entry of a book: what it tells, and how it is reversed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.requests import signed_in
from persian.numbers import format_number
from programs.microfunds import forms
from programs.microfunds.models import LedgerEntry
from programs.microfunds.services import reversing as services
from screens.pages import address_of, allow, model_page
from screens.step_page import Back, StepPage


def named(entry: LedgerEntry) -> str:
    """What an entry tells, in words; of one that reverses another, that it does."""
    words = entry.get_movement_display()
    return _("Reversal: %(what)s") % {"what": words} if entry.reverses_id is not None else words


def find(pk: int) -> LedgerEntry:
    """Raises Http404 for an entry outside the scope."""
    query = LedgerEntry.objects.select_related("fund", "account__member", "loan", "reverses")
    return get_object_or_404(query, pk=pk)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one entry."""
    entry = find(pk)
    allow(request, "microfunds.view_ledgerentry")
    user = signed_in(request)
    actions = []
    if user.has_perm(services.REVERSE) and services.why_it_stays(entry) is None:
        actions.append(
            {"title": _("Reverse"), "icon": "undo", "address": address_of(entry, "reverse")}
        )
    context = {
        "title": _title(entry),
        "entry": entry,
        "name": named(entry),
        "reversal": LedgerEntry.objects.filter(reverses=entry).first(),
        "actions": actions,
    }
    return model_page(request, LedgerEntry, "microfunds/entry.html", context)


def _title(entry: LedgerEntry) -> str:
    return _("Entry %(number)s of %(fund)s") % {
        "number": format_number(entry.number), "fund": entry.fund,
    }  # fmt: skip


def reverse(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entry back by another one."""
    entry = find(pk)
    allow(request, services.REVERSE)
    user = signed_in(request)
    return StepPage(
        row=entry,
        form=forms.ReverseForm(request.POST or None),
        title=_("Reverse the entry"),
        meaning=_("The entry stays in the book; another one takes it back and names it."),
        take=lambda data: services.reverse(actor=user, entry=entry, **data),
        done=_("The entry is reversed."),
        about=f"{_title(entry)} · {named(entry)}",
        is_grave=True,
        back=Back(address_of(entry), _title(entry)),
        objection=services.why_it_stays(entry),
    ).answer(request)
