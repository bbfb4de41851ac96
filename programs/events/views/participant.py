"""One participant: their code, the sessions at which they were, their certificate."""

import base64
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods
from unfold import widgets as theme

from accounts.access import log
from accounts.models import Act
from accounts.refusals import Refusal
from accounts.requests import signed_in
from files.harmless import shown_pdf
from files.printing import PrintingError, qr_code
from ngos.personal_data import log_shown, sees_personal_data
from persian.forms import PersianCharField
from programs.events.models import Certificate, Participant
from programs.events.services import certificates
from programs.events.views.certificate_address import certificate_address
from screens.listing_cells import identifier, masked
from screens.pages import address_of, allow, model_page
from screens.step_form import StepForm
from screens.step_page import Back, StepPage


def find(pk: int) -> Participant:
    """Raises Http404 for a participant outside the scope."""
    query = Participant.objects.select_related(
        "event", "cohort", "county", "centre", "ngo", "province", "person"
    )
    return get_object_or_404(query, pk=pk)


def _certificate_of(participant: Participant) -> Certificate | None:
    return Certificate.objects.filter(participant=participant).first()


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one participant."""
    participant = find(pk)
    allow(request, "events.view_participant")
    user = signed_in(request)
    show = identifier if sees_personal_data(user) else masked
    if participant.national_id or participant.mobile:
        log_shown(user, participant)
    certificate = _certificate_of(participant)
    picture = base64.b64encode(qr_code(participant.code)).decode()
    context = {
        "title": participant.full_name,
        "participant": participant,
        "national_id": show(participant.national_id),
        "mobile": show(participant.mobile),
        "square": f"data:image/svg+xml;base64,{picture}",
        "attendance": participant.attendance.select_related("session").order_by("session__held_on"),
        "certificate": certificate,
        "actions": _buttons(user, participant, certificate),
    }
    return model_page(request, Participant, "events/participant.html", context)


def _buttons(
    user: Any, participant: Participant, certificate: Certificate | None
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    holds = certificate is not None and certificate.withdrawn_on is None
    if holds and user.has_perm("events.issue_certificate"):
        found.append({
            "title": _("Print the certificate"), "icon": "print", "opens_file": True,
            "address": address_of(participant, "certificate"),
        })  # fmt: skip
        found.append({
            "title": _("Withdraw the certificate"), "icon": "block",
            "address": address_of(participant, "withdraw"),
        })  # fmt: skip
    if user.has_perm("events.change_participant"):
        args = [participant.event_id, participant.pk]
        found.append({
            "title": _("Edit"), "icon": "edit",
            "address": reverse("admin:events_event_participants_change", args=args),
        })  # fmt: skip
    return found


@require_GET
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificate of a participant as a PDF."""
    participant = find(pk)
    allow(request, "events.issue_certificate")
    rows = certificates.valid_of(participant.event).filter(participant=participant)
    try:
        content = certificates.print_certificates(
            actor=signed_in(request),
            certificates=list(rows),
            address=lambda each: certificate_address(request, each),
        )
    except (Refusal, PrintingError) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(address_of(participant))
    log(Act.PRINTED, paper=Certificate._meta.verbose_name, id=participant.pk)
    return shown_pdf(content, name=f"certificate-{participant.pk}.pdf")


class WithdrawForm(StepForm):
    reason = PersianCharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=theme.UnfoldAdminTextInputWidget,
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw the certificate of a participant."""
    participant = find(pk)
    allow(request, "events.issue_certificate")
    found = _certificate_of(participant)
    if found is None:
        raise Http404(_("There is no certificate to withdraw."))
    page = StepPage(
        row=participant,
        form=WithdrawForm(request.POST if request.method == "POST" else None),
        title=_("Withdraw the certificate"),
        about=_("Whoever checks the code of the paper is told that it does not hold."),
        take=lambda values: certificates.withdraw(
            actor=signed_in(request), certificate=found, reason=values["reason"]
        ),
        done=_("The certificate is withdrawn."),
        back=Back(address_of(participant), participant.full_name),
        is_grave=True,
    )
    return page.answer(request)
