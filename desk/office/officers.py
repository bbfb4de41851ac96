"""The office invites an NGO's officers and removes them, on the NGO's page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.refusals import Refusal
from accounts.requests import signed_in
from desk.forms import OfficeInvitationForm, in_the_offices_look
from desk.models import ChangeRequest, Invitation, Officer
from desk.services import officers as service
from desk.views.officers import link_of
from ngos.models import NGO
from ngos.views.pages import ngo_page_address
from screens.pages import allow, model_page
from screens.posted_once import is_the_result
from screens.step_page import Back

TAB = "desk"


def invite(request: HttpRequest, ngo_pk: int) -> HttpResponse:
    """The link is shown once, to be handed to the person."""
    ngo = get_object_or_404(NGO, pk=ngo_pk)
    allow(request, "desk.manage_officers")
    form = in_the_offices_look(
        OfficeInvitationForm(request.POST or None, initial={"is_administrator": True})
    )
    context = {
        "form": form, "title": _("Invite an officer"), "button": _("Make the link"),
        "back": Back(ngo_page_address(ngo.pk, TAB), ngo.name),
        "about": _(
            "Whoever opens the link becomes an officer of the NGO. Ask who it is, and hand it to "
            "that person alone."
        ),
    }  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return model_page(request, ChangeRequest, "screens/step.html", context)
    made, token = service.invite(actor=signed_in(request), ngo=ngo, **form.cleaned_data)
    context |= {"link": link_of(request, token), "invited": made}
    response = model_page(request, ChangeRequest, "desk/office/link.html", context)
    return is_the_result(response)


@require_POST
def remove(request: HttpRequest, ngo_pk: int, officer: int) -> HttpResponseBase:
    row = get_object_or_404(Officer, pk=officer, ngo=ngo_pk)
    allow(request, "desk.manage_officers")
    try:
        service.remove(actor=signed_in(request), officer=row)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Removed. Access has ended."))
    return HttpResponseRedirect(ngo_page_address(ngo_pk, TAB))


@require_POST
def withdraw(request: HttpRequest, ngo_pk: int, invitation: int) -> HttpResponseBase:
    row = get_object_or_404(Invitation, pk=invitation, ngo=ngo_pk)
    allow(request, "desk.manage_officers")
    service.withdraw_invitation(actor=signed_in(request), invitation=row)
    messages.success(request, _("The link opens nothing any more."))
    return HttpResponseRedirect(ngo_page_address(ngo_pk, TAB))
