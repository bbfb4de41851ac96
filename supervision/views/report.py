"""One annual report: its page and its steps."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from accounts.refusals import Refusal
from accounts.requests import signed_in
from ngos.models import NGO
from ngos.views.pages import ngo_page_address
from persian.dates import today
from persian.number_words import rial_in_words
from persian.numbers import format_number
from screens.history import latest
from screens.pages import address_of, allow, model_page
from screens.seen import seen_in
from screens.step_page import Back, StepPage
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


def _buttons(user: User, report: AnnualReport, *, is_whole: bool) -> list[dict[str, object]]:
    """What this person may do with the report now; a whole one is accepted, another returned."""
    found: list[dict[str, object]] = [
        {
            "title": step.label,
            "icon": _ICONS[step.name],
            "address": address_of(report, step.name),
            "posts": step.name == "accept",
            "seen": receiving.STAMP.of(report),
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
        "actions": _buttons(signed_in(request), report, is_whole=all(i.is_there for i in items)),
        "today": today(),
        "news": latest(receiving.report_tracks(report.pk), NEWS),
        "history_address": address_of(report, "history"),
    }
    return model_page(request, AnnualReport, "supervision/report.html", context)


def add(request: HttpRequest, ngo_pk: int) -> HttpResponse:
    """Enter a report that is awaited from the NGO of this key."""
    ngo = get_object_or_404(NGO, pk=ngo_pk)
    allow(request, "supervision.add_annualreport")
    user = signed_in(request)
    return StepPage(
        row=AnnualReport,
        form=forms.FiscalYearForm(
            request.POST or None, initial={"fiscal_year": last_fiscal_year()}
        ),
        title=_("Add an annual report"),
        button=_("Save"),
        take=lambda data: receiving.await_report(actor=user, ngo=ngo, **data),
        done="",
        leads_to=address_of,
        back=Back(ngo_page_address(ngo.pk, "supervision"), ngo.name),
    ).answer(request)


def _begin(request: HttpRequest, pk: int, step: str) -> tuple[AnnualReport, dict[str, Any]]:
    """The report of a step's page, and what the page has as all of them have it."""
    report = find(pk)
    chosen = ANNUAL_REPORT.step(step)
    allow(request, ANNUAL_REPORT.permission(chosen))
    objection = ANNUAL_REPORT.objection(chosen, signed_in(request), report)
    back = Back(address_of(report), str(report))
    return report, {"row": report, "objection": objection, "back": back}


def receive(request: HttpRequest, pk: int) -> HttpResponse:
    report, shared = _begin(request, pk, "receive")
    user = signed_in(request)
    known = {
        name: getattr(report, name)
        for name in ("activities", "income", "expense", "signed_by_ceo", "signed_by_inspector")
    }
    seen = receiving.STAMP.of(report)
    return StepPage(
        **shared,
        form=forms.ReceiveReportForm(request.POST or None, seen=seen, initial=known),
        title=_("Record the report"),
        take=lambda data: receiving.receive_report(actor=user, report=report, **data),
        done=_("The report was recorded."),
        about=report.remarks,
    ).answer(request)


def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    report, shared = _begin(request, pk, "return")
    user = signed_in(request)
    lacking = [str(i.label) for i in receiving.check_list(report) if not i.is_there]
    return StepPage(
        **shared,
        form=forms.ReturnReportForm(request.POST or None, seen=receiving.STAMP.of(report)),
        title=_("Return for completion"),
        take=lambda data: receiving.return_report(actor=user, report=report, **data),
        done=_("The report was returned."),
        about=_("Lacking: %(lacking)s") % {"lacking": "، ".join(lacking)} if lacking else "",
    ).answer(request)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    report = find(pk)
    allow(request, "supervision.accept_annualreport")
    try:
        receiving.accept_report(actor=signed_in(request), report=report, seen=seen_in(request))
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
    user = signed_in(request)
    return StepPage(
        row=AnnualReport,
        form=forms.FiscalYearForm(
            request.POST or None, initial={"fiscal_year": last_fiscal_year()}
        ),
        title=_("Enter the reports of a year"),
        take=lambda data: raise_due_reports(actor=user, **data),
        done=_awaited_now,
        about=_("Of all active NGOs with a licence that still lack one for that year."),
        back=Back(reverse("admin:supervision_annualreport_changelist"), _("Annual reports")),
    ).answer(request)


def _awaited_now(count: int) -> str:
    text = ngettext("%(count)s report is awaited now.", "%(count)s reports are awaited now.", count)
    return text % {"count": format_number(count)}
