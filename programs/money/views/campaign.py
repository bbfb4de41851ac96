"""Verification campaigns: their page, their steps, and what is drawn."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.refusals import Refusal
from accounts.requests import signed_in
from programs.money import campaign_forms as forms
from programs.money.badges import campaign_badge, result_badge
from programs.money.campaign_workflow import CAMPAIGN, CampaignState
from programs.money.models import Campaign, CampaignItem, Finding
from programs.money.services import campaigns
from screens.history import latest
from screens.pages import address_of, allow, model_page
from screens.record_steps import RecordSteps
from screens.seen import seen_in
from screens.step_page import Back, StepPage

NEWS = 8  # events beside the page
POSTS = frozenset({"draw", "publish"})


def find(pk: int) -> Campaign:
    """Raises Http404 for a campaign outside the scope."""
    return get_object_or_404(Campaign.objects.select_related("province"), pk=pk)


def find_item(pk: int) -> CampaignItem:
    query = CampaignItem.objects.select_related(
        "campaign", "allocation__ngo", "allocation__counterpart"
    )
    return get_object_or_404(query, pk=pk)


_STEPS = RecordSteps(
    workflow=CAMPAIGN, stamp=campaigns.STAMP, find=find, called="campaign", posts=POSTS,
    icons={"draw": "casino", "open": "forum", "publish": "campaign"},
)  # fmt: skip


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one campaign: what was drawn from how many, with its seed, and what was found."""
    campaign = find(pk)
    allow(request, "money.view_campaign")
    items = campaign.items.select_related(
        "allocation__ngo", "allocation__counterpart", "finding"
    ).order_by("position")
    actions = _STEPS.buttons(signed_in(request), campaign)
    rows = [
        {"item": item, "badge": result_badge(finding.result) if finding else "", "finding": finding}
        for item in items
        for finding in [getattr(item, "finding", None)]
    ]
    context = {
        "title": campaign.title,
        "campaign": campaign,
        "badge": campaign_badge(campaign.state),
        "rows": rows,
        "actions": actions,
        "news": latest(campaigns.tracks(campaign.pk), NEWS),
        "history_address": address_of(campaign, "history"),
    }
    return model_page(request, Campaign, "money/campaign.html", context)


def add(request: HttpRequest) -> HttpResponse:
    allow(request, "money.add_campaign")
    user = signed_in(request)
    return StepPage(
        row=Campaign,
        form=forms.CampaignForm(request.POST or None, user=user),
        title=_("Prepare a verification campaign"),
        button=_("Save"),
        take=lambda data: campaigns.prepare(actor=user, **data),
        done=_("The campaign is prepared; now its sample is drawn."),
        leads_to=address_of,
        back=Back(reverse("admin:money_campaign_changelist"), _("Verification campaigns")),
    ).answer(request)


def _at_once(
    request: HttpRequest, pk: int, service: Callable[..., object], done: str
) -> HttpResponse:
    campaign = find(pk)
    allow(request, "money.draw_campaign")
    try:
        service(actor=signed_in(request), campaign=campaign, seen=seen_in(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(address_of(campaign))


@require_POST
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    return _at_once(request, pk, campaigns.draw, _("The sample is drawn and stays."))


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    return _at_once(request, pk, campaigns.publish, _("The results are official."))


def open_replies(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = find(pk)
    step = CAMPAIGN.step("open")
    allow(request, CAMPAIGN.permission(step))
    user = signed_in(request)
    return StepPage(
        row=campaign,
        form=forms.OpenRepliesForm(request.POST or None, seen=campaigns.STAMP.of(campaign)),
        title=step.label,
        take=lambda data: campaigns.ask_for_replies(actor=user, campaign=campaign, **data),
        done=_("The receivers are asked for their replies."),
        objection=CAMPAIGN.objection(step, user, campaign),
        back=Back(address_of(campaign), campaign.title),
    ).answer(request)


def _of_item(
    request: HttpRequest, item: CampaignItem, form: Any, title: str, take: Any, done: str
) -> HttpResponse:
    closed = Refusal("not_allowed", _("The results are official and stay as they are."))
    return StepPage(
        row=item,
        form=form,
        title=title,
        take=take,
        done=done,
        objection=closed if item.campaign.state == CampaignState.OFFICIAL else None,
        about=item.reply,
        back=Back(address_of(item.campaign), item.campaign.title),
    ).answer(request)


def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Type the reply of a receiver."""
    item = find_item(pk)
    allow(request, "money.change_campaignitem")
    user, seen = signed_in(request), campaigns.ITEM_STAMP.of(item)
    form = forms.ReplyForm(request.POST or None, seen=seen, initial={"reply": item.reply})
    return _of_item(
        request, item, form, _("Record the reply"),
        lambda data: campaigns.record_reply(actor=user, item=item, **data),
        _("The reply is recorded."),
    )  # fmt: skip


def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what was found of an allocation."""
    item = find_item(pk)
    allow(request, "money.change_campaignitem")
    user, seen = signed_in(request), campaigns.ITEM_STAMP.of(item)
    found = Finding.objects.filter(item=item).first()
    names = ("result", "remarks", "action", "no_action_reason")
    known = {name: getattr(found, name) for name in names} if found else {}
    form = forms.JudgeForm(request.POST or None, seen=seen, initial=known)
    return _of_item(
        request, item, form, _("Record what was found"),
        lambda data: campaigns.judge(actor=user, item=item, **data),
        _("What was found is recorded; it is shown once it is official."),
    )  # fmt: skip
