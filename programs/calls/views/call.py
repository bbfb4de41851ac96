"""One call: its page, its form, its steps, and its proposals compared."""

import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.access import log
from accounts.models import Act, User
from accounts.requests import signed_in
from files.exporting.workbook import CONTENT_TYPE
from files.harmless import saved_file
from persian.dates import today
from programs.calls import forms
from programs.calls.badges import call_badge, proposal_badge
from programs.calls.comparison import write_comparison
from programs.calls.models import Call
from programs.calls.parts import CALL_PARTS
from programs.calls.services import calls as services
from programs.calls.services.reviews import compare
from programs.calls.workflow import CALL, CallState, ProposalState
from screens.history import latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.record_form import RecordForm
from screens.record_parts import on_page
from screens.record_steps import RecordSteps

NEWS = 6


def find(pk: int) -> Call:
    """Raises Http404 for a call outside the scope."""
    return get_object_or_404(
        Call.objects.select_related("province", "county", "body", "program"), pk=pk
    )


_STEPS = RecordSteps(
    workflow=CALL, stamp=services.STAMP, find=find, called="call",
    icons={"publish": "campaign", "decide": "inventory_2", "cancel": "cancel"},
)  # fmt: skip


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one call."""
    call = find(pk)
    allow(request, "calls.view_call")
    user = signed_in(request)
    actions = _STEPS.buttons(user, call)
    if user.has_perm("calls.view_proposal") and call.state != CallState.DRAFT:
        actions.insert(
            0,
            {
                "title": _("Compare the proposals"),
                "icon": "balance",
                "address": address_of(call, "compared"),
            },
        )
    if user.has_perm(services.CHANGE) and services.published(user, call) is None:
        actions.append({"title": _("Edit"), "icon": "edit", "address": address_of(call, "change")})
    if user.has_perm("calls.add_proposal") and call.state == CallState.PUBLISHED:
        address = f"{reverse('admin:calls_proposal_add')}?call={call.pk}"
        actions.append({"title": _("Add a proposal"), "icon": "add", "address": address})
    parts = on_page(CALL_PARTS, user, call)
    context = {
        "title": call.title,
        "call": call,
        "badge": call_badge(call.state),
        "fields": list(call.fields.all()),
        "counties": list(call.counties.all()),
        "actions": [*actions, *links_of(user, call)],
        "parts": parts,
        "weights": sum(each["row"].weight for each in parts["criteria"]["rows"]),
        "is_draft": call.state == CallState.DRAFT,
        "today": today(),
        "news": latest(services.tracks(pk), NEWS),
        "history_address": address_of(call, "history"),
    }
    return model_page(request, Call, "calls/call.html", context)


def _saved(user: User, form: forms.CallRecordForm) -> Call:
    data = form.cleaned_data
    return services.save_call(
        actor=user, call=form.instance, fields=data["fields"], counties=data["counties"]
    )


FORM = RecordForm(
    model=Call, form=forms.CallRecordForm, save=_saved,
    add_permission=services.ADD, change_permission=services.CHANGE,
    adding=gettext_lazy("Add a call"), changing=gettext_lazy("Change the call"),
    added=gettext_lazy("The call was recorded. Enter its criteria and questions, then publish it."),
    objection=services.published,
)  # fmt: skip

STEPS = {
    "publish": _STEPS.page(
        "publish", forms.NothingMoreForm, services.publish, _("The call is published.")
    ),
    "decide": _STEPS.page("decide", forms.NothingMoreForm, services.decide, _("The call is done.")),
    "cancel": _STEPS.page(
        "cancel", forms.ReasonForm, services.cancel, _("The call was cancelled."), is_grave=True
    ),
}


# -- comparing -------------------------------------------------------------------------------------


def _compared(call: Call) -> tuple[list[Any], list[Any]]:
    """The criteria, and the proposals with their means, as far as the reader sees them."""
    criteria = list(call.criteria.all())
    rows = call.proposals.exclude(state__in=(ProposalState.DRAFT, ProposalState.WITHDRAWN))
    return criteria, compare(rows.select_related("ngo"), criteria)


@require_GET
def compared(request: HttpRequest, pk: int) -> HttpResponse:
    """All proposals of a call on one page, the best first."""
    call = find(pk)
    allow(request, "calls.view_proposal")
    criteria, rows = _compared(call)
    context = {
        "title": _("Proposals compared"),
        "call": call,
        "criteria": criteria,
        "rows": [
            {
                "proposal": each.proposal,
                "badge": proposal_badge(each.proposal.state),
                "points": [each.by_criterion[one.pk] for one in criteria],
                "mean": each.mean,
                "count": each.count,
            }
            for each in rows
        ],
    }
    return model_page(request, Call, "calls/compared.html", context)


@require_GET
def workbook(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same as a workbook."""
    call = find(pk)
    allow(request, "calls.view_proposal")
    criteria, rows = _compared(call)
    content = io.BytesIO(write_comparison(call, criteria, rows))
    log(Act.EXPORTED, list=Call._meta.verbose_name, id=call.pk)
    return saved_file(content, name=f"{call.title}.xlsx", content_type=CONTENT_TYPE)
