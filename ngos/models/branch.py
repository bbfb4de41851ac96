"""Branches (شعبه) of NGOs in other places."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County
from accounts.row_security import Follows
from ngos.models.ngo import NGO
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField
from persian.personal_numbers import Takes


@tracked()
class Branch(models.Model):
    """One branch of an NGO."""

    row_scope = Follows(("ngo",))

    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), on_delete=models.CASCADE, related_name="branches"
    )
    county = models.ForeignKey(County, verbose_name=_("County"), on_delete=models.PROTECT)
    head_name = PersianCharField(_("Head of the branch"), max_length=120, blank=True)
    permit_no = PersianCharField(
        _("Permit number"), max_length=60, blank=True, takes=Takes.PAPER_NUMBER
    )
    address = PersianTextField(_("Address"), blank=True, default="", takes=Takes.ADDRESS)
    phone = PersianCharField(_("Phone"), max_length=60, blank=True, takes=Takes.PHONE)
    opened_on = JalaliDateField(_("Opened on"), null=True, blank=True)
    closed_on = JalaliDateField(_("Closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Branch")
        verbose_name_plural = _("Branches")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["ngo", "county"],
                condition=Q(closed_on=None),
                name="branch_once_in_county",
                violation_error_message=_("This NGO has an open branch in this county already."),
            ),
            models.CheckConstraint(
                name="branch_closes_after_it_opens",
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=F("opened_on")),
                violation_error_message=_("The branch closes before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.county)
