"""The pages of an application's inquiries: asking one more, recording and correcting answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.refusals import Refusal
from accounts.requests import signed_in
from licensing.forms.applications import AnswerForm, CorrectionForm, InquiryForm
from licensing.models import Application, Inquiry
from licensing.models.inquiry import InquiryResult
from licensing.services.inquiries import answering, sending
from licensing.states import State
from licensing.views.applications.pages import about, address_of, back_to, found
from screens.pages import allow
from screens.step_page import StepPage, not_now


def _inquiry(pk: int, part_pk: int) -> tuple[Application, Inquiry]:
    application = found(pk)
    inquiry = get_object_or_404(Inquiry.objects.filter(application=application), pk=part_pk)
    inquiry.application = application
    return application, inquiry


def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one more authority."""
    application = found(pk)
    allow(request, "licensing.view_application", "licensing.add_inquiry")
    user = signed_in(request)
    return StepPage(
        **_shared(application, is_open=application.state == State.INQUIRIES),
        form=InquiryForm(request.POST or None),
        title=_("Ask one more authority"),
        take=lambda data: sending.add_inquiry(actor=user, application=application, **data),
    ).answer(request)


def answer(request: HttpRequest, pk: int, part_pk: int) -> HttpResponse:
    """Record what an authority answered."""
    application, inquiry = _inquiry(pk, part_pk)
    allow(request, "licensing.view_application", "licensing.change_inquiry")
    user = signed_in(request)
    is_pending = inquiry.result == InquiryResult.PENDING
    return StepPage(
        **_shared(application, is_open=is_pending and application.state == State.INQUIRIES),
        form=AnswerForm(request.POST or None),
        title=_("Record the answer: %(who)s") % {"who": inquiry.get_authority_display()},
        take=lambda data: answering.answer_inquiry(actor=user, inquiry=inquiry, **data),
    ).answer(request)


def correct(request: HttpRequest, pk: int, part_pk: int) -> HttpResponse:
    """Put right what was recorded of an inquiry."""
    application, inquiry = _inquiry(pk, part_pk)
    allow(request, "licensing.view_application", "licensing.change_inquiry")
    user = signed_in(request)
    return StepPage(
        **_shared(application, is_open=application.state in answering.CORRECTABLE),
        form=CorrectionForm(request.POST or None, inquiry=inquiry),
        title=_("Correct the inquiry: %(who)s") % {"who": inquiry.get_authority_display()},
        take=lambda data: answering.correct_inquiry(actor=user, inquiry=inquiry, **data),
    ).answer(request)


def _shared(application: Application, *, is_open: bool) -> dict[str, Any]:
    """What all these pages have."""
    return {
        "row": application,
        "objection": None if is_open else not_now(),
        "button": _("Save"),
        "done": _("Saved."),
        "about": about(application),
        "back": back_to(application),
        "template": "licensing/applications/step.html",
    }


@require_POST
def remind(request: HttpRequest, pk: int, part_pk: int) -> HttpResponse:
    """Count a reminder that was sent today."""
    application, inquiry = _inquiry(pk, part_pk)
    allow(request, "licensing.view_application", "licensing.change_inquiry")
    try:
        sending.remind(actor=signed_in(request), inquiry=inquiry)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The reminder is recorded."))
    return HttpResponseRedirect(address_of(application))
