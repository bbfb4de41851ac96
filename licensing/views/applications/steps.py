"""The pages on which a person takes a step: one form, one service for each."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from accounts.refusals import Refusal
from accounts.requests import signed_in
from accounts.workflow import Taker
from licensing.badges import application_badge
from licensing.forms.applications import STEP_FORMS, StepForm
from licensing.models import Application
from licensing.requirements import Requirement, requirements_of
from licensing.services.applications import applicant, office, registering
from licensing.services.inquiries import sending
from licensing.views.applications.pages import address_of, found, page
from licensing.workflow import APPLICATION
from ngos.views.pages import allow
from persian.dates import today

SERVICES: Mapping[str, Callable[..., Application]] = {
    "submit": applicant.submit,
    "return": office.return_for_completion,
    "accept": office.accept,
    "send_inquiries": sending.send_inquiries,
    "fulfil_conditions": office.fulfil_conditions,
    "take_up": office.take_up,
    "hold_assembly": applicant.hold_assembly,
    "introduce": registering.introduce,
    "register": registering.register,
    "complete": office.complete,
    "appeal": applicant.appeal,
    "withdraw": applicant.withdraw,
}
# Steps that a person takes on these pages; signing a licence has its own.
HERE = [step for step in APPLICATION.steps if step.by is Taker.PERSON and step.name in SERVICES]

NEEDS_ALL = ("submit", "send_inquiries")  # steps that an incomplete file does not take


def _lacking(application: Application) -> list[Requirement]:
    return [each for each in requirements_of(application, today()) if not each.is_met]


def take(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take a step, with what it needs. Another who was faster is told of by name."""
    application = found(pk)
    step = APPLICATION.step(name)
    user = signed_in(request)
    allow(request, "licensing.view_application", APPLICATION.permission(step))
    form = STEP_FORMS.get(name, StepForm)(request.POST or None, step=step)
    is_open = APPLICATION.may_take(step, user, application)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("seen", application.state)
        try:
            SERVICES[name](actor=user, application=application, seen=seen, **form.values())
        except Refusal as refusal:
            application = found(pk)
            if refusal.code == "incomplete":  # the list of what is lacking stands below
                form.add_error(None, _("The application is not complete yet."))
            else:
                form.add_refusal(refusal)
            is_open = APPLICATION.may_take(step, user, application)
        else:
            text = _("“%(step)s” is recorded; the application is now “%(state)s”.")
            state = application.get_state_display()
            messages.success(request, text % {"step": step.label, "state": state})
            return HttpResponseRedirect(address_of(application))
    context = {
        "title": step.label,
        "button": step.label,
        "form": form,
        "application": application,
        "state_badge": application_badge(application.state),
        "seen": application.state,
        "is_open": is_open,
        "requirements": _lacking(application) if is_open and name in NEEDS_ALL else [],
    }
    return page(request, "licensing/applications/step.html", context)
