"""One proposal: its page, how it is entered and sent again, and its steps."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.requests import signed_in
from councils.models import Council
from councils.views.to_agenda import to_agenda
from ngos.models import NGO
from persian.dates import today
from persian.numbers import is_key
from programs.calls import forms
from programs.calls.badges import proposal_badge
from programs.calls.bodies import WORKING_GROUP
from programs.calls.conditions import acts_for_body
from programs.calls.models import Call, Proposal, Revision
from programs.calls.models.call import QuestionKind
from programs.calls.services import proposals as services
from programs.calls.services.calls import freeze_form
from programs.calls.services.eligibility import obstacles
from programs.calls.services.funding import ask_for_proposal, left_to_ask, may_not_ask
from programs.calls.services.reviews import REVIEW, compare, own_assignment
from programs.calls.workflow import PROPOSAL, ProposalState
from screens.history import latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.record_steps import RecordSteps
from screens.step_page import Back, StepPage

NEWS = 8


def find(pk: int) -> Proposal:
    """Raises Http404 for a proposal outside the scope."""
    query = Proposal.objects.select_related("province", "county", "ngo", "call", "body")
    return get_object_or_404(query, pk=pk)


_STEPS = RecordSteps(
    workflow=PROPOSAL, stamp=services.STAMP, find=find, called="proposal",
    icons={
        "submit": "send", "return": "undo", "close_reviews": "rate_review", "report": "summarize",
        "accept": "task_alt", "send_back": "undo", "withdraw": "cancel",
    },
)  # fmt: skip


def _buttons(user: User, proposal: Proposal) -> list[dict[str, Any]]:
    found = _STEPS.buttons(user, proposal)
    if proposal.state == ProposalState.RECEIVED:
        own = own_assignment(user, proposal)
        if own is not None and own.has_conflict is None and user.has_perm(REVIEW):
            found.insert(0, _button(proposal, "declare", _("Declare your interest"), "gavel"))
        elif services.awaits_score_of(user, proposal) and user.has_perm(REVIEW):
            found.insert(0, _button(proposal, "score", _("Score"), "grade"))
        if user.has_perm(services.WEIGH) and acts_for_body(user, proposal.body):
            button = _button(proposal, "ask", _("Ask a reviewer"), "person_add")
            # Reviews are closed once there are some.
            found.insert(len(found) if proposal.assignments.exists() else 0, button)
    if proposal.state == ProposalState.REVIEWED:
        found = [*to_agenda(user, proposal.body), *found]
    if user.has_perm("money.add_allocation") and may_not_ask(proposal) is None:
        found.insert(0, _button(proposal, "fund", _("Ask for money"), "payments"))
    if user.has_perm(services.WEIGH) and services.may_not_tell(user, proposal) is None:
        found.insert(0, _button(proposal, "tell", _("Tell the refusal"), "mail"))
    return found


def _button(proposal: Proposal, page: str, title: str, icon: str) -> dict[str, Any]:
    return {"title": title, "icon": icon, "address": address_of(proposal, page)}


def answered(revision: Revision) -> list[tuple[str, str]]:
    """The questions of the form that was answered, each with its answer as people read it."""
    found = []
    words = {"yes": _("Yes"), "no": _("No")}
    for question in revision.form.questions if revision.form is not None else ():
        value = revision.answers.get(question["key"])
        if question["kind"] == QuestionKind.YES_NO:
            value = words.get(str(value), value)
        found.append((question["text"], "" if value is None else str(value)))
    return found


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one proposal. To a reviewer its text opens once they have declared."""
    proposal = find(pk)
    allow(request, "calls.view_proposal")
    user = signed_in(request)
    revisions = list(
        Revision.objects.filter(proposal=proposal).select_related("form").order_by("-number")
    )
    criteria = list(proposal.call.criteria.all()) if proposal.call is not None else []
    compared = compare([proposal], criteria)[0]
    reviews = proposal.reviews.select_related("revision", "assignment").order_by("pk")
    context = {
        "title": proposal.title,
        "proposal": proposal,
        "badge": proposal_badge(proposal.state),
        "is_closed": proposal.revision > 0 and not revisions,
        "revision": revisions[0] if revisions else None,
        "answers": answered(revisions[0]) if revisions else [],
        "earlier": revisions[1:],
        "assignments": list(proposal.assignments.order_by("pk")),
        "reviews": list(reviews),
        "criteria": [(each, compared.by_criterion[each.pk]) for each in criteria],
        "compared": compared,
        "fundings": list(proposal.fundings.select_related("allocation__source"))
        if user.has_perm("money.view_allocation")
        else [],
        "actions": [*_buttons(user, proposal), *links_of(user, proposal)],
        "today": today(),
        "news": latest(services.tracks(pk), NEWS),
        "history_address": address_of(proposal, "history"),
    }
    return model_page(request, Proposal, "calls/proposal.html", context)


# -- entering --------------------------------------------------------------------------------------


def _key(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if is_key(text) else 0


def add(request: HttpRequest) -> HttpResponse:
    """Enter a proposal that came: first whose it is and what it answers, then what it says."""
    allow(request, services.ADD)
    ngo = NGO.objects.filter(pk=_key(request, "ngo")).first()
    call = Call.objects.filter(pk=_key(request, "call")).select_related("body").first()
    if ngo is None:
        return _choice(request, call)
    user = signed_in(request)
    proposal = Proposal(ngo=ngo, call=call)
    bodies = Council.objects.filter(
        kind=WORKING_GROUP.key, is_active=True, province=ngo.province_id
    )
    form = forms.NewProposalForm(
        request.POST or None,
        form=freeze_form(call) if call is not None and call.forms.exists() else None,
        bodies=None if call is not None else bodies,
    )

    def take(data: dict[str, Any]) -> Proposal:
        if call is None:
            proposal.body = data.pop("body")
        return services.receive(actor=user, proposal=proposal, **data)

    return StepPage(
        row=Proposal,
        form=form,
        title=_("Add a proposal"),
        button=_("Save"),
        take=take,
        done=lambda made: (
            _("The proposal was recorded with the code %(code)s.") % {"code": made.tracking_code}
        ),
        leads_to=address_of,
        about=f"{ngo.name}، {call}" if call is not None else ngo.name,
        meaning=" ".join(map(str, obstacles(call, ngo))) if call is not None else "",
        back=Back(reverse("admin:calls_proposal_changelist"), _("Proposals")),
    ).answer(request)


def _choice(request: HttpRequest, call: Call | None) -> HttpResponse:
    form = forms.ChooseCallForm(request.POST or None, initial={"call": call})
    if request.method == "POST" and form.is_valid():
        chosen = {"ngo": form.cleaned_data["ngo"].pk}
        if form.cleaned_data["call"] is not None:
            chosen["call"] = form.cleaned_data["call"].pk
        query = urlencode(chosen)
        return HttpResponseRedirect(f"{reverse('admin:calls_proposal_add')}?{query}")
    return StepPage(
        row=Proposal,
        form=form,
        title=_("Add a proposal"),
        button=_("Go on"),
        take=lambda data: None,
        done="",
        back=Back(reverse("admin:calls_proposal_changelist"), _("Proposals")),
    ).answer(request)


def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a proposal again that was returned, as it was last sent."""
    proposal = find(pk)
    step = PROPOSAL.step("submit")
    allow(request, PROPOSAL.permission(step))
    user = signed_in(request)
    last = Revision.objects.filter(proposal=proposal).order_by("-number").first()
    initial: dict[str, Any] = {"title": proposal.title, "amount": proposal.amount}
    if last is not None:
        answers = {f"answer_{key}": value for key, value in last.answers.items()}
        initial |= {"summary": last.summary, **answers}
    form = forms.ProposalForm(
        request.POST or None,
        form=services.form_for(proposal),
        seen=services.STAMP.of(proposal),
        initial=initial,
    )
    return StepPage(
        row=proposal,
        form=form,
        title=step.label,
        take=lambda data: services.submit(actor=user, proposal=proposal, **data),
        done=_("The proposal was sent; reviewers are asked anew."),
        about=proposal.remarks,
        back=Back(address_of(proposal), proposal.title),
        objection=PROPOSAL.objection(step, user, proposal),
    ).answer(request)


# -- steps -----------------------------------------------------------------------------------------


def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the NGO which condition its proposal does not meet, and what it may do next."""
    proposal = find(pk)
    allow(request, services.WEIGH)
    user = signed_in(request)
    return StepPage(
        row=proposal,
        form=forms.TellForm(request.POST or None, seen=services.STAMP.of(proposal)),
        title=_("Tell the refusal"),
        take=lambda data: services.tell_refusal(actor=user, proposal=proposal, **data),
        done=_("The refusal is told, with its condition and the next step."),
        about=proposal.remarks,
        back=Back(address_of(proposal), proposal.title),
        objection=services.may_not_tell(user, proposal),
    ).answer(request)


def fund(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for money for a proposal that is supported."""
    proposal = find(pk)
    allow(request, "money.add_allocation")
    user = signed_in(request)
    initial = {"amount": left_to_ask(proposal)}
    return StepPage(
        row=proposal,
        form=forms.FundingForm(request.POST or None, proposal=proposal, initial=initial),
        title=_("Ask for money"),
        take=lambda data: ask_for_proposal(actor=user, proposal=proposal, **data),
        done=_("The money was asked for; another person approves it."),
        leads_to=address_of,
        about=proposal.title,
        back=Back(address_of(proposal), proposal.title),
        objection=may_not_ask(proposal),
    ).answer(request)


STEPS = {
    "submit": submit,
    "return": _STEPS.page(
        "return", forms.ReasonForm, services.send_back, _("The proposal was returned.")
    ),
    "close_reviews": _STEPS.page(
        "close_reviews", forms.NothingMoreForm, services.close_reviews,
        _("The reviews are closed; the proposal waits for a session."),
    ),
    "report": _STEPS.page(
        "report", forms.ReportForm, services.report, _("The final report was recorded.")
    ),
    "accept": _STEPS.page(
        "accept", forms.NothingMoreForm, services.accept, _("The final report was accepted.")
    ),
    "send_back": _STEPS.page(
        "send_back", forms.ReasonForm, services.return_report, _("The final report was returned.")
    ),
    "withdraw": _STEPS.page(
        "withdraw", forms.ReasonForm, services.withdraw, _("The proposal was withdrawn."),
        is_grave=True,
    ),
}  # fmt: skip
