"""One supervision case: its page, its opening, and its steps."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.refusals import Refusal
from accounts.requests import signed_in
from ngos.models import NGO
from ngos.views.pages import allow, model_page, ngo_page_address
from ngos.views.records import address_of, not_now, step_page
from persian.dates import days_left, today
from screens.history import latest
from supervision import forms
from supervision.badges import case_badge, measure_badge
from supervision.models import SupervisionCase
from supervision.models.case import MeasureKind
from supervision.services.cases import cases, ladder, measures
from supervision.workflow import SUPERVISION, CaseState

NEWS = 8  # events beside the page
_ICONS = {
    "hear": "record_voice_over", "decide": "gavel", "complain": "campaign", "answer": "reply",
    "reinstate": "play_circle", "close": "inventory_2",
}  # fmt: skip


def find(pk: int) -> SupervisionCase:
    """Raises Http404 for a case outside the scope."""
    query = SupervisionCase.objects.select_related(
        "ngo", "ngo__county", "ngo__province", "annual_report"
    )
    return get_object_or_404(query, pk=pk)


def open_steps(user: Any, case: SupervisionCase) -> list[dict[str, Any]]:
    """What this person may do with the case now, as buttons."""
    terms = ladder.Terms.of(case.ngo.province_id)
    suspended = cases.suspension_in_force(case)
    last = cases.last_measure(case)
    closed = {
        "reinstate": suspended is None,
        "close": suspended is not None,
        "complain": last is None
        or last.complained_on is not None
        or terms.complaint_until(last) < today(),
    }
    buttons: dict[str, Any] = {}
    for step in SUPERVISION.open_to(user, case):
        if closed.get(step.name):
            continue
        answers = step.name in ("uphold", "lift")
        name = "answer" if answers else step.name
        title = _("Answer the complaint") if answers else step.label
        buttons[name] = {"title": title, "icon": _ICONS[name], "address": address_of(case, name)}
    # The step that the ladder has next comes first.
    first = "hear" if case.state == CaseState.OPEN else "decide"
    return sorted(buttons.values(), key=lambda each: each["address"] != address_of(case, first))


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one case."""
    case = find(pk)
    allow(request, "supervision.view_supervisioncase")
    rows = [
        {
            "measure": measure,
            "badge": measure_badge(measure.kind),
            "is_late": measure.deadline_on is not None
            and measure.lifted_on is None
            and days_left(measure.deadline_on, today()) < 0,
        }
        for measure in case.measures.select_related("resolution").order_by("id")
    ]
    context = {
        "title": str(case),
        "case": case,
        "badge": case_badge(case.state),
        "rows": rows,
        "suspension": cases.suspension_in_force(case),
        "actions": open_steps(request.user, case),
        "today": today(),
        "news": latest(cases.case_tracks(case.pk), NEWS),
        "history_address": address_of(case, "history"),
    }
    return model_page(request, SupervisionCase, "supervision/case.html", context)


def add(request: HttpRequest, ngo_pk: int) -> HttpResponse:
    """Open a case about the NGO of this key."""
    ngo = get_object_or_404(NGO.objects.select_related("county", "province"), pk=ngo_pk)
    allow(request, "supervision.add_supervisioncase")
    form = forms.OpenCaseForm(request.POST or None, seen="new")
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data}
        del data["seen"]
        try:
            case = cases.open_case(actor=signed_in(request), ngo=ngo, **data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("The case was opened."))
            return HttpResponseRedirect(address_of(case))
    context = {
        "form": form,
        "title": _("Open a supervision case"),
        "button": _("Open the case"),
        "back": {"address": ngo_page_address(ngo.pk, "supervision"), "title": ngo.name},
    }
    return model_page(request, SupervisionCase, "ngos/records/form.html", context)


def hear(request: HttpRequest, pk: int) -> HttpResponse:
    case = find(pk)
    allow(request, "supervision.change_supervisioncase")
    if case.state not in SUPERVISION.step("hear").sources:
        return not_now(request, case)
    user = signed_in(request)
    return step_page(
        request,
        case,
        form=forms.HearingForm(request.POST or None, seen=cases.STAMP.of(case)),
        title=_("Record the hearing"),
        take=lambda data: cases.hold_hearing(actor=user, case=case, **data),
        done=_("The hearing was recorded."),
        about=case.finding,
    )


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    case = find(pk)
    allow(request, "supervision.decide_measure")
    if case.state not in SUPERVISION.step("decide").sources:
        return not_now(request, case)
    user = signed_in(request)
    terms = ladder.Terms.of(case.ngo.province_id)
    next_kind = ladder.next_kinds(case, terms)[-1]
    form = forms.MeasureForm(
        request.POST or None,
        seen=cases.STAMP.of(case),
        ngo=case.ngo,
        next_kind=next_kind,
        deadline=terms.deadline(today()),
    )
    about = _("The ladder has “%(next)s” next for this NGO.") % {
        "next": MeasureKind(next_kind).label
    }
    return step_page(
        request,
        case,
        form=form,
        title=_("Decide on a measure"),
        take=lambda data: measures.decide_measure(actor=user, case=case, **data),
        done=_("The measure was recorded."),
        about=about,
        # Nothing brings back what is revoked. The page asks when such a measure has been sent.
        is_final=request.POST.get("kind") == MeasureKind.REVOCATION,
    )


def complain(request: HttpRequest, pk: int) -> HttpResponse:
    case = find(pk)
    allow(request, "supervision.complain_of_measure")
    if case.state not in SUPERVISION.step("complain").sources:
        return not_now(request, case)
    user = signed_in(request)
    return step_page(
        request,
        case,
        form=forms.ComplaintForm(request.POST or None, seen=cases.STAMP.of(case)),
        title=_("Record a complaint"),
        take=lambda data: measures.complain(actor=user, case=case, **data),
        done=_("The complaint was recorded."),
        about=str(cases.last_measure(case) or ""),
    )


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    case = find(pk)
    allow(request, "supervision.decide_measure")
    last = cases.last_measure(case)
    if case.state not in SUPERVISION.step("lift").sources or last is None:
        return not_now(request, case)
    user = signed_in(request)
    return step_page(
        request,
        case,
        form=forms.AnswerForm(request.POST or None, seen=cases.STAMP.of(case)),
        title=_("Answer the complaint"),
        take=lambda data: measures.answer_complaint(actor=user, case=case, **data),
        done=_("The answer was recorded."),
        about=last.complaint,
    )


def reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    case = find(pk)
    allow(request, "supervision.decide_measure")
    is_open = case.state in SUPERVISION.step("reinstate").sources
    if not is_open or cases.suspension_in_force(case) is None:
        return not_now(request, case)
    user = signed_in(request)
    return step_page(
        request,
        case,
        form=forms.EndSuspensionForm(request.POST or None, seen=cases.STAMP.of(case)),
        title=_("End the suspension"),
        take=lambda data: measures.end_suspension(actor=user, case=case, **data),
        done=_("The suspension has ended; the NGO is active again."),
    )


def close(request: HttpRequest, pk: int) -> HttpResponse:
    case = find(pk)
    allow(request, "supervision.decide_measure")
    if case.state not in SUPERVISION.step("close").sources:
        return not_now(request, case)
    user = signed_in(request)
    return step_page(
        request,
        case,
        form=forms.CloseCaseForm(request.POST or None, seen=cases.STAMP.of(case)),
        title=_("Close the case"),
        take=lambda data: cases.close_case(actor=user, case=case, **data),
        done=_("The case was closed."),
        about=case.finding,
    )
