"""Agreements (تفاهم‌نامه) of an office with NGOs and others: parties, terms, and until when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import OFFICE, ByPlace, Follows
from ngos.models.ngo import NGO
from persian.model_fields import (
    JalaliDateField,
    PersianCharField,
    PersianTextField,
    RialField,
)
from persian.personal_numbers import Takes
from programs.projects.models.program import Program


@tracked()
class Agreement(models.Model):
    """One agreement. It holds through its last day."""

    row_scope = ByPlace()

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, related_name="+"
    )
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    program = models.ForeignKey(
        Program, verbose_name=_("Program"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="agreements",
    )  # fmt: skip
    title = PersianCharField(_("Subject"), max_length=200)
    number = PersianCharField(
        _("Number"), max_length=60, blank=True, default="", takes=Takes.LONG_NUMBER
    )
    signed_on = JalaliDateField(_("Signed on"))
    starts_on = JalaliDateField(_("Holds from"))
    ends_on = JalaliDateField(_("Holds until"))
    amount = RialField(_("Amount (rial)"), null=True, blank=True)
    terms = PersianTextField(_("Terms"), blank=True, default="", takes=Takes.ANYTHING)
    ended_on = JalaliDateField(
        _("Ended earlier, on"), null=True, blank=True,
        help_text=_("Only where it did not last until its day."),
    )  # fmt: skip
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Agreement")
        verbose_name_plural = _("Agreements")
        ordering = ("ends_on", "id")
        constraints = [
            models.CheckConstraint(
                name="agreement_has_a_subject",
                condition=~Q(title=""),
                violation_error_message=_("Write what the agreement is about."),
            ),
            models.CheckConstraint(
                name="agreement_ends_after_it_begins",
                condition=Q(ends_on__gte=F("starts_on"))
                & (Q(ended_on=None) | Q(ended_on__gte=F("starts_on"))),
                violation_error_message=_("The agreement ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class Party(models.Model):
    """One side of an agreement beside the office itself."""

    row_scope = Follows(("agreement",), kinds=OFFICE)

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="agreements",
    )  # fmt: skip
    name = PersianCharField(
        _("Name"), max_length=160, blank=True, default="",
        help_text=_("Needed only where it is no NGO of the register."),
    )  # fmt: skip
    duties = PersianTextField(_("What it undertakes"), blank=True, default="")

    class Meta:
        verbose_name = _("Party")
        verbose_name_plural = _("Parties")
        default_permissions = ()
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="party_is_named",
                condition=~Q(name=""),
                violation_error_message=_("Choose the NGO, or write the name."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "ngo"],
                condition=Q(ngo__isnull=False),
                name="party_once",
                violation_error_message=_("This NGO is a party already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
