"""The licence on paper, as it stands in the register now."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import log
from accounts.models import Act
from accounts.refusals import Refusal
from accounts.requests import signed_in
from files.harmless import shown_pdf
from files.printing import PrintingError
from licensing.models import Licence
from licensing.services.licences.printing import print_sheet
from licensing.verification import verification_address
from licensing.views.licences.page import address, find, page
from papers.letterhead import Paper


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF of a licence: A5, or A4 where the address says so."""
    licence = find(request, pk, "licensing.print_licence")
    paper = Paper.A4 if request.GET.get("paper") == Paper.A4 else Paper.A5
    try:
        content = print_sheet(
            actor=signed_in(request),
            licence=licence,
            paper=paper,
            verification_url=verification_address(request, licence),
        )
    except (PrintingError, Refusal) as error:
        context = {
            "title": _("This licence cannot be printed"),
            "reason": str(error),
            "back": address(licence),
            "back_title": str(licence),
        }
        return page(request, "licensing/licences/not_printed.html", context, status=400)
    log(Act.PRINTED, paper=Licence._meta.verbose_name, id=licence.pk)
    return shown_pdf(content, name=f"licence-{licence.pk}.pdf")
