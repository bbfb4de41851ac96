"""One annual report: its page and its steps."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.refusals import Refusal
from accounts.requests import signed_in
from ngos.models import NGO
from ngos.views.pages import allow, model_page, ngo_page_address
from ngos.views.records import address_of, not_now, step_page
from persian.dates import today
from persian.number_words import rial_in_words
from persian.numbers import format_number
from screens.history import latest
from supervision import forms
from supervision.badges import report_badge
from supervision.models import AnnualReport
from supervision.services.annual_reports import receiving
from supervision.services.annual_reports.pursue import case_of, pursue_report
from supervision.services.annual_reports.raise_due import last_fiscal_year, raise_due_reports
from supervision.workflow import ANNUAL_REPORT

NEWS = 8  # events beside the page
_ICONS = {"receive": "inbox", "return": "undo", "accept": "task_alt"}


def find(pk: int) -> AnnualReport:
    """Raises Http404 for a report outside the scope."""
    query = AnnualReport.objects.select_related("ngo", "ngo__county", "ngo__province")
    return get_object_or_404(query, pk=pk)


def _buttons(user: Any, report: AnnualReport, *, is_whole: bool) -> list[dict[str, Any]]:
    """What this person may do with the report now; a whole one is accepted, another returned."""
    found: list[dict[str, Any]] = [
        {
            "title": step.label,
            "icon": _ICONS[step.name],
            "address": address_of(report, step.name),
            "posts": step.name == "accept",
            "seen": report.state,
        }
        for step in ANNUAL_REPORT.open_to(user, report)
        if step.name != "accept" or is_whole
    ]
    found.sort(key=lambda each: not each["posts"])
    is_overdue = receiving.is_overdue(report) and case_of(report) is None
    if is_overdue and user.has_perm("supervision.add_supervisioncase"):
        pursue = {"title": _("Open a case"), "icon": "policy", "posts": True}
        found.append({**pursue, "address": address_of(report, "pursue")})
    return found


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one report."""
    report = find(pk)
    allow(request, "supervision.view_annualreport")
    items = receiving.check_list(report)
    money = [
        {"label": label, "amount": amount, "words": rial_in_words(amount) if amount else ""}
        for label, amount in ((_("Income"), report.income), (_("Expense"), report.expense))
    ]
    context = {
        "title": str(report),
        "report": report,
        "badge": report_badge(report),
        "items": items,
        "money": money,
        "balance": None
        if report.income is None or report.expense is None
        else report.income - report.expense,
        "case": case_of(report)
        if request.user.has_perm("supervision.view_supervisioncase")
        else None,
        "actions": _buttons(request.user, report, is_whole=all(i.is_there for i in items)),
        "today": today(),
        "news": latest(receiving.report_tracks(report.pk), NEWS),
        "history_address": address_of(report, "history"),
    }
    return model_page(request, AnnualReport, "supervision/report.html", context)


def add(request: HttpRequest, ngo_pk: int) -> HttpResponse:
    """Enter a report that is awaited from the NGO of this key."""
    ngo = get_object_or_404(NGO, pk=ngo_pk)
    allow(request, "supervision.add_annualreport")
    form = forms.FiscalYearForm(
        request.POST or None, seen="new", initial={"fiscal_year": last_fiscal_year()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            report = receiving.await_report(
                actor=signed_in(request), ngo=ngo, fiscal_year=form.cleaned_data["fiscal_year"]
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return HttpResponseRedirect(address_of(report))
    context = {
        "form": form,
        "title": _("Add an annual report"),
        "back": {"address": ngo_page_address(ngo.pk, "supervision"), "title": ngo.name},
    }
    return model_page(request, AnnualReport, "ngos/records/form.html", context)


def receive(request: HttpRequest, pk: int) -> HttpResponse:
    report = find(pk)
    allow(request, "supervision.change_annualreport")
    if report.state not in ANNUAL_REPORT.step("receive").sources:
        return not_now(request, report)
    user = signed_in(request)
    known = {
        name: getattr(report, name)
        for name in ("activities", "income", "expense", "signed_by_ceo", "signed_by_inspector")
    }
    return step_page(
        request,
        report,
        form=forms.ReceiveReportForm(request.POST or None, seen=report.state, initial=known),
        title=_("Record the report"),
        take=lambda data: receiving.receive_report(actor=user, report=report, **data),
        done=_("The report was recorded."),
        about=report.remarks,
    )


def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    report = find(pk)
    allow(request, "supervision.accept_annualreport")
    if report.state not in ANNUAL_REPORT.step("return").sources:
        return not_now(request, report)
    user = signed_in(request)
    lacking = [str(i.label) for i in receiving.check_list(report) if not i.is_there]
    about = _("Lacking: %(lacking)s") % {"lacking": "، ".join(lacking)} if lacking else ""
    return step_page(
        request,
        report,
        form=forms.ReturnReportForm(request.POST or None, seen=report.state),
        title=_("Return for completion"),
        take=lambda data: receiving.return_report(actor=user, report=report, **data),
        done=_("The report was returned."),
        about=about,
    )


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    report = find(pk)
    allow(request, "supervision.accept_annualreport")
    try:
        receiving.accept_report(
            actor=signed_in(request), report=report, seen=request.POST.get("seen", "")
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The report was accepted."))
    return HttpResponseRedirect(address_of(report))


@require_POST
def pursue(request: HttpRequest, pk: int) -> HttpResponse:
    """From an overdue report to a supervision case."""
    report = find(pk)
    allow(request, "supervision.add_supervisioncase")
    try:
        case = pursue_report(actor=signed_in(request), report=report)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address_of(report))
    messages.success(request, _("The case was opened."))
    return HttpResponseRedirect(address_of(case))


def raise_due(request: HttpRequest) -> HttpResponse:
    """Ask for which year the reports are owed, and enter those that are missing."""
    allow(request, "supervision.add_annualreport")
    form = forms.FiscalYearForm(
        request.POST or None, seen="new", initial={"fiscal_year": last_fiscal_year()}
    )
    back = reverse("admin:supervision_annualreport_changelist")
    if request.method == "POST" and form.is_valid():
        try:
            count = raise_due_reports(
                actor=signed_in(request), fiscal_year=form.cleaned_data["fiscal_year"]
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            text = ngettext(
                "%(count)s report is awaited now.", "%(count)s reports are awaited now.", count
            )
            messages.success(request, text % {"count": format_number(count)})
            return HttpResponseRedirect(back)
    title = _("Enter the reports of a year")
    context = {
        "form": form,
        "title": title,
        "button": title,
        "about": _("Of all active NGOs with a licence that still lack one for that year."),
        "back": {"address": back, "title": _("Annual reports")},
    }
    return model_page(request, AnnualReport, "ngos/records/form.html", context)
