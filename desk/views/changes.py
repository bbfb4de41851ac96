"""Asking for changes of what the office decides on, and following what became of them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.refusals import Refusal
from accounts.requests import signed_in
from desk.fields import shown_now, told
from desk.forms import ChangeForm
from desk.models import ChangePaper, ChangeRequest, ChangeState, FieldChange
from desk.models.change_request import ChangeField
from desk.services.changes import ask_for_change, withdraw_change
from desk.views.pages import for_officers, own_ngo, page
from papers.handing_out import handed_out


@require_safe
@for_officers
def changes(request: HttpRequest, ngo_pk: int) -> HttpResponse:
    """What stands in the register, what is asked for, and what was decided."""
    ngo = own_ngo(ngo_pk)
    asked = ChangeRequest.objects.filter(ngo=ngo).prefetch_related("fields", "papers")
    rows = [(each, [(change, told(change)) for change in each.fields.all()]) for each in asked]
    waiting = {
        change.field for _each, lines in rows for change, _told in lines
        if change.state == ChangeState.ASKED
    }  # fmt: skip
    known = [(field, shown_now(ngo, field.value), field.value in waiting) for field in ChangeField]
    context = {"title": _("Changes by request"), "requests": rows, "known": known}
    return page(request, ngo, "desk/changes.html", context)


@for_officers
def ask(request: HttpRequest, ngo_pk: int, field: str) -> HttpResponse:
    ngo = own_ngo(ngo_pk)
    if field not in ChangeField.values:
        raise Http404
    form = ChangeForm(request.POST or None, request.FILES or None, ngo=ngo, field=field)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_change(actor=signed_in(request), ngo=ngo, **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Sent to the office. You see here what it decides."))
            return HttpResponseRedirect(reverse("desk_changes", args=[ngo_pk]))
    return page(request, ngo, "desk/form.html", {
        "form": form, "title": ChangeField(field).label, "button": _("Send to the office"),
        "now": shown_now(ngo, field) or "—", "is_multipart": True,
        "back": reverse("desk_changes", args=[ngo_pk]),
    })  # fmt: skip


@require_POST
@for_officers
def withdraw(request: HttpRequest, ngo_pk: int, change: int) -> HttpResponseBase:
    row = get_object_or_404(FieldChange, pk=change, ngo=own_ngo(ngo_pk))
    try:
        withdraw_change(actor=signed_in(request), change=row)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Withdrawn."))
    return HttpResponseRedirect(reverse("desk_changes", args=[ngo_pk]))


@require_safe
@for_officers
def paper(request: HttpRequest, ngo_pk: int, paper: int) -> HttpResponseBase:
    """A paper that was sent with a request, as its sender sees it again."""
    row = get_object_or_404(ChangePaper, pk=paper, request__ngo=own_ngo(ngo_pk))
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return handed_out(content, name=row.original_name or "paper", of=row)
