"""What she complains of, what the office answers, and what the director decides on her appeal."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.scopes import of_the_woman
from persian.dates import today
from persian.model_fields import JalaliDateField, PersianCharField


class ComplaintState(models.TextChoices):
    RECEIVED = "received", _("Received (complaint)")
    ANSWERED = "answered", _("Answered (complaint)")
    APPEALED = "appealed", _("Appealed")
    DECIDED = "decided", _("Decided on appeal")


S = ComplaintState
AWAITING = (ComplaintState.RECEIVED, ComplaintState.APPEALED)

# A comparison with nothing would be neither true nor false, and pass.
_answered = Q(answered_on__isnull=False, answered_on__gte=F("received_on")) & ~Q(answer="")
_appealed = Q(appealed_on__isnull=False, appealed_on__gte=F("answered_on")) & ~Q(appeal="")
_decided = Q(decided_on__isnull=False, decided_on__gte=F("appealed_on")) & ~Q(decision="")


@tracked()
class Complaint(models.Model):
    """One complaint of one woman, until its answer or what is decided on her appeal."""

    row_scope = of_the_woman()

    beneficiary = models.ForeignKey(
        Beneficiary, on_delete=models.CASCADE, related_name="complaints"
    )
    about = PersianCharField(_("What she complains of"), max_length=300)
    received_on = JalaliDateField(_("Received on"), default=today)
    due_on = JalaliDateField(_("Answer due"), editable=False)
    state = models.CharField(
        _("State"), max_length=20, choices=ComplaintState.choices,
        default=ComplaintState.RECEIVED, editable=False,
    )  # fmt: skip
    answer = PersianCharField(_("Answer"), max_length=300, blank=True, default="", editable=False)
    answered_on = JalaliDateField(_("Answered on"), null=True, editable=False)
    answered_by_name = models.CharField(
        _("Answered by"), max_length=130, blank=True, default="", editable=False
    )
    appeal = PersianCharField(
        _("Why she appeals"), max_length=300, blank=True, default="", editable=False
    )
    appealed_on = JalaliDateField(_("Appealed on"), null=True, editable=False)
    decision = PersianCharField(
        _("Decision on the appeal"), max_length=300, blank=True, default="", editable=False
    )
    decided_on = JalaliDateField(_("Decided on"), null=True, editable=False)
    decided_by_name = models.CharField(
        _("Decided by"), max_length=130, blank=True, default="", editable=False
    )
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Complaint (of a woman)")
        verbose_name_plural = _("Complaints (of women)")
        default_permissions = ()
        ordering = ("-received_on", "-id")
        permissions = [
            ("answer_complaint", _("Can answer complaints of women")),
            ("decide_complaint", _("Can decide on appeals of women")),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(state__in=["received", "appealed"]),
                name="complaint_waiting",
            )
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                name="woman_complaint_says_what",
                condition=~Q(about=""),
                violation_error_message=_("Write what she complains of."),
            ),
            models.CheckConstraint(
                name="woman_complaint_goes_its_way",
                condition=Q(state=S.RECEIVED, answered_on=None, appealed_on=None, decided_on=None)
                | (_answered & Q(state=S.ANSWERED, appealed_on=None, decided_on=None))
                | (_answered & _appealed & Q(state=S.APPEALED, decided_on=None))
                | (_answered & _appealed & _decided & Q(state=S.DECIDED)),
                violation_error_message=_(
                    "A complaint is answered, appealed and decided in words, in this order."
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.about
