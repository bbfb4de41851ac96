"""Entries (سند) of the book of an allocation: what was allocated, paid, spent and verified."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.row_security import ADD, Follows
from ngos.models.document import storage_name
from persian.functions import Today
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField, RialField
from persian.numbers import format_rial
from persian.personal_numbers import Takes
from programs.money.models.allocation import Allocation
from programs.money.models.stage import Stage


class EntryKind(models.TextChoices):
    ALLOCATED = "allocated", _("Allocated")
    TAKEN_BACK = "taken_back", _("Taken back")
    PAID = "paid", _("Paid")
    SPENT = "spent", _("Spent")
    VERIFIED = "verified", _("Verified")


class Entry(models.Model):
    """One line of the book. It is added and never changed: a mistake is reversed by another line.

    `before` and `after` are the total that it moves, as it stood and as it stands then. Its number,
    its author, these two and the totals above are written by the database. It is its own history.
    """

    row_scope = Follows(("allocation",), grant=ADD)

    allocation = models.ForeignKey(
        Allocation, verbose_name=_("Allocation"), on_delete=models.PROTECT, related_name="entries"
    )
    number = models.PositiveIntegerField(_("Number"), editable=False, default=0)
    kind = models.CharField(_("Kind"), max_length=10, choices=EntryKind.choices)
    amount = RialField(_("Amount"))
    made_on = JalaliDateField(_("Date"))
    stage = models.ForeignKey(
        Stage, verbose_name=_("Stage of payment"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="entries",
    )  # fmt: skip
    # The expenditure that a verification is about.
    verifies = models.ForeignKey(
        "self", verbose_name=_("Expenditure"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="verifications",
    )  # fmt: skip
    reverses = models.OneToOneField(
        "self", verbose_name=_("Reverses"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="reversal",
    )  # fmt: skip
    document_no = PersianCharField(
        _("Document number"), max_length=60, blank=True, default="", takes=Takes.PAPER_NUMBER
    )
    note = PersianTextField(_("Description"), blank=True, default="")
    file = models.FileField(_("File"), upload_to=storage_name, blank=True, max_length=200)
    original_name = models.CharField(max_length=200, blank=True, editable=False)
    content_type = models.CharField(max_length=120, blank=True, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False)  # bytes
    before = RialField(_("Before"), default=0, editable=False)
    after = RialField(_("After"), default=0, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Entered by"), null=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    by_name = PersianCharField(
        _("Entered by"), max_length=160, blank=True, default="", editable=False
    )
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Entry")
        verbose_name_plural = _("Entries")
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                name="entry_kind_is_known",
                condition=Q(kind__in=EntryKind.values),
                violation_error_message=_("Choose the kind from the list."),
            ),
            models.CheckConstraint(
                name="entry_amount_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("The amount is more than nothing."),
            ),
            models.CheckConstraint(
                name="entry_of_today_or_before",
                condition=Q(made_on__lte=Today()),
                violation_error_message=_(
                    "This day is still to come. Enter today or an earlier day."
                ),
            ),
            models.CheckConstraint(
                name="entry_spent_has_a_document",
                condition=~Q(kind=EntryKind.SPENT) | ~Q(document_no=""),
                violation_error_message=_("An expenditure needs the number of its document."),
            ),
            models.CheckConstraint(
                name="entry_verifies_an_expenditure",
                condition=Q(kind=EntryKind.VERIFIED, verifies__isnull=False)
                | (~Q(kind=EntryKind.VERIFIED) & Q(verifies=None)),
                violation_error_message=_("A verification is about one expenditure."),
            ),
            models.CheckConstraint(
                name="entry_of_a_stage_is_a_payment",
                condition=Q(stage=None) | Q(kind=EntryKind.PAID),
                violation_error_message=_("A payment alone is of a stage."),
            ),
            models.CheckConstraint(
                name="entry_reversal_has_a_reason",
                condition=Q(reverses=None) | ~Q(note=""),
                violation_error_message=_("Write why the entry is reversed."),
            ),
            models.UniqueConstraint(
                fields=["allocation", "number"],
                name="entry_number_once",
                violation_error_message=_("An entry of this number is there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {format_rial(self.amount)}"
