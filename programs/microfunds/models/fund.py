"""Micro-funds (صندوق خرد): whose members save together and lend to each other without interest."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace
from ngos.models.ngo import NGO
from persian.functions import Fold, Today
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField
from persian.personal_numbers import Takes
from persian.search import OPERATOR_CLASS


class FundKind(models.TextChoices):
    WOMEN = "women", _("Women who head households")
    RURAL = "rural", _("Rural")
    DISABILITY = "disability", _("Persons with disabilities")
    OTHER = "other", _("Other")


class FundState(models.TextChoices):
    """`PAUSED` funds take savings and repayments and lend nothing; `CLOSED` books take no entry."""

    ACTIVE = "active", _("At work")
    PAUSED = "paused", _("Lends nothing for now")
    CLOSED = "closed", _("Closed")


def _own(
    label: StrOrPromise, least: int, most: int
) -> "models.PositiveSmallIntegerField[Any, Any]":
    """A value of the fund's own charter; empty where the office's policy holds."""
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True,
        validators=[MinValueValidator(least), MaxValueValidator(most)],
    )  # fmt: skip


@tracked(exclude=["name_key"])
class MicroFund(models.Model):
    """One fund of an office's place. Its book is kept in `ledger.py`.

    The columns from `members_least` on are what its own charter says otherwise than the policies
    of `programs.microfunds.policies`, whose names they have.
    """

    row_scope = ByPlace()

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, related_name="+"
    )
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+", help_text=_("Empty for a fund of the whole province."),
    )  # fmt: skip
    name = PersianCharField(_("Name of the fund"), max_length=160)
    kind = models.CharField(_("Kind of the fund"), max_length=20, choices=FundKind.choices)
    operator = models.ForeignKey(
        NGO, verbose_name=_("NGO that operates it"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="microfunds",
    )  # fmt: skip
    founded_on = JalaliDateField(_("Founded on"))
    place = PersianCharField(_("Village or neighbourhood"), max_length=120, blank=True, default="")
    account_no = PersianCharField(
        _("Number of the bank account"), max_length=40, blank=True, default="",
        takes=Takes.LONG_NUMBER,
    )  # fmt: skip
    blocked_account_no = PersianCharField(
        _("Number of the blocked account"), max_length=40, blank=True, default="",
        takes=Takes.LONG_NUMBER,
        help_text=_("In which the deposits of borrowers lie until their loans are settled."),
    )  # fmt: skip
    state = models.CharField(
        _("State"), max_length=10, choices=FundState.choices, default=FundState.ACTIVE
    )
    notes = PersianTextField(_("Notes"), blank=True, default="")
    members_least = _own(_("Members, at least"), 1, 1000)
    members_most = _own(_("Members, at most"), 1, 1000)
    lending_after_months = _own(_("Lends so many months after it was founded"), 0, 60)
    membership_months = _own(_("Months of membership before a loan"), 0, 60)
    loan_percent = _own(_("Loan, at most so many percent of the savings"), 1, 5000)
    fee_percent = _own(_("Fee, percent of the loan"), 0, 4)
    deposit_percent = _own(_("Blocked deposit, percent of an instalment"), 0, 1000)
    cheque_percent = _own(_("Cheque of guarantee, percent of the loan"), 0, 1000)
    guarantors = _own(_("Guarantors, at least"), 0, 10)
    asked_until = _own(_("Asked for until this day of the month"), 1, 29)
    paid_from = _own(_("Paid from this day of the next month on"), 1, 29)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    name_key = models.GeneratedField(
        expression=Fold("name"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        verbose_name = _("Micro-fund")
        verbose_name_plural = _("Micro-funds")
        ordering = ("name_key", "id")
        indexes = [GinIndex(OpClass(F("name_key"), OPERATOR_CLASS), name="microfund_search")]
        constraints = [
            models.CheckConstraint(
                name="microfund_has_a_name",
                condition=~Q(name="")
                & Q(kind__in=FundKind.values, state__in=FundState.values),
                violation_error_message=_("Write the name, and choose the kind from the list."),
            ),
            models.CheckConstraint(
                name="microfund_is_founded",
                condition=Q(founded_on__lte=Today()),
                violation_error_message=_(
                    "This day is still to come. Enter today or an earlier day."
                ),
            ),
            models.CheckConstraint(
                name="microfund_members_in_order",
                condition=Q(members_least=None) | Q(members_most=None)
                | Q(members_least__lte=F("members_most")),
                violation_error_message=_("The least number of members exceeds the most."),
            ),
            models.CheckConstraint(
                name="microfund_fee_is_small",
                condition=Q(fee_percent=None) | Q(fee_percent__lte=4),
                violation_error_message=_("The fee is four percent at most."),
            ),
            models.UniqueConstraint(
                fields=["province", "county", "name_key"],
                nulls_distinct=False,
                name="microfund_once_in_an_office",
                violation_error_message=_("This office has a fund of this name already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
