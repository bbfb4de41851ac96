"""The pages on which a person takes a step: one form, one service for each."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.refusals import Refusal
from accounts.requests import signed_in
from accounts.workflow import Step, Taker
from licensing.forms.applications import STEP_FORMS, StepForm
from licensing.models import Application
from licensing.requirements import Requirement, requirements_of
from licensing.services.applications import applicant, office, registering
from licensing.services.applications.moving import STAMP
from licensing.services.inquiries import sending
from licensing.views.applications.pages import about, back_to, found
from licensing.workflow import APPLICATION
from persian.dates import today
from screens.pages import allow
from screens.step_page import StepPage

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
    """Take a step, with what it needs."""
    application = found(pk)
    step = APPLICATION.step(name)
    user = signed_in(request)
    allow(request, "licensing.view_application", APPLICATION.permission(step))
    return StepPage(
        row=application,
        form=STEP_FORMS.get(name, StepForm)(
            request.POST or None, step=step, seen=STAMP.of(application)
        ),
        title=step.label,
        take=lambda data: _taken(name, actor=user, application=application, **data),
        done=lambda moved: _told(step, moved),
        objection=APPLICATION.objection(step, user, application),
        about=about(application),
        back=back_to(application),
        template="licensing/applications/step.html",
        more={
            "application": application,
            "requirements": _lacking(application) if name in NEEDS_ALL else [],
        },
    ).answer(request)


def _taken(name: str, **given: Any) -> Application:
    try:
        return SERVICES[name](**given)
    except Refusal as refusal:
        if refusal.code != "incomplete":
            raise
        # The page lists below what is lacking.
        raise Refusal("incomplete", gettext_lazy("The application is not complete yet.")) from None


def _told(step: Step, application: Application) -> str:
    text = _("“%(step)s” is recorded; the application is now “%(state)s”.")
    return text % {"step": step.label, "state": application.get_state_display()}
