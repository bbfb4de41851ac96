"""Inquiries (استعلام) about applicants: results alone, never the reasons behind them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import OFFICE, Follows
from licensing.models.application import Application
from persian.functions import Today
from persian.model_fields import JalaliDateField, PersianCharField
from persian.personal_numbers import Takes


class Authority(models.TextChoices):
    """Who is asked (source: the ministry's guide to founders)."""

    JUDICIARY = "judiciary", _("Judiciary")
    INTELLIGENCE = "intelligence", _("Intelligence")
    POLICE = "police", _("Police (FARAJA)")
    SPECIALIST = "specialist", _("Specialist body")


class InquiryResult(models.TextChoices):
    PENDING = "pending", _("Pending")
    POSITIVE = "positive", _("Positive")
    NEGATIVE = "negative", _("Negative")
    SILENT_CONSENT = "silent_consent", _("Silent consent")


@tracked()
class Inquiry(models.Model):
    """One question to one authority. There is no place for its reasons, on purpose."""

    row_scope = Follows(("application",), kinds=OFFICE)

    application = models.ForeignKey(
        Application, verbose_name=_("Application"), on_delete=models.CASCADE,
        related_name="inquiries",
    )  # fmt: skip
    authority = models.CharField(_("Authority"), max_length=20, choices=Authority.choices)
    letter_no = PersianCharField(_("Letter number"), max_length=60, takes=Takes.LONG_NUMBER)
    sent_on = JalaliDateField(_("Sent on"))
    due_on = JalaliDateField(_("Due on"))
    reminded_on = JalaliDateField(_("Last reminder"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("Reminders"), default=0)
    result = models.CharField(
        _("Result"), max_length=20, choices=InquiryResult.choices, default=InquiryResult.PENDING
    )
    answered_on = JalaliDateField(_("Answered on"), null=True, blank=True)
    answer_no = PersianCharField(
        _("Number of the answer"), max_length=60, blank=True, takes=Takes.LONG_NUMBER
    )

    class Meta:
        verbose_name = _("Inquiry")
        verbose_name_plural = _("Inquiries")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="inquiry_authority_is_known",
                condition=Q(authority__in=Authority.values),
                violation_error_message=_("Choose the authority from the list."),
            ),
            models.CheckConstraint(
                name="inquiry_result_is_known",
                condition=Q(result__in=InquiryResult.values),
                violation_error_message=_("Choose the result from the list."),
            ),
            models.CheckConstraint(
                name="inquiry_is_due_after_it_is_sent",
                condition=Q(due_on__gt=F("sent_on")),
                violation_error_message=_("The inquiry is due before it is sent."),
            ),
            models.CheckConstraint(
                name="inquiry_is_answered_after_it_is_sent",
                condition=Q(answered_on=None)
                | (Q(answered_on__gte=F("sent_on")) & Q(answered_on__lte=Today())),
                violation_error_message=_(
                    "The answer is of a day before the inquiry was sent, or still to come."
                ),
            ),
            models.CheckConstraint(
                name="inquiry_answer_has_a_day",
                condition=(
                    Q(result=InquiryResult.PENDING, answered_on=None)
                    | (~Q(result=InquiryResult.PENDING) & Q(answered_on__isnull=False))
                ),
                violation_error_message=_("Enter the day of the answer."),
            ),
            models.UniqueConstraint(
                fields=["application", "authority"],
                condition=Q(result=InquiryResult.PENDING),
                name="inquiry_pending_once",
                violation_error_message=_("This authority has been asked and has not answered."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_authority_display()} {self.letter_no}"
