"""One facility: its form, which is its page."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests import signed_in
from programs.neighbourhoods import forms
from programs.neighbourhoods.models import Facility
from programs.neighbourhoods.services.profiles import save_facility
from screens.concurrent_edits import locked
from screens.pages import allow
from screens.step_page import Back, StepPage


def _page(request: HttpRequest, row: Facility, title: str) -> HttpResponse:
    user = signed_in(request)
    form = forms.FacilityForm(request.POST or None, instance=row, user=user)
    return StepPage(
        row=Facility,
        form=form,
        title=title,
        button=_("Save"),
        take=lambda data: save_facility(actor=user, facility=form.instance),
        done=_("Saved."),
        back=Back(reverse("admin:neighbourhoods_facility_changelist"), _("Service facilities")),
    ).answer(request)


def add(request: HttpRequest) -> HttpResponse:
    allow(request, "neighbourhoods.add_facility")
    return _page(request, Facility(), _("Add a facility"))


@transaction.atomic
def change(request: HttpRequest, pk: int) -> HttpResponse:
    allow(request, "neighbourhoods.change_facility")
    rows = Facility.objects.all()
    row = get_object_or_404(locked(rows) if request.method == "POST" else rows, pk=pk)
    return _page(request, row, _("Change the facility"))
