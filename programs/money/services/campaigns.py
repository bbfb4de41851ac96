"""Verification campaigns: drawing a share once, asking for replies, judging, making it official."""

import datetime
import hashlib
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Province, User
from accounts.refusals import Refusal, require
from persian.dates import today
from programs.money.campaign_workflow import CampaignState
from programs.money.models import Action, Allocation, Campaign, CampaignItem, Finding, Result
from programs.money.services.refusing import refusing
from screens.history import Track
from screens.seen import Stamp, state_of, version_of_all
from screens.steps import lock, lock_for_step, needed


def tracks(pk: int) -> list[Track]:
    return [
        Track(Campaign, Q(pgh_obj_id=pk)),
        Track(CampaignItem, Q(campaign=pk), hidden={"campaign"}),
    ]


def item_tracks(pk: int) -> list[Track]:
    return [Track(CampaignItem, Q(pgh_obj_id=pk)), Track(Finding, Q(item=pk), hidden={"item"})]


STAMP = Stamp(of=state_of, tracks=lambda campaign: tracks(campaign.pk))
ITEM_STAMP = Stamp(
    of=lambda item: version_of_all(item_tracks(item.pk)),
    tracks=lambda item: item_tracks(item.pk),
)


def drawn(seed: str, keys: Iterable[int], percent: int) -> list[int]:
    """The share of these keys that a seed draws, rounded up, in the order in which it is drawn.

    Whoever knows the seed and the keys draws the same.
    """

    def place(key: int) -> str:
        return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()

    ordered = sorted(keys, key=place)
    return ordered[: -(-len(ordered) * percent // 100)]


def pool(campaign: Campaign) -> list[int]:
    """The keys of the allocations that a campaign draws from: of its year, with money paid."""
    rows = Allocation.objects.filter(province=campaign.province_id, year=campaign.year, paid__gt=0)
    return list(rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def prepare(
    *, actor: User, title: str, year: int, percent: int, province: Province | None = None
) -> Campaign:
    """Prepare a campaign over the allocations of a Jalali year."""
    require(actor, "money.add_campaign")
    campaign = Campaign(
        province=actor.province or province, title=title.strip(), year=year, percent=percent
    )
    with refusing():
        campaign.save()
    return campaign


@transaction.atomic
def draw(*, actor: User, campaign: Campaign, seen: str) -> Campaign:
    """Draw the share, once and for all. Raises Refusal where there is nothing to draw from."""
    campaign = lock_for_step(campaign, actor=actor, step="draw", seen=seen, stamp=STAMP)
    keys = pool(campaign)
    if not keys:
        text = _("No money of this year has been paid: there is nothing to draw from.")
        raise Refusal("nothing_to_draw", text)
    campaign.seed, campaign.drawn_from = secrets.token_hex(8), len(keys)
    chosen = drawn(campaign.seed, keys, campaign.percent)
    CampaignItem.objects.bulk_create(
        CampaignItem(campaign=campaign, allocation_id=key, position=position)
        for position, key in enumerate(chosen, 1)
    )
    campaign.drawn_on, campaign.drawn_by_name = today(), actor.get_full_name()
    campaign.state = CampaignState.DRAWN
    campaign.save()
    return campaign


@transaction.atomic
def ask_for_replies(
    *, actor: User, campaign: Campaign, seen: str, reply_due_on: datetime.date
) -> Campaign:
    """Tell the receivers what was drawn, and until when they may reply."""
    campaign = lock_for_step(campaign, actor=actor, step="open", seen=seen, stamp=STAMP)
    if reply_due_on <= today():
        text = _("Give them time: enter a day to come.")
        raise Refusal("too_early", text, field="reply_due_on")
    campaign.reply_due_on, campaign.state = reply_due_on, CampaignState.REPLYING
    campaign.save()
    campaign.items.update(opened_on=today())
    return campaign


@transaction.atomic
def record_reply(*, actor: User, item: CampaignItem, seen: str, reply: str) -> CampaignItem:
    """Type what a receiver replied. Raises Refusal outside the phase of replies."""
    require(actor, "money.change_campaignitem")
    item = lock(item, seen=seen, stamp=ITEM_STAMP)
    if item.campaign.state != CampaignState.REPLYING:
        raise Refusal("not_replying", _("Replies are recorded while they are awaited."))
    item.reply = needed(reply, _("Write the reply."), field="reply")
    item.replied_on = today()
    with refusing():
        item.save(update_fields=["reply", "replied_on"])
    return item


@transaction.atomic
def judge(
    *,
    actor: User,
    item: CampaignItem,
    seen: str,
    result: str,
    remarks: str,
    action: str = "",
    no_action_reason: str = "",
) -> Finding:
    """Say what was found; its receiver reads it once the campaign is official.

    Raises Refusal where something is not in order and nothing is said to follow, or nothing
    follows without a reason.
    """
    require(actor, "money.change_campaignitem")
    item = lock(item, seen=seen, stamp=ITEM_STAMP)
    if item.campaign.state not in (CampaignState.DRAWN, CampaignState.REPLYING):
        raise Refusal("official", _("The results are official and stay as they are."))
    if result == Result.FAULTY and not action:
        text = _("Say what follows from what is not in order.")
        raise Refusal("what_follows", text, field="action")
    if action == Action.NONE and not no_action_reason.strip():
        text = _("Where nothing follows, write why: “No action, because …”.")
        raise Refusal("no_reason", text, field="no_action_reason")
    finding = Finding.objects.filter(item=item).first() or Finding(item=item)
    is_faulty = result == Result.FAULTY
    finding.result, finding.remarks = result, remarks.strip()
    finding.action = action if is_faulty else ""
    finding.no_action_reason = no_action_reason.strip() if finding.action == Action.NONE else ""
    finding.judged_on, finding.judged_by_name = today(), actor.get_full_name()
    with refusing():
        finding.save()
    return finding


@transaction.atomic
def publish(*, actor: User, campaign: Campaign, seen: str) -> Campaign:
    """Make the results official, once each is judged and each receiver has replied or had time."""
    campaign = lock_for_step(campaign, actor=actor, step="publish", seen=seen, stamp=STAMP)
    unjudged = campaign.items.filter(finding=None).count()
    if unjudged:
        text = _("%(count)s of the allocations are not judged yet.")
        raise Refusal("unjudged", text, params={"count": unjudged})
    assert campaign.reply_due_on is not None
    if today() <= campaign.reply_due_on and campaign.items.filter(replied_on=None).exists():
        text = _("Not everybody has replied, and they still may.")
        raise Refusal("may_reply", text)
    campaign.state, campaign.official_on = CampaignState.OFFICIAL, today()
    campaign.save()
    Finding.objects.filter(item__campaign=campaign).update(official_on=today())
    return campaign
