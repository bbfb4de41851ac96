"""Who looked at a record: the page, and the paper for the woman."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from beneficiaries.records.models import Beneficiary
from beneficiaries.records.opening import of_record
from beneficiaries.safeguards.models import Look
from screens.pages import address_of, model_page

VIEW_LOOKS = "safeguards.view_look"
MOST = 200  # lines of the page


@require_GET
@of_record("looks", VIEW_LOOKS)
def looks(request: HttpRequest, woman: Beneficiary) -> HttpResponse:
    """Who saw her record, when and why."""
    lines = Look.objects.filter(beneficiary=woman)
    context = {
        "title": _("Who saw this record"),
        "woman": woman,
        "looks": lines[:MOST],
        "openings": woman.openings.all()[:MOST],
        "actions": [],
        "back_address": address_of(woman),
    }
    return model_page(request, Beneficiary, "safeguards/looks.html", context)
