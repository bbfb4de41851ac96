"""One asking of one woman: her answers, and the score with all that it is made of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import ADD
from beneficiaries.assessments.models.questionnaire import Version
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.scopes import of_the_woman
from persian.dates import today
from persian.functions import Today
from persian.model_fields import JalaliDateField, PersianCharField

HIGHEST = 100


@tracked()
class Assessment(models.Model):
    """An assessment is never changed: who has erred asks once more.

    `parts` has each question that was asked with its words, the answer's words and the weight that
    it had, so it reads the same after the questionnaire has changed and at another office.
    `severities` has 1 (no need) to 5 (gravest) by domain.
    """

    row_scope = of_the_woman(grant=ADD)

    beneficiary = models.ForeignKey(
        Beneficiary, on_delete=models.CASCADE, related_name="assessments"
    )
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="assessments")
    title = PersianCharField(_("Questionnaire"), max_length=120)
    on = JalaliDateField(_("Asked on"), default=today)
    parts = models.JSONField(_("Answers"))
    severities = models.JSONField(_("Severity by domain"))
    score = models.PositiveSmallIntegerField(_("Vulnerability score"))
    author_name = models.CharField(_("Asked by"), max_length=130)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Assessment")
        verbose_name_plural = _("Assessments")
        default_permissions = ()
        ordering = ("-on", "-id")
        constraints = [
            models.CheckConstraint(
                name="assessment_score_is_a_share",
                condition=Q(score__lte=HIGHEST),
                violation_error_message=_("A score is a hundred at most."),
            ),
            models.CheckConstraint(
                name="assessment_by_today",
                condition=Q(on__lte=Today()),
                violation_error_message=_(
                    "This day is still to come. Enter today or an earlier day."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.score})"
