"""Open data on the staff site: what would be published, and its files."""

import io
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import log
from accounts.models import Act, Province
from accounts.requests import signed_in
from files.harmless import saved_file
from persian.dates import today
from programs.money.models import Allocation
from programs.money.open_data import Grant, package, published
from programs.money.open_data.formats import FORMATS
from screens.pages import allow, model_page

PERMISSION = "money.publish_open_data"


def _found(request: HttpRequest) -> tuple[list[Grant], Province | None]:
    """What this person's office publishes; those of the whole country publish for all."""
    province = signed_in(request).province
    return published(province), province


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """What is public of awards and payments, and the ways to save it."""
    allow(request, PERMISSION)
    grants, _province = _found(request)
    of_organisations = [grant for grant in grants if not grant.receiver.is_persons]
    context: dict[str, Any] = {
        "title": _("Open data"),
        "grants": len(of_organisations),
        "awarded": sum(grant.awarded for grant in of_organisations),
        "payments": sum(len(grant.payments) for grant in grants),
        "paid": sum(grant.disbursed for grant in grants),
        "sums": [grant for grant in grants if grant.receiver.is_persons],
        "calls": len({grant.programme.key for grant in grants if grant.programme}),
        "is_registered": "unregistered" not in settings.OPEN_DATA_PREFIX,
        "prefix": settings.OPEN_DATA_PREFIX,
        "license": settings.OPEN_DATA_LICENSE,
        "files": [
            {
                "title": known.title,
                "address": reverse("admin:money_allocation_open_data_file", args=[name]),
            }
            for name, known in FORMATS.items()
        ],
    }
    return model_page(request, Allocation, "money/open_data.html", context)


@require_GET
def file(request: HttpRequest, form: str) -> HttpResponseBase:
    """One of the files; where nothing is public there is none."""
    allow(request, PERMISSION)
    known = FORMATS.get(form)
    grants, province = _found(request)
    if known is None or not grants:
        raise Http404
    written = known.write(package(grants, province=province, day=today()))
    log(Act.EXPORTED, list=_("Open data"), format=form, rows=len(grants))
    return saved_file(
        io.BytesIO(written.encode()), name=known.file_name, content_type=known.content_type
    )
