"""Steps of referrals and complaints, and graduation: pages behind the guard of the record."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import signed_in
from beneficiaries.care import forms
from beneficiaries.care.models import Complaint, Referral
from beneficiaries.care.services import complaints, referring
from beneficiaries.care.services.graduating import GRADUATE
from beneficiaries.care.services.graduating import graduate as graduated
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.opening import of_record
from beneficiaries.records.personal_data import CHANGE
from beneficiaries.records.views.record import back_to
from screens.step_form import StepForm
from screens.step_page import StepPage

step = require_http_methods(["GET", "POST"])


def _page(woman: Beneficiary, form: Any, title: str, take: Any, **more: Any) -> StepPage:
    return StepPage(
        row=woman, form=form, title=title, take=take, back=back_to(woman),
        **{"done": _("Saved."), **more},
    )  # fmt: skip


@step
@transaction.atomic
@of_record("referrals", CHANGE)
def refer(request: HttpRequest, woman: Beneficiary) -> HttpResponse:
    """Refer her to somebody whom she has agreed to."""
    user = signed_in(request)
    return _page(
        woman, forms.ReferForm(request.POST or None, woman=woman), _("Refer her"),
        lambda data: referring.send(actor=user, woman=woman, **data),
        done=_("The referral is sent."),
    ).answer(request)  # fmt: skip


def _referral(woman: Beneficiary, pk: int) -> Referral:
    return get_object_or_404(Referral.objects.select_related("ngo"), pk=pk, beneficiary=woman)


@step
@transaction.atomic
@of_record("referrals", CHANGE)
def answer_referral(request: HttpRequest, woman: Beneficiary, part_pk: int) -> HttpResponse:
    """Write down whether the recipient accepts her."""
    user, referral = signed_in(request), _referral(woman, part_pk)
    return _page(
        woman, forms.ReferralAnswerForm(request.POST or None), _("Record the answer"),
        lambda data: referring.answer(
            actor=user, referral=referral, accepts=data["verdict"] == "yes", on=data["on"],
            words=data["words"],
        ),
        about=str(referral.ngo or referral.recipient_name),
    ).answer(request)  # fmt: skip


@step
@transaction.atomic
@of_record("referrals", CHANGE)
def report_referral(request: HttpRequest, woman: Beneficiary, part_pk: int) -> HttpResponse:
    """Write down what came of it."""
    user, referral = signed_in(request), _referral(woman, part_pk)
    return _page(
        woman, forms.ResultForm(request.POST or None), _("Record the result"),
        lambda data: referring.report(actor=user, referral=referral, **data),
        about=str(referral.ngo or referral.recipient_name),
    ).answer(request)  # fmt: skip


@step
@transaction.atomic
@of_record("referrals", CHANGE)
def take_back_referral(request: HttpRequest, woman: Beneficiary, part_pk: int) -> HttpResponse:
    """End it; the recipient is told nothing of her any more."""
    user, referral = signed_in(request), _referral(woman, part_pk)
    return _page(
        woman,
        StepForm(request.POST if request.method == "POST" else None),
        _("Take the referral back"),
        lambda data: referring.take_back(actor=user, referral=referral), is_grave=True,
        about=str(referral.ngo or referral.recipient_name),
    ).answer(request)  # fmt: skip


@step
@transaction.atomic
@of_record("complaints", CHANGE)
def complain(request: HttpRequest, woman: Beneficiary) -> HttpResponse:
    """Write down what she complains of."""
    user = signed_in(request)
    return _page(
        woman, forms.ComplaintForm(request.POST or None), _("Record a complaint of hers"),
        lambda data: complaints.receive(actor=user, woman=woman, **data),
    ).answer(request)  # fmt: skip


def _on_complaint(
    request: HttpRequest, woman: Beneficiary, pk: int, title: str, service: Any
) -> HttpResponse:
    user = signed_in(request)
    complaint = get_object_or_404(Complaint, pk=pk, beneficiary=woman)
    return _page(
        woman, forms.WordsForm(request.POST or None), title,
        lambda data: service(actor=user, complaint=complaint, **data),
        about="\n".join(filter(None, (complaint.about, complaint.answer, complaint.appeal))),
    ).answer(request)  # fmt: skip


@step
@transaction.atomic
@of_record("complaints", complaints.ANSWER)
def answer_complaint(request: HttpRequest, woman: Beneficiary, part_pk: int) -> HttpResponse:
    return _on_complaint(request, woman, part_pk, _("Answer the complaint"), complaints.answer)


@step
@transaction.atomic
@of_record("complaints", CHANGE)
def appeal(request: HttpRequest, woman: Beneficiary, part_pk: int) -> HttpResponse:
    return _on_complaint(request, woman, part_pk, _("Record her appeal"), complaints.appeal)


@step
@transaction.atomic
@of_record("complaints", complaints.DECIDE)
def decide(request: HttpRequest, woman: Beneficiary, part_pk: int) -> HttpResponse:
    return _on_complaint(request, woman, part_pk, _("Decide on the appeal"), complaints.decide)


@step
@transaction.atomic
@of_record("graduations", GRADUATE)
def graduate(request: HttpRequest, woman: Beneficiary) -> HttpResponse:
    """Say that she needs the program no longer."""
    user = signed_in(request)
    return _page(
        woman, forms.GraduateForm(request.POST or None), _("She graduates"),
        lambda data: graduated(actor=user, woman=woman, **data),
        done=_("She has graduated; her record is closed."), is_grave=True,
    ).answer(request)  # fmt: skip
