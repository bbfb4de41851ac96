"""Members of micro-funds."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import OFFICE, Follows
from persian.functions import Fold, IsMobile, IsNationalID, Today
from persian.model_fields import JalaliDateField, MobileField, NationalIDField, PersianCharField
from persian.search import OPERATOR_CLASS
from programs.microfunds.models.fund import MicroFund


@tracked(exclude=["name_key"])
class FundMember(models.Model):
    """One member of one fund, as its list of members knows them; they leave with nothing open.

    A room above may say which woman of its own a member is; nothing of her stands here.
    """

    row_scope = Follows(("fund",), kinds=OFFICE)

    fund = models.ForeignKey(
        MicroFund, verbose_name=_("Micro-fund"), on_delete=models.PROTECT, related_name="members"
    )
    full_name = PersianCharField(_("First and last name"), max_length=120)
    national_id = NationalIDField(_("National ID"), null=True, blank=True)
    mobile = MobileField(_("Mobile"), null=True, blank=True)
    joined_on = JalaliDateField(_("Joined on"))
    left_on = JalaliDateField(_("Left on"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    name_key = models.GeneratedField(
        expression=Fold("full_name"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        verbose_name = _("Member of a fund")
        verbose_name_plural = _("Members of funds")
        ordering = ("name_key", "id")
        permissions = [("export_fundmember", _("Can export members of funds"))]
        indexes = [GinIndex(OpClass(F("name_key"), OPERATOR_CLASS), name="fund_member_search")]
        constraints = [
            models.UniqueConstraint(fields=["id", "fund"], name="fund_member_of_fund"),
            models.UniqueConstraint(
                fields=["fund", "national_id"],
                condition=Q(left_on=None),
                name="fund_member_once",
                violation_error_message=_("Somebody with this national ID is a member already."),
            ),
            models.CheckConstraint(
                name="fund_member_has_a_name",
                condition=~Q(full_name=""),
                violation_error_message=_("A member needs a name."),
            ),
            models.CheckConstraint(
                name="fund_member_has_joined",
                condition=Q(joined_on__lte=Today()),
                violation_error_message=_(
                    "This day is still to come. Enter today or an earlier day."
                ),
            ),
            models.CheckConstraint(
                name="fund_member_leaves_later",
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                violation_error_message=_("Nobody leaves before they joined."),
            ),
            models.CheckConstraint(
                name="fund_member_national_id_is_right",
                condition=Q(national_id=None) | Q(IsNationalID("national_id")),
                violation_error_message=_(
                    "The check digit of the national ID does not match. "
                    "Compare the number with the card."
                ),
            ),
            models.CheckConstraint(
                name="fund_member_mobile_is_right",
                condition=Q(mobile=None) | Q(IsMobile("mobile")),
                violation_error_message=_("A mobile number has eleven digits and begins with 09."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name
