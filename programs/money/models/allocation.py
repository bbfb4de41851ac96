"""Allocations (تخصیص): money of a source for an agency or an NGO, from the request to its end."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace
from letters.models import Counterpart
from ngos.models import NGO
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField, RialField
from persian.numbers import format_rial
from persian.personal_numbers import Takes
from programs.money.models.priority import Priority
from programs.money.models.source import Source
from programs.money.workflow import ALLOCATION, AllocationState
from programs.projects.models import Program


def _account(label: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=label, null=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip


def _name(label: Any) -> Any:
    return PersianCharField(label, max_length=160, blank=True, default="", editable=False)


@tracked(exclude=["allocated", "paid", "spent", "verified", "posted", "paid_on", "listed_as"])
class Allocation(models.Model):
    """What was asked for one receiver, and what became of it. All amounts are whole rials.

    `allocated`, `paid`, `spent`, `verified`, `posted` and `paid_on` are the running totals of its
    entries, kept by the database. `opening_spent` is what a list told of the past. The state is
    changed by `programs.money.services` alone.
    """

    row_scope = ByPlace(ngo="ngo_id")
    workflow = ALLOCATION

    province = models.ForeignKey(Province, verbose_name=_("Province"), on_delete=models.PROTECT)
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT
    )
    source = models.ForeignKey(
        Source, verbose_name=_("Source of funding"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="allocations",
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(_("Year"))
    priority = models.ForeignKey(
        Priority, verbose_name=_("Priority"), on_delete=models.PROTECT, related_name="allocations"
    )
    counterpart = models.ForeignKey(
        Counterpart, verbose_name=_("Agency"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="allocations",
    )  # fmt: skip
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="allocations",
    )  # fmt: skip
    program = models.ForeignKey(
        Program, verbose_name=_("Program"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="allocations",
    )  # fmt: skip
    purpose = PersianTextField(_("Purpose"), blank=True, default="")
    amount = RialField(_("Amount asked"))
    document_no = PersianCharField(
        _("Document number"), max_length=60, blank=True, default="", takes=Takes.PAPER_NUMBER
    )
    opening_spent = RialField(_("Spent by the list"), default=0, editable=False)
    # What tells the rows of lists apart.
    listed_as = models.CharField(max_length=400, null=True, editable=False)
    state = models.CharField(
        _("State"), max_length=10, choices=AllocationState.choices,
        default=AllocationState.ASKED, editable=False,
    )  # fmt: skip
    asked_on = JalaliDateField(_("Asked on"), null=True, editable=False)
    asked_by = _account(_("Asked by"))
    asked_by_name = _name(_("Asked by"))
    approved_on = JalaliDateField(_("Decided on"), null=True, editable=False)
    approved_by = _account(_("Decided by"))
    approved_by_name = _name(_("Decided by"))
    decision_note = PersianTextField(_("Reason"), blank=True, default="", editable=False)
    allocated = RialField(_("Allocated"), default=0, editable=False)
    paid = RialField(_("Paid"), default=0, editable=False)
    spent = RialField(_("Spent"), default=0, editable=False)
    verified = RialField(_("Verified"), default=0, editable=False)
    posted = models.PositiveIntegerField(default=0, editable=False)  # entries so far
    paid_on = JalaliDateField(_("Last payment"), null=True, editable=False)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Allocation")
        verbose_name_plural = _("Allocations")
        ordering = ("-year", "-id")
        permissions = [
            ("approve_allocation", _("Can approve allocations")),
            ("pay_allocation", _("Can pay allocations")),
            ("spend_allocation", _("Can record expenditures")),
            ("verify_allocation", _("Can verify expenditures")),
            ("reverse_allocation", _("Can reverse entries")),
            ("publish_open_data", _("Can publish open data")),
        ]
        indexes = [models.Index(fields=["province", "-year", "-id"], name="allocation_by_year")]
        constraints = [
            models.CheckConstraint(
                name="allocation_has_one_receiver",
                condition=Q(counterpart__isnull=False, ngo=None)
                | Q(counterpart=None, ngo__isnull=False),
                violation_error_message=_("Choose an agency or an NGO, one of the two."),
            ),
            models.CheckConstraint(
                name="allocation_year_is_likely",
                condition=Q(year__gte=1300, year__lte=1500),
                violation_error_message=_("Write the year with four digits, such as 1402."),
            ),
            models.CheckConstraint(
                name="allocation_amount_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("The amount is more than nothing."),
            ),
            models.CheckConstraint(
                name="allocation_has_a_source",
                condition=Q(source__isnull=False),
                violation_error_message=_("Choose the source of the money."),
            ),
            models.CheckConstraint(
                name="allocation_spent_of_it",
                condition=Q(opening_spent__gte=0, opening_spent__lte=F("amount")),
                violation_error_message=_("More is spent than was allocated."),
            ),
            models.CheckConstraint(
                name="allocation_not_above_what_was_asked",
                condition=Q(allocated__gte=0, allocated__lte=F("amount")),
                violation_error_message=_("More would be allocated than was asked for."),
            ),
            models.CheckConstraint(
                name="allocation_is_not_overpaid",
                condition=Q(paid__gte=0, paid__lte=F("allocated")),
                violation_error_message=_("More would be paid than is allocated."),
            ),
            models.CheckConstraint(
                name="allocation_is_not_overspent",
                condition=Q(spent__gte=0, spent__lte=F("paid")),
                violation_error_message=_("More would be spent than is paid."),
            ),
            models.CheckConstraint(
                name="allocation_verified_is_spent",
                condition=Q(verified__gte=0, verified__lte=F("spent")),
                violation_error_message=_("More would be verified than is spent."),
            ),
            models.CheckConstraint(
                name="allocation_is_approved_by_another",
                condition=Q(approved_by=None) | Q(asked_by=None) | ~Q(approved_by=F("asked_by")),
                violation_error_message=_("Who asked does not decide."),
            ),
            models.UniqueConstraint(
                fields=["province", "listed_as"],
                name="allocation_listed_once",
                violation_error_message=_("This row of the list is there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receiver} · {format_rial(self.amount)}"

    @property
    def receiver(self) -> Any:
        """The agency or the NGO."""
        return self.ngo or self.counterpart

    @property
    def left(self) -> int:
        """What is allocated and not spent, in rial."""
        return self.allocated - self.spent
