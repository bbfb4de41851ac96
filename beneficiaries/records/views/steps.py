"""What is done with a record on pages of their own: a number is shown, she is given to a case
worker, the record is closed and opened again."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import signed_in
from beneficiaries.records.forms import NUMBERS, AssignForm, CloseForm, RevealForm
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.opening import guard, of_record
from beneficiaries.records.personal_data import ASSIGN, CHANGE, REVEAL
from beneficiaries.records.services import records as services
from beneficiaries.records.views.record import back_to
from screens.listing_cells import identifier
from screens.pages import model_page
from screens.posted_once import is_the_result
from screens.step_form import StepForm
from screens.step_page import StepPage


@require_http_methods(["GET", "POST"])
@transaction.atomic
@of_record("reveal", REVEAL)
def reveal(request: HttpRequest, woman: Beneficiary) -> HttpResponse:
    """Show one of her numbers, once, with the reason in her log."""
    form = RevealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["number"]
        guard().saw(woman, "revealed", name, form.cleaned_data["reason"])
        context = {
            "title": _("Show a number"),
            "label": NUMBERS[name],
            "number": identifier(getattr(woman, name)),
            "back": back_to(woman),
        }
        return is_the_result(model_page(request, Beneficiary, "records/revealed.html", context))
    return StepPage(
        row=woman,
        form=form,
        title=_("Show a number"),
        button=_("Show"),
        take=lambda data: None,
        done="",
        back=back_to(woman),
    ).answer(request)


@require_http_methods(["GET", "POST"])
@transaction.atomic
@of_record("assign", ASSIGN)
def assign(request: HttpRequest, woman: Beneficiary) -> HttpResponse:
    """Give her to a case worker."""
    user = signed_in(request)
    return StepPage(
        row=woman,
        form=AssignForm(request.POST or None, woman=woman),
        title=_("Choose the case worker"),
        button=_("Save"),
        take=lambda data: services.assign(actor=user, woman=woman, case_worker=data["case_worker"]),
        done=_("Saved."),
        back=back_to(woman),
    ).answer(request)


@require_http_methods(["GET", "POST"])
@transaction.atomic
@of_record("close", CHANGE)
def close(request: HttpRequest, woman: Beneficiary) -> HttpResponse:
    """Close the record, with its reason."""
    user = signed_in(request)
    return StepPage(
        row=woman,
        form=CloseForm(request.POST or None),
        title=_("Close the record"),
        take=lambda data: services.close(
            actor=user, woman=woman, state=data["state"], reason=data["reason"]
        ),
        done=_("The record is closed."),
        back=back_to(woman),
        is_grave=True,
    ).answer(request)


@require_http_methods(["GET", "POST"])
@transaction.atomic
@of_record("open_again", CHANGE)
def open_again(request: HttpRequest, woman: Beneficiary) -> HttpResponse:
    """Take her into the program again."""
    user = signed_in(request)
    return StepPage(
        row=woman,
        form=StepForm(request.POST or None),
        title=_("Open the record again"),
        take=lambda data: services.open_again(actor=user, woman=woman),
        done=_("The record is open again."),
        back=back_to(woman),
    ).answer(request)
