"""What was decided on the policies that `accounts.policies` declares."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models.place import Province
from accounts.row_security import OfCountryOrProvince


@tracked()
class PolicySetting(models.Model):
    """The value that the ministry (without a province) or a province's office gave to a policy.

    A policy without a row has its default. Rows are written by `services/set_policy.py` alone.
    """

    row_scope = OfCountryOrProvince()

    name = models.CharField(_("Policy"), max_length=60)
    province = models.ForeignKey(
        Province, verbose_name=_("Province"), null=True, blank=True, on_delete=models.PROTECT
    )
    value = models.JSONField(_("Value"))

    class Meta:
        verbose_name = _("Policy setting")
        verbose_name_plural = _("Policy settings")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "province"],
                nulls_distinct=False,
                name="policy_decided_once",
                violation_error_message=_("This policy has a value for this place already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
