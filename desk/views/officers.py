"""Officers of the own NGO: who they are, inviting, removing; and taking an invitation."""

from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import scope
from accounts.models import User
from accounts.refusals import Refusal
from accounts.requests import signed_in
from desk.forms import InvitationForm, NewOfficerForm
from desk.models import Invitation, Officer
from desk.services import officers as service
from desk.views.pages import for_officers, own_ngo, page
from screens.posted_once import is_the_result


def link_of(request: HttpRequest, token: str) -> str:
    """The link that is handed to whoever is invited."""
    address = reverse("desk_invited", args=[token])
    return (
        f"{settings.PUBLIC_ADDRESS}{address}"
        if settings.PUBLIC_ADDRESS
        else (request.build_absolute_uri(address))
    )


@for_officers
def officers(request: HttpRequest, ngo_pk: int) -> HttpResponse:
    """Who speaks for the NGO; its administrator invites others here."""
    ngo = own_ngo(ngo_pk)
    user = signed_in(request)
    administers = service.administers()
    form = InvitationForm(request.POST or None)
    link, invited = "", None
    if request.method == "POST" and form.is_valid():
        invited, token = service.invite(actor=user, ngo=ngo, **form.cleaned_data)
        link, form = link_of(request, token), InvitationForm()
    response = page(request, ngo, "desk/officers.html", {
        "title": _("Officers at the desk"),
        "officers": Officer.objects.filter(ngo=ngo, removed_at=None),
        "invitations": [each for each in Invitation.objects.filter(ngo=ngo) if each.is_open],
        "administers": administers, "form": form, "link": link, "invited": invited,
    })  # fmt: skip
    return is_the_result(response) if link else response


@require_POST
@for_officers
def remove(request: HttpRequest, ngo_pk: int, officer: int) -> HttpResponseBase:
    row = get_object_or_404(Officer, pk=officer, ngo=own_ngo(ngo_pk))
    try:
        service.remove(actor=signed_in(request), officer=row)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Removed. Access has ended."))
    return HttpResponseRedirect(reverse("desk_officers", args=[ngo_pk]))


@require_POST
@for_officers
def withdraw(request: HttpRequest, ngo_pk: int, invitation: int) -> HttpResponseBase:
    row = get_object_or_404(Invitation, pk=invitation, ngo=own_ngo(ngo_pk))
    service.withdraw_invitation(actor=signed_in(request), invitation=row)
    messages.success(request, _("The link opens nothing any more."))
    return HttpResponseRedirect(reverse("desk_officers", args=[ngo_pk]))


@never_cache
def invited(request: HttpRequest, token: str) -> HttpResponseBase:
    """What a link opens: an account is made, or one that is there speaks for this NGO too."""
    limits = {"desk_invited": settings.VERIFICATION_RATE}
    if not ratelimit.consume(
        request, app="desk", action="desk_invited", config=limits, limit_get=True
    ):
        return render(request, "licensing/public/too_many.html", status=429)
    with scope.enter(scope.of(None)):
        found = service.invited_by(token)
    if found is None:
        return render(request, "desk/invitation_over.html", status=404)
    user: Any = request.user
    if user.is_authenticated:
        return _joined(request, user, token, found)
    form = NewOfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with scope.enter(scope.of(None)):
                password = form.cleaned_data["password1"]
                service.accept(token=token, user=form.instance, password=password)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Your account is there. Sign in with it."))
            return HttpResponseRedirect(reverse("account_login"))
    return render(request, "desk/invited.html", {"found": found, "form": form})


def _joined(
    request: HttpRequest, user: User, token: str, found: service.Invited
) -> HttpResponseBase:
    if request.method != "POST" or not user.has_perm("desk.use_desk"):
        return render(request, "desk/invited.html", {"found": found, "form": None})
    try:
        service.join(token=token)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You speak for this NGO now too. Choose it at your desk."))
    return HttpResponseRedirect(reverse("desk"))
