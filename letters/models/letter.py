"""Correspondence (مکاتبه) of an office: letters in and out, by kind and counterpart."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace, value
from licensing.models.application import Application
from ngos.models.document import storage_name
from ngos.models.ngo import NGO
from persian.functions import Fold
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField
from persian.personal_numbers import Takes
from persian.search import OPERATOR_CLASS


class Direction(models.TextChoices):
    OUTGOING = "outgoing", _("Outgoing")
    INCOMING = "incoming", _("Incoming")


class LetterKind(models.TextChoices):
    COORDINATION = "coordination", _("Coordination")
    SUPPORT = "support", _("Support")
    NOTICE = "notice", _("Notice")
    SEIZURE = "seizure", _("Seizure")
    INQUIRY = "inquiry", _("Inquiry")
    REPORT = "report", _("Report")


@tracked(exclude=["name_key"])
class Counterpart(models.Model):
    """A body that an office writes to and hears from."""

    row_scope = ByPlace(
        county=None,
        also=f"province_id = {value('province')}",
    )

    province = models.ForeignKey(Province, verbose_name=_("Province"), on_delete=models.PROTECT)
    name = PersianCharField(_("Name"), max_length=160)
    address = PersianTextField(_("Address"), blank=True, default="", takes=Takes.ADDRESS)
    is_active = models.BooleanField(_("In use"), default=True)
    name_key = models.GeneratedField(
        expression=Fold("name"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        verbose_name = _("Counterpart")
        verbose_name_plural = _("Counterparts")
        ordering = ("name_key", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["province", "name_key"],
                name="counterpart_once",
                violation_error_message=_("A counterpart of this name is there already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["search_text"])
class Letter(models.Model):
    """One letter, numbered within the office's Jalali year; its reply names it.

    `about` and `about_id` name the row of a room above that it is about (`letters.about`), and
    `about_title` what that was called then.
    """

    LONGEST_TITLE = 300
    row_scope = ByPlace()

    province = models.ForeignKey(Province, verbose_name=_("Province"), on_delete=models.PROTECT)
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT
    )
    direction = models.CharField(_("Direction"), max_length=10, choices=Direction.choices)
    kind = models.CharField(_("Kind"), max_length=20, choices=LetterKind.choices)
    number = PersianCharField(_("Number"), max_length=60, takes=Takes.LONG_NUMBER)
    year = models.PositiveSmallIntegerField(_("Year"), editable=False)  # Jalali, of written_on
    written_on = JalaliDateField(_("Date"))
    counterpart = models.ForeignKey(
        Counterpart, verbose_name=_("Counterpart"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="letters",
    )  # fmt: skip
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="letters",
    )  # fmt: skip
    application = models.ForeignKey(
        Application, verbose_name=_("Application"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="letters",
    )  # fmt: skip
    about = models.CharField(max_length=30, blank=True, default="", editable=False)
    about_id = models.BigIntegerField(null=True, editable=False)
    about_title = PersianCharField(
        _("About"), max_length=LONGEST_TITLE, blank=True, default="", editable=False
    )
    reply_to = models.ForeignKey(
        "self", verbose_name=_("In reply to"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="replies",
    )  # fmt: skip
    reply_due_on = JalaliDateField(
        _("Reply expected by"), null=True, blank=True,
        help_text=_("Empty where no reply is awaited."),
    )  # fmt: skip
    subject = PersianCharField(_("Subject"), max_length=300)
    enclosures = PersianCharField(
        _("Enclosures"), max_length=60, blank=True, default="",
        help_text=_("What goes with the letter, such as “2 sheets”."),
    )  # fmt: skip
    body = PersianTextField(_("Text"), blank=True, default="", takes=Takes.ANYTHING)
    file = models.FileField(_("File"), upload_to=storage_name, blank=True, max_length=200)
    original_name = models.CharField(max_length=200, blank=True, editable=False)
    content_type = models.CharField(max_length=120, blank=True, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False)  # bytes
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    search_text = models.GeneratedField(
        expression=Fold(
            Concat(
                Cast("number", models.TextField()),
                models.Value("\n", models.TextField()),
                Cast("subject", models.TextField()),
                output_field=models.TextField(),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("Letter")
        verbose_name_plural = _("Letters")
        ordering = ("-written_on", "-id")
        indexes = [
            models.Index(fields=["province", "-written_on", "-id"], name="letter_by_date"),
            models.Index(
                fields=["about", "about_id"], condition=~Q(about=""), name="letter_by_subject"
            ),
            GinIndex(OpClass(F("search_text"), OPERATOR_CLASS), name="letter_search"),
        ]
        constraints = [
            models.CheckConstraint(
                name="letter_kind_is_known",
                condition=Q(kind__in=LetterKind.values, direction__in=Direction.values),
                violation_error_message=_("Choose the kind of the letter from the list."),
            ),
            models.CheckConstraint(
                name="letter_has_another_side",
                condition=Q(counterpart__isnull=False) | Q(ngo__isnull=False),
                violation_error_message=_("Choose the counterpart or the NGO."),
            ),
            models.CheckConstraint(
                name="letter_has_a_subject",
                condition=~Q(subject="") & ~Q(number=""),
                violation_error_message=_("A letter needs its number and its subject."),
            ),
            models.CheckConstraint(
                name="letter_reply_after_it",
                condition=Q(reply_due_on=None) | Q(reply_due_on__gte=F("written_on")),
                violation_error_message=_("The reply is expected before the letter was written."),
            ),
            models.UniqueConstraint(
                fields=["province", "year", "number"],
                condition=Q(direction=Direction.OUTGOING),
                name="letter_number_once_a_year",
                violation_error_message=_(
                    "This office has sent a letter of this number in this year already."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"
