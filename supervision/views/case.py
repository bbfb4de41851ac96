"""One supervision case: its page, its opening, and its steps."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.requests import signed_in
from ngos.models import NGO
from ngos.views.pages import ngo_page_address
from persian.dates import days_left, today
from screens.history import latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.step_page import Back, StepPage
from supervision import forms
from supervision.badges import case_badge, measure_badge, proposal_badge
from supervision.models import SupervisionCase
from supervision.models.case import MeasureKind
from supervision.services.cases import cases, ladder, measures, proposing
from supervision.workflow import SUPERVISION, CaseState, ProposalState

NEWS = 8  # events beside the page
_ICONS = {
    "hear": "record_voice_over", "decide": "gavel", "complain": "campaign", "answer": "reply",
    "reinstate": "play_circle", "close": "inventory_2", "propose": "groups", "withdraw": "undo",
}  # fmt: skip


def find(pk: int) -> SupervisionCase:
    """Raises Http404 for a case outside the scope."""
    query = SupervisionCase.objects.select_related(
        "ngo", "ngo__county", "ngo__province", "annual_report"
    )
    return get_object_or_404(query, pk=pk)


def open_steps(user: User, case: SupervisionCase) -> list[dict[str, Any]]:
    """What this person may do with the case now, as buttons."""
    terms = ladder.Terms.of(case.ngo.province_id)
    last = cases.last_measure(case)
    is_late = last is not None and terms.complaint_until(last) < today()
    buttons: dict[str, Any] = {}
    for step in SUPERVISION.open_to(user, case):
        if cases.hindrance(step.name, case) or (step.name == "complain" and is_late):
            continue
        answers = step.name in ("uphold", "lift")
        name = "answer" if answers else step.name
        title = _("Answer the complaint") if answers else step.label
        buttons[name] = _button(case, name, title)
    if proposing.may_propose(user, case):
        buttons["propose"] = _button(case, "propose", _("Propose to the council"))
    elif user.has_perm(proposing.PROPOSE) and proposing.waiting_proposal(case) is not None:
        buttons["withdraw"] = _button(case, "withdraw", _("Take the proposal back"))
    # The step that the ladder has next comes first.
    first = "hear" if case.state == CaseState.OPEN else "decide"
    return sorted(buttons.values(), key=lambda each: each["address"] != address_of(case, first))


def _button(case: SupervisionCase, name: str, title: Promise | str) -> dict[str, Any]:
    return {"title": title, "icon": _ICONS[name], "address": address_of(case, name)}


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
    proposals = list(case.proposals.select_related("council").order_by("id"))
    context = {
        "title": str(case),
        "case": case,
        "badge": case_badge(case.state),
        "rows": rows,
        "suspension": cases.suspension_in_force(case),
        "waiting": next((each for each in proposals if each.state == ProposalState.WAITING), None),
        "proposals": [
            {"proposal": each, "badge": proposal_badge(each.state)} for each in proposals
        ],
        "actions": [*open_steps(signed_in(request), case), *links_of(signed_in(request), case)],
        "today": today(),
        "news": latest(cases.case_tracks(case.pk), NEWS),
        "history_address": address_of(case, "history"),
    }
    return model_page(request, SupervisionCase, "supervision/case.html", context)


def add(request: HttpRequest, ngo_pk: int) -> HttpResponse:
    """Open a case about the NGO of this key."""
    ngo = get_object_or_404(NGO.objects.select_related("county", "province"), pk=ngo_pk)
    allow(request, "supervision.add_supervisioncase")
    user = signed_in(request)
    return StepPage(
        row=SupervisionCase,
        form=forms.OpenCaseForm(request.POST or None),
        title=_("Open a supervision case"),
        button=_("Open the case"),
        take=lambda data: cases.open_case(actor=user, ngo=ngo, **data),
        done=_("The case was opened."),
        leads_to=address_of,
        back=Back(ngo_page_address(ngo.pk, "supervision"), ngo.name),
    ).answer(request)


def _begin(request: HttpRequest, pk: int, step: str) -> tuple[SupervisionCase, dict[str, Any]]:
    """The case of a step's page, and what the page has as all of them have it."""
    case = find(pk)
    chosen = SUPERVISION.step(step)
    allow(request, SUPERVISION.permission(chosen))
    objection = SUPERVISION.objection(chosen, signed_in(request), case)
    objection = objection or cases.hindrance(step, case)
    back = Back(address_of(case), str(case))
    return case, {"row": case, "objection": objection, "back": back}


def hear(request: HttpRequest, pk: int) -> HttpResponse:
    case, shared = _begin(request, pk, "hear")
    user = signed_in(request)
    return StepPage(
        **shared,
        form=forms.HearingForm(request.POST or None, seen=cases.STAMP.of(case)),
        title=_("Record the hearing"),
        take=lambda data: cases.hold_hearing(actor=user, case=case, **data),
        done=_("The hearing was recorded."),
        about=case.finding,
    ).answer(request)


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    case, shared = _begin(request, pk, "decide")
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
    return StepPage(
        **shared,
        form=form,
        title=_("Decide on a measure"),
        take=lambda data: measures.decide_measure(actor=user, case=case, **data),
        done=_("The measure was recorded."),
        about=about,
        # Nothing brings back what is revoked. The page asks when such a measure has been sent.
        is_final=request.POST.get("kind") == MeasureKind.REVOCATION,
    ).answer(request)


def complain(request: HttpRequest, pk: int) -> HttpResponse:
    case, shared = _begin(request, pk, "complain")
    user = signed_in(request)
    return StepPage(
        **shared,
        form=forms.ComplaintForm(request.POST or None, seen=cases.STAMP.of(case)),
        title=_("Record a complaint"),
        take=lambda data: measures.complain(actor=user, case=case, **data),
        done=_("The complaint was recorded."),
        about=str(cases.last_measure(case) or ""),
    ).answer(request)


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    case, shared = _begin(request, pk, "lift")  # or "uphold", of the same people and states
    user = signed_in(request)
    last = cases.last_measure(case)
    return StepPage(
        **shared,
        form=forms.AnswerForm(request.POST or None, seen=cases.STAMP.of(case)),
        title=_("Answer the complaint"),
        take=lambda data: measures.answer_complaint(actor=user, case=case, **data),
        done=_("The answer was recorded."),
        about=last.complaint if last else "",
    ).answer(request)


def reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    case, shared = _begin(request, pk, "reinstate")
    user = signed_in(request)
    return StepPage(
        **shared,
        form=forms.EndSuspensionForm(request.POST or None, seen=cases.STAMP.of(case)),
        title=_("End the suspension"),
        take=lambda data: measures.end_suspension(actor=user, case=case, **data),
        done=_("The suspension has ended; the NGO is active again."),
    ).answer(request)


def close(request: HttpRequest, pk: int) -> HttpResponse:
    case, shared = _begin(request, pk, "close")
    user = signed_in(request)
    return StepPage(
        **shared,
        form=forms.CloseCaseForm(request.POST or None, seen=cases.STAMP.of(case)),
        title=_("Close the case"),
        take=lambda data: cases.close_case(actor=user, case=case, **data),
        done=_("The case was closed."),
        about=case.finding,
    ).answer(request)
