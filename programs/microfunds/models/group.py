"""Self-help groups (گروه همیار): a few women of one trade who begin with one grant."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace
from ngos.models.ngo import NGO
from persian.functions import Fold, words
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField, RialField
from persian.search import OPERATOR_CLASS
from programs.microfunds.models.fund import MicroFund


@tracked(exclude=["search_text"])
class SelfHelpGroup(models.Model):
    """One group: its trade, how many it has, the grant that it was given, whether it works."""

    row_scope = ByPlace()

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, related_name="+"
    )
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    name = PersianCharField(_("Name of the group"), max_length=120)
    trade = PersianCharField(
        _("Trade"), max_length=120, help_text=_("For example: tailoring, bakery, weaving mats.")
    )
    place = PersianCharField(_("Village or neighbourhood"), max_length=120, blank=True, default="")
    member_count = models.PositiveSmallIntegerField(
        _("Number of members"), validators=[MinValueValidator(1)]
    )
    facilitator = models.ForeignKey(
        NGO, verbose_name=_("NGO that facilitates it"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="self_help_groups",
    )  # fmt: skip
    fund = models.ForeignKey(
        MicroFund, verbose_name=_("Micro-fund"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="groups",
    )  # fmt: skip
    founded_on = JalaliDateField(_("Founded on"))
    grant = RialField(_("Grant (rial)"), null=True, blank=True)
    granted_on = JalaliDateField(_("Granted on"), null=True, blank=True)
    is_active = models.BooleanField(_("At work"), default=True)
    notes = PersianTextField(_("Notes"), blank=True, default="")
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    search_text = models.GeneratedField(
        expression=Fold(words("name", "trade", "place")),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("Self-help group")
        verbose_name_plural = _("Self-help groups")
        ordering = ("search_text", "id")
        indexes = [GinIndex(OpClass(F("search_text"), OPERATOR_CLASS), name="group_search")]
        constraints = [
            models.CheckConstraint(
                name="group_has_a_name_and_a_trade",
                condition=~Q(name="") & ~Q(trade="") & Q(member_count__gte=1),
                violation_error_message=_("A group has a name, a trade and members."),
            ),
            models.CheckConstraint(
                name="group_grant_has_its_day",
                condition=Q(grant=None, granted_on=None)
                | Q(grant__gt=0, granted_on__isnull=False, granted_on__gte=F("founded_on")),
                violation_error_message=_(
                    "A grant has its amount and its day, which is not before the group was founded."
                ),
            ),
            models.UniqueConstraint(
                fields=["province", "county", "name"],
                nulls_distinct=False,
                name="group_once_in_an_office",
                violation_error_message=_("This office has a group of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
