"""Who looked at a record: the page, and the paper for the woman."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import log
from accounts.models import Act
from accounts.requests import signed_in
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.opening import of_record
from beneficiaries.safeguards.models import Look
from beneficiaries.safeguards.services import unusual
from beneficiaries.safeguards.services.looking import REVIEW
from beneficiaries.safeguards.services.statement import VIEW_LOOKS
from beneficiaries.safeguards.services.statement import statement as printed
from files.harmless import shown_pdf
from files.printing import PrintingError
from screens.pages import address_of, allow, model_page

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
        "actions": [
            {
                "title": _("Print for her"),
                "icon": "print",
                "opens_file": True,
                "address": address_of(woman, "statement"),
            }
        ],
        "back_address": address_of(woman),
    }
    return model_page(request, Beneficiary, "safeguards/looks.html", context)


@require_GET
def readers(request: HttpRequest) -> HttpResponse:
    """Who read records within the last week, whoever stands out first."""
    allow(request, REVIEW)
    found = unusual.of_the_week(signed_in(request).province_id)
    context = {"title": _("Readers of the week"), "readers": found}
    return model_page(request, Look, "safeguards/readers.html", context)


@require_GET
@of_record("statement", VIEW_LOOKS)
def statement(request: HttpRequest, woman: Beneficiary) -> HttpResponse:
    """The paper for her."""
    try:
        content = printed(actor=signed_in(request), woman=woman)
    except PrintingError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(address_of(woman, "looks"))
    log(Act.PRINTED, paper=_("Who saw this record"), id=woman.pk)
    return shown_pdf(content, name=f"looks-{woman.pk}.pdf")
