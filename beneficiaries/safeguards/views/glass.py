"""Breaking the glass, and judging that it was broken."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policies import value_of
from accounts.requests import signed_in
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.opening import find
from beneficiaries.records.personal_data import VIEW
from beneficiaries.safeguards.forms import GlassForm, ReviewForm
from beneficiaries.safeguards.models import Opening
from beneficiaries.safeguards.policies import OPEN_HOURS
from beneficiaries.safeguards.services import looking
from persian.numbers import format_number
from screens.pages import address_of, allow
from screens.step_page import Back, StepPage


@require_http_methods(["GET", "POST"])
def glass(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a reason, and the record is open for hours."""
    woman = find(pk)
    allow(request, VIEW)
    if request.method == "GET" and looking.is_open(woman):
        return HttpResponseRedirect(address_of(woman))
    user = signed_in(request)
    hours = format_number(value_of(OPEN_HOURS, woman.province_id))
    return StepPage(
        row=Beneficiary,
        form=GlassForm(request.POST or None),
        title=_("This record is outside your caseload"),
        button=_("Open the record"),
        about=str(woman),
        meaning=_(
            "With a reason it is open to you for %(hours)s hours. The director is told, and the "
            "woman may ask who opened her record."
        )
        % {"hours": hours},
        take=lambda data: looking.break_glass(actor=user, woman=woman, reason=data["reason"]),
        done=_("The record is open to you for %(hours)s hours.") % {"hours": hours},
        leads_to=lambda until: address_of(woman),
        back=Back(reverse("admin:records_beneficiary_changelist"), _("Women who head households")),
        is_grave=True,
    ).answer(request)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge one opening."""
    allow(request, looking.REVIEW)
    opening = get_object_or_404(Opening.objects.select_related("beneficiary"), pk=pk)
    user = signed_in(request)
    return StepPage(
        row=opening,
        form=ReviewForm(request.POST or None),
        title=_("Was it justified?"),
        button=_("Save the judgement"),
        about=f"{opening.beneficiary} — {opening.name}: {opening.reason}",
        take=lambda data: looking.review(
            actor=user,
            opening=opening,
            is_justified=data["verdict"] == "yes",
            remarks=data["remarks"],
        ),
        done=_("The judgement was saved."),
        back=Back(reverse("admin:safeguards_opening_changelist"), _("Openings of records")),
    ).answer(request)
