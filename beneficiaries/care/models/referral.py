"""Referrals: an NGO or an agency is asked to help a woman, with her leave, and answers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.functions import callable_by
from accounts.history import tracked
from accounts.scope import Kind
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.scopes import of_the_woman
from beneficiaries.safeguards.models import Consent
from ngos.models import NGO
from persian.dates import today
from persian.model_fields import JalaliDateField, PersianCharField

# What an NGO is told and says: nothing but through these, and of itself alone.
callable_by("care_referrals_to_me()", Kind.NGO)
callable_by("care_answer_referral(bigint,boolean,text)", Kind.NGO)
callable_by("care_report_referral(bigint,text)", Kind.NGO)


class ReferralState(models.TextChoices):
    SENT = "sent", _("Sent, waits for an answer")
    ACCEPTED = "accepted", _("Accepted (referral)")
    DECLINED = "declined", _("Declined (referral)")
    REPORTED = "reported", _("The result is reported")
    ENDED = "ended", _("Taken back (referral)")


S = ReferralState
WAITING = (ReferralState.SENT, ReferralState.ACCEPTED)


class Shared(models.TextChoices):
    """What of her record the recipient is told besides her name."""

    MOBILE = "mobile", _("Mobile")
    ADDRESS = "address", _("Address")
    CHILDREN = "children", _("Children")
    EDUCATION = "education", _("Education")
    SKILLS = "skills", _("Skills")
    JOB = "job", _("Job")
    HOUSING = "housing", _("Housing")
    INSURANCE = "insurance", _("Insurance")


# A comparison with nothing would be neither true nor false, and pass.
_answered = Q(answered_on__isnull=False, answered_on__gte=F("sent_on"))
_reported = Q(reported_on__isnull=False, reported_on__gte=F("answered_on")) & ~Q(result="")


@tracked()
class Referral(models.Model):
    """One referral of one woman to one recipient, by her consent.

    The recipient is that of the consent, which must hold on the day of sending; the database checks
    both. An NGO's officers see it as long as the consent holds and it has not ended.
    """

    row_scope = of_the_woman()

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="referrals")
    consent = models.ForeignKey(
        Consent, verbose_name=_("Consent"), on_delete=models.PROTECT, related_name="referrals"
    )
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    recipient_name = PersianCharField(
        _("Name of the recipient"), max_length=120, blank=True, default=""
    )
    reason = PersianCharField(_("What is asked of the recipient"), max_length=300)
    shares = ArrayField(
        models.CharField(max_length=20, choices=Shared.choices),
        verbose_name=_("What the recipient is told besides her name"), default=list, blank=True,
    )  # fmt: skip
    state = models.CharField(
        _("State"), max_length=20, choices=ReferralState.choices, default=ReferralState.SENT
    )
    sent_on = JalaliDateField(_("Sent on"), default=today)
    sent_by_name = models.CharField(_("Sent by"), max_length=130)
    due_on = JalaliDateField(_("Answer due"))
    answered_on = JalaliDateField(_("Answered on"), null=True, blank=True)
    answer = PersianCharField(_("Answer"), max_length=300, blank=True, default="")
    reported_on = JalaliDateField(_("Reported on"), null=True, blank=True)
    result = PersianCharField(_("Result"), max_length=300, blank=True, default="")
    ended_on = JalaliDateField(_("Ended on"), null=True, blank=True)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Referral")
        verbose_name_plural = _("Referrals")
        default_permissions = ()
        ordering = ("-sent_on", "-id")
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(state__in=["sent", "accepted"]),
                name="referral_waiting",
            ),
            models.Index(fields=["ngo"], name="referral_to_ngo"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["id", "beneficiary"], name="referral_of_woman"),
            models.UniqueConstraint(
                fields=["beneficiary", "ngo"], condition=Q(state__in=["sent", "accepted"]),
                name="referral_waits_once",
                violation_error_message=_("A referral to this NGO is under way already."),
            ),
            models.CheckConstraint(
                name="referral_is_whole",
                condition=Q(state__in=ReferralState.values, shares__contained_by=Shared.values)
                & ~Q(reason="") & (Q(ngo__isnull=False) | ~Q(recipient_name="")),
                violation_error_message=_("Write what is asked of the recipient."),
            ),
            models.CheckConstraint(
                name="referral_is_answered_in_order",
                condition=Q(state=S.SENT, answered_on=None, reported_on=None, ended_on=None)
                | (_answered & Q(state=S.ACCEPTED, reported_on=None, ended_on=None))
                | (_answered & Q(state=S.DECLINED, reported_on=None, ended_on=None)
                   & ~Q(answer=""))
                | (_answered & _reported & Q(state=S.REPORTED, ended_on=None))
                | Q(state=S.ENDED, ended_on__isnull=False, ended_on__gte=F("sent_on")),
                violation_error_message=_(
                    "A referral is sent, answered and then reported; who declines says why."
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reason
