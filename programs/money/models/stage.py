"""Stages (مرحله) in which an allocation is paid, as it was approved."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import ADD, Follows
from persian.model_fields import JalaliDateField, RialField
from persian.numbers import persian_digits
from programs.money.models.allocation import Allocation


@tracked(exclude=["paid"])
class Stage(models.Model):
    """One payment that is planned. It is never changed; `paid` is kept by the entries."""

    row_scope = Follows(("allocation",), grant=ADD)

    allocation = models.ForeignKey(
        Allocation, verbose_name=_("Allocation"), on_delete=models.PROTECT, related_name="stages"
    )
    number = models.PositiveSmallIntegerField(_("Number"))
    amount = RialField(_("Amount"))
    due_on = JalaliDateField(_("To be paid on"))
    paid = RialField(_("Paid"), default=0, editable=False)

    class Meta:
        verbose_name = _("Stage of payment")
        verbose_name_plural = _("Stages of payment")
        default_permissions = ()
        ordering = ("allocation_id", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["allocation", "number"],
                name="stage_number_once",
                violation_error_message=_("This stage is there already."),
            ),
            models.CheckConstraint(
                name="stage_is_not_overpaid",
                condition=Q(amount__gt=0, paid__gte=0, paid__lte=F("amount")),
                violation_error_message=_("More would be paid than this stage has."),
            ),
        ]

    def __str__(self) -> str:
        return persian_digits(self.number)
