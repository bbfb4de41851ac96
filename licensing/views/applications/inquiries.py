"""The pages of an application's inquiries: asking one more, recording and correcting answers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.refusals import Refusal
from accounts.requests import signed_in
from licensing.badges import application_badge
from licensing.forms.applications import AnswerForm, CorrectionForm, InquiryForm, ServiceForm
from licensing.models import Application, Inquiry
from licensing.models.inquiry import InquiryResult
from licensing.services.inquiries import answering, sending
from licensing.states import State
from licensing.views.applications.pages import address_of, found, page
from ngos.views.pages import allow


def _inquiry(pk: int, part_pk: int) -> tuple[Application, Inquiry]:
    application = found(pk)
    inquiry = get_object_or_404(Inquiry.objects.filter(application=application), pk=part_pk)
    inquiry.application = application
    return application, inquiry


def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one more authority."""
    application = found(pk)
    allow(request, "licensing.view_application", "licensing.add_inquiry")
    form = InquiryForm(request.POST or None)

    def run() -> None:
        sending.add_inquiry(actor=signed_in(request), application=application, **form.cleaned_data)

    is_open = application.state == State.INQUIRIES
    return _form_page(request, application, form, run, _("Ask one more authority"), is_open)


def answer(request: HttpRequest, pk: int, part_pk: int) -> HttpResponse:
    """Record what an authority answered."""
    application, inquiry = _inquiry(pk, part_pk)
    allow(request, "licensing.view_application", "licensing.change_inquiry")
    form = AnswerForm(request.POST or None)

    def run() -> None:
        answering.answer_inquiry(actor=signed_in(request), inquiry=inquiry, **form.cleaned_data)

    is_open = application.state == State.INQUIRIES and inquiry.result == InquiryResult.PENDING
    title = _("Record the answer: %(who)s") % {"who": inquiry.get_authority_display()}
    return _form_page(request, application, form, run, title, is_open)


def correct(request: HttpRequest, pk: int, part_pk: int) -> HttpResponse:
    """Put right what was recorded of an inquiry."""
    application, inquiry = _inquiry(pk, part_pk)
    allow(request, "licensing.view_application", "licensing.change_inquiry")
    form = CorrectionForm(request.POST or None, inquiry=inquiry)

    def run() -> None:
        answering.correct_inquiry(actor=signed_in(request), inquiry=inquiry, **form.cleaned_data)

    is_open = application.state in answering.CORRECTABLE
    title = _("Correct the inquiry: %(who)s") % {"who": inquiry.get_authority_display()}
    return _form_page(request, application, form, run, title, is_open)


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


def _form_page(
    request: HttpRequest,
    application: Application,
    form: ServiceForm,
    run: Callable[[], None],
    title: str,
    is_open: bool,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            run()
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(address_of(application))
    context: dict[str, Any] = {
        "title": title,
        "form": form,
        "application": application,
        "state_badge": application_badge(application.state),
        "button": _("Save"),
        "is_open": is_open,
    }
    return page(request, "licensing/applications/step.html", context)
