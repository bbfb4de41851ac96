"""Verification campaigns (پویش راستی‌آزمایی): a share of allocations, drawn once and looked at."""

from dataclasses import dataclass, replace

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Province
from accounts.row_security import Access, ByPlace, Follows
from accounts.scope import Kind
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField
from persian.personal_numbers import Takes
from programs.money.campaign_workflow import CAMPAIGN, CampaignState
from programs.money.models.allocation import Allocation


@dataclass(frozen=True)
class ToNGOsOnceTold(Follows):
    """Rows that follow others, and that an NGO's officers read once the day in a column is set."""

    told: str = ""
    grant: str = "SELECT, INSERT, UPDATE"  # what is drawn and found stays

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        found = super().access(model)
        own = found[Kind.NGO]
        reads = f"({own.reads}) AND {model._meta.db_table}.{self.told} IS NOT NULL"
        return {**found, Kind.NGO: replace(own, reads=reads)}


@tracked()
class Campaign(models.Model):
    """One campaign of an office. What is drawn follows from its seed, and stays."""

    row_scope = ByPlace(county=None, also="false")
    workflow = CAMPAIGN

    province = models.ForeignKey(Province, verbose_name=_("Province"), on_delete=models.PROTECT)
    title = PersianCharField(_("Title"), max_length=160)
    year = models.PositiveSmallIntegerField(_("Year"))
    percent = models.PositiveSmallIntegerField(_("Share (percent)"))
    seed = models.CharField(_("Seed"), max_length=32, blank=True, default="", editable=False)
    drawn_from = models.PositiveIntegerField(_("Drawn from"), default=0, editable=False)
    drawn_on = JalaliDateField(_("Drawn on"), null=True, editable=False)
    drawn_by_name = PersianCharField(
        _("Drawn by"), max_length=160, blank=True, default="", editable=False
    )
    reply_due_on = JalaliDateField(_("Reply expected by"), null=True, editable=False)
    official_on = JalaliDateField(_("Official since"), null=True, editable=False)
    state = models.CharField(
        _("State"), max_length=10, choices=CampaignState.choices, default=CampaignState.DRAFT,
        editable=False,
    )  # fmt: skip
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Verification campaign")
        verbose_name_plural = _("Verification campaigns")
        ordering = ("-year", "-id")
        permissions = [("draw_campaign", _("Can draw campaigns and make them official"))]
        constraints = [
            models.CheckConstraint(
                name="campaign_share_is_a_percentage",
                condition=Q(percent__gte=1, percent__lte=100) & ~Q(title=""),
                violation_error_message=_("The share lies between 1 and 100 percent."),
            ),
            models.CheckConstraint(
                name="campaign_drawn_has_its_seed",
                condition=Q(state=CampaignState.DRAFT) | ~Q(seed=""),
                violation_error_message=_("What is drawn has its seed."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class CampaignItem(models.Model):
    """One allocation that was drawn, with the reply of its receiver, typed by the office."""

    row_scope = ToNGOsOnceTold(("allocation",), told="opened_on")

    campaign = models.ForeignKey(
        Campaign, verbose_name=_("Verification campaign"), on_delete=models.PROTECT,
        related_name="items",
    )  # fmt: skip
    allocation = models.ForeignKey(
        Allocation, verbose_name=_("Allocation"), on_delete=models.PROTECT,
        related_name="campaign_items",
    )  # fmt: skip
    position = models.PositiveIntegerField(_("Position"))
    # Since when its receiver is asked, and may know of it.
    opened_on = JalaliDateField(_("Asked on"), null=True, editable=False)
    question = PersianTextField(
        _("What is asked of the receiver"), blank=True, default="", takes=Takes.ANYTHING
    )
    reply = PersianTextField(_("Reply"), blank=True, default="", takes=Takes.ANYTHING)
    replied_on = JalaliDateField(_("Replied on"), null=True, editable=False)

    class Meta:
        verbose_name = _("Allocation in a campaign")
        verbose_name_plural = _("Allocations in campaigns")
        ordering = ("campaign_id", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "allocation"],
                name="campaign_item_once",
                violation_error_message=_("It has been drawn already."),
            ),
            models.CheckConstraint(
                name="campaign_reply_has_its_day",
                condition=Q(reply="", replied_on=None)
                | (~Q(reply="") & Q(replied_on__isnull=False)),
                violation_error_message=_("Write the reply."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.allocation)


class Result(models.TextChoices):
    SOUND = "sound", _("In order")
    FAULTY = "faulty", _("Not in order")


class Action(models.TextChoices):
    """What follows from what is not in order; nothing follows only with its reason."""

    WARNING = "warning", _("Warning")
    PAY_BACK = "pay_back", _("To be paid back")
    CASE = "case", _("Supervision case")
    NONE = "none", _("No action, because …")


@tracked()
class Finding(models.Model):
    """What was found of one allocation. Its receiver reads it once the campaign is official."""

    row_scope = ToNGOsOnceTold(("item",), told="official_on")

    item = models.OneToOneField(
        CampaignItem, verbose_name=_("Allocation in a campaign"), on_delete=models.PROTECT,
        related_name="finding",
    )  # fmt: skip
    result = models.CharField(_("Result"), max_length=10, choices=Result.choices)
    remarks = PersianTextField(_("What was found"), takes=Takes.ANYTHING)
    action = models.CharField(_("What follows"), max_length=10, choices=Action.choices, blank=True)
    no_action_reason = PersianTextField(
        _("No action, because"), blank=True, default="", takes=Takes.ANYTHING
    )
    judged_on = JalaliDateField(_("Judged on"))
    judged_by_name = PersianCharField(
        _("Judged by"), max_length=160, blank=True, default="", editable=False
    )
    official_on = JalaliDateField(_("Official since"), null=True, editable=False)

    class Meta:
        verbose_name = _("Finding of a campaign")
        verbose_name_plural = _("Findings of campaigns")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="finding_says_what_was_found",
                condition=Q(result__in=Result.values) & ~Q(remarks=""),
                violation_error_message=_("Write what was found."),
            ),
            models.CheckConstraint(
                name="finding_says_what_follows",
                condition=Q(result=Result.SOUND, action="")
                | Q(result=Result.FAULTY, action__in=Action.values),
                violation_error_message=_("Say what follows from what is not in order."),
            ),
            models.CheckConstraint(
                name="finding_no_action_has_a_reason",
                condition=(Q(action=Action.NONE) & ~Q(no_action_reason=""))
                | (~Q(action=Action.NONE) & Q(no_action_reason="")),
                violation_error_message=_(
                    "Where nothing follows, write why: “No action, because …”."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_result_display()
