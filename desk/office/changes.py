"""A change request before the office: before and after by field, decided one by one."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import log
from accounts.models import Act
from accounts.refusals import Refusal
from accounts.requests import signed_in
from desk.fields import shown_now, told
from desk.forms import ChangeForm, DecisionForm, in_the_offices_look
from desk.models import ChangePaper, ChangeRequest, ChangeState, FieldChange
from desk.models.change_request import ChangeField
from desk.services.changes import Decision, ask_for_change, decide
from ngos.models import NGO
from ngos.personal_data import sees_personal_data
from ngos.views.pages import ngo_page_address
from papers.handing_out import handed_out
from screens.pages import allow, model_page
from screens.step_page import Back

TAB = "desk"


@dataclass(frozen=True)
class Line:
    """One field as the office sees it."""

    change: FieldChange
    now: str
    after: str

    @property
    def is_open(self) -> bool:
        return self.change.state == ChangeState.ASKED

    @property
    def has_changed(self) -> bool:
        """Whether the register says another thing than when it was asked."""
        return self.is_open and self.now != self.change.before


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(
        ChangeRequest.objects.select_related("ngo__county", "ngo__field"), pk=pk
    )
    allow(request, "desk.view_changerequest")
    user = signed_in(request)
    if not user.is_staff:
        raise PermissionDenied(_("Your role does not allow this."))
    lines = [Line(each, shown_now(row.ngo, each.field), told(each)) for each in row.fields.all()]
    shows_numbers = sees_personal_data(user)
    if shows_numbers and any(line.change.national_id for line in lines):
        log(Act.PERSONAL_DATA_SHOWN, of=row._meta.verbose_name, id=row.pk)
    may = user.has_perm("desk.decide_changes")
    waiting = [line for line in lines if line.is_open]
    form = in_the_offices_look(DecisionForm(request.POST or None, lines=waiting))
    if request.method == "POST":
        allow(request, "desk.decide_changes")
        if form.is_valid():
            done = _decided(request, row, form)
            if done is not None:
                return done
    fields = [(line, *_bound(form, line)) for line in lines]
    return model_page(request, ChangeRequest, "desk/office/request.html", {
        "title": _("Change request"), "row": row, "lines": fields, "form": form,
        "may": may and bool(waiting), "shows_numbers": shows_numbers,
        "papers": row.papers.all(), "ngo_address": ngo_page_address(row.ngo_id, TAB),
    })  # fmt: skip


def _bound(form: DecisionForm, line: Line) -> tuple[object, ...]:
    if not line.is_open:
        return ("", "", "")
    key = line.change.pk
    return (form[f"decision_{key}"], form[f"remarks_{key}"], form[f"now_{key}"])


def _decided(request: HttpRequest, row: ChangeRequest, form: DecisionForm) -> HttpResponse | None:
    data = form.cleaned_data
    decisions = [
        Decision(
            line.change.pk, data[f"decision_{line.change.pk}"] == "approve",
            data[f"now_{line.change.pk}"], data[f"remarks_{line.change.pk}"] or "",
        )
        for line in form.lines
        if data[f"decision_{line.change.pk}"]
    ]  # fmt: skip
    address = reverse("admin:desk_changerequest_detail", args=[row.pk])
    if not decisions:
        form.add_error(None, _("Approve or return at least one of the fields."))
        return None
    try:
        decide(actor=signed_in(request), request=row, decisions=decisions)
    except Refusal as refusal:
        if refusal.code in ("changed", "decided"):
            messages.error(request, str(refusal))
            return HttpResponseRedirect(address)
        form.add_refusal(refusal)
        return None
    messages.success(request, _("Decided. The NGO sees it at its desk."))
    return HttpResponseRedirect(address)


@require_safe
def paper(request: HttpRequest, ngo_pk: int, paper: int) -> HttpResponseBase:
    row = get_object_or_404(ChangePaper, pk=paper, request__ngo=ngo_pk)
    allow(request, "desk.view_changerequest", "ngos.view_document")
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return handed_out(content, name=row.original_name or "paper", of=row)


@require_safe
def ask_which(request: HttpRequest, ngo_pk: int) -> HttpResponse:
    """The office asks on behalf of an NGO: first, which field."""
    ngo = get_object_or_404(NGO.objects.select_related("county", "field"), pk=ngo_pk)
    allow(request, "desk.ask_changes")
    return model_page(request, ChangeRequest, "desk/office/which.html", {
        "title": _("Ask for a change on the NGO's behalf"), "ngo": ngo,
        "back": Back(ngo_page_address(ngo.pk, TAB), ngo.name),
        "known": [(field, shown_now(ngo, field.value)) for field in ChangeField],
    })  # fmt: skip


def ask(request: HttpRequest, ngo_pk: int, field: str) -> HttpResponse:
    """What came on paper, typed by the office: it says that the office entered it."""
    ngo = get_object_or_404(NGO.objects.select_related("county", "field"), pk=ngo_pk)
    allow(request, "desk.ask_changes")
    if field not in ChangeField.values:
        raise Http404
    sent = (request.POST or None, request.FILES or None)
    form = in_the_offices_look(ChangeForm(*sent, ngo=ngo, field=field))
    if request.method == "POST" and form.is_valid():
        try:
            made = ask_for_change(actor=signed_in(request), ngo=ngo, **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Entered on the NGO's behalf; its officers see that."))
            return HttpResponseRedirect(reverse("admin:desk_changerequest_detail", args=[made.pk]))
    return model_page(request, ChangeRequest, "screens/step.html", {
        "form": form, "title": ChangeField(field).label, "button": _("Save"),
        "about": _("Before: %(now)s") % {"now": shown_now(ngo, field) or "—"},
        "back": Back(ngo_page_address(ngo.pk, TAB), ngo.name),
    })  # fmt: skip
