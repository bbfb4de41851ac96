"""An annual report: written step by step, with last year beside, and signed by two."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.refusals import Refusal
from accounts.requests import signed_in
from desk.forms import ReportForm
from desk.models import Officer
from desk.services.reports import OPEN, sign_report, word_of, write_report
from desk.views.pages import for_officers, own_ngo, page
from persian.numbers import persian_digits
from screens.seen import FIELD, seen_in
from supervision.models import AnnualReport


@for_officers
def report(request: HttpRequest, ngo_pk: int, report: int) -> HttpResponse:
    ngo = own_ngo(ngo_pk)
    row = get_object_or_404(AnnualReport, pk=report, ngo=ngo)
    word = word_of(row)
    is_open = row.state in OPEN
    form = ReportForm(request.POST or None, instance=row, seen=word) if is_open else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            data = form.cleaned_data
            write_report(
                actor=signed_in(request), report=row, seen=data[FIELD],
                activities=data["activities"], income=data["income"], expense=data["expense"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Kept. Read it once more before it is signed."))
            return HttpResponseRedirect(reverse("desk_report", args=[ngo_pk, row.pk]))
    before = AnnualReport.objects.filter(ngo=ngo, fiscal_year=row.fiscal_year - 1).first()
    return page(request, ngo, "desk/report.html", {
        "title": _("Annual report of %(year)s") % {"year": persian_digits(row.fiscal_year)},
        "report": get_object_or_404(AnnualReport, pk=row.pk), "form": form, "before": before,
        "word": word, "signatures": row.signatures.all(), "is_open": is_open,
        "may_sign": is_open and _may_sign(signed_in(request), row),
        "back": reverse("desk_part", args=[ngo_pk, "supervision"]),
    })  # fmt: skip


def _may_sign(user: User, row: AnnualReport) -> bool:
    """Whether this officer was named as one who signs, and has not signed what it says now."""
    named = Officer.objects.filter(user=user, ngo=row.ngo_id, removed_at=None).exclude(post="")
    posts = named.exclude(post__in=row.signatures.values("post"))
    return posts.exists()


@require_POST
@for_officers
def sign(request: HttpRequest, ngo_pk: int, report: int) -> HttpResponseBase:
    row = get_object_or_404(AnnualReport, pk=report, ngo=own_ngo(ngo_pk))
    try:
        signed = sign_report(actor=signed_in(request), report=row, seen=seen_in(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        text = _("Signed. The office has the report now.")
        awaited = _("Signed. The other signature is awaited.")
        messages.success(request, text if signed.is_whole else awaited)
    return HttpResponseRedirect(reverse("desk_report", args=[ngo_pk, row.pk]))
