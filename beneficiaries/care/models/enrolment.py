"""In which programs, courses and loans of the office a woman takes part.

The rooms of programs know participants and members by name, as their lists have them, and nothing
of women: that it is she stands here alone.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.scopes import of_the_woman
from persian.dates import today
from persian.model_fields import JalaliDateField, PersianCharField
from programs.events.models import Participant
from programs.microfunds.models import Loan
from programs.projects.models import Program


class EnrolmentState(models.TextChoices):
    UNDER_WAY = "under_way", _("Takes part")
    FINISHED = "finished", _("Finished (enrolment)")
    LEFT = "left", _("Left before the end")


@tracked()
class Enrolment(models.Model):
    """That she takes part in one program, one event or one loan."""

    row_scope = of_the_woman()

    beneficiary = models.ForeignKey(
        Beneficiary, on_delete=models.CASCADE, related_name="enrolments"
    )
    program = models.ForeignKey(
        Program, verbose_name=_("Program"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    # Goes with its event where that is deleted.
    participant = models.ForeignKey(
        Participant, verbose_name=_("Participant"), null=True, blank=True,
        on_delete=models.CASCADE, related_name="+",
    )  # fmt: skip
    loan = models.ForeignKey(
        Loan, verbose_name=_("Loan"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    # Its name as it was then: after a transfer the other office may not see the row.
    title = PersianCharField(_("Takes part in"), max_length=200)
    began_on = JalaliDateField(_("Since"), default=today)
    state = models.CharField(
        _("State"), max_length=20, choices=EnrolmentState.choices, default=EnrolmentState.UNDER_WAY
    )
    ended_on = JalaliDateField(_("Ended on"), null=True, blank=True)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Enrolment")
        verbose_name_plural = _("Enrolments")
        default_permissions = ()
        ordering = ("-began_on", "-id")
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["beneficiary", name],
                    name=f"enrolled_once_in_{name}",
                    violation_error_message=_("She takes part in this already."),
                )
                for name in ("program", "participant", "loan")
            ),
            models.CheckConstraint(
                name="enrolled_in_one_thing",
                condition=(
                    Q(program__isnull=False, participant=None, loan=None)
                    | Q(program=None, participant__isnull=False, loan=None)
                    | Q(program=None, participant=None, loan__isnull=False)
                )
                & ~Q(title=""),
                violation_error_message=_("Choose one program, one event or one loan."),
            ),
            models.CheckConstraint(
                name="enrolment_ends_on_a_day",
                condition=Q(state=EnrolmentState.UNDER_WAY, ended_on=None)
                | Q(
                    state__in=[EnrolmentState.FINISHED, EnrolmentState.LEFT],
                    ended_on__isnull=False,
                    ended_on__gte=F("began_on"),
                ),
                violation_error_message=_(
                    "What has ended has the day on which it did; nothing else has one."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title
