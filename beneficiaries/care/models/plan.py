"""Her plan: what she and the office want to reach, and until when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.scopes import of_the_woman
from persian.dates import today
from persian.model_fields import JalaliDateField, PersianCharField


class Domain(models.TextChoices):
    """What part of her life a goal, or an assessment, is about."""

    EMPLOYMENT = "employment", _("Work and income")
    HOUSING = "housing", _("Housing (domain)")
    HEALTH = "health", _("Health (domain)")
    EDUCATION = "education", _("Education of herself and her children")
    LEGAL = "legal", _("Rights and papers")
    FAMILY = "family", _("Family and safety")


class GoalState(models.TextChoices):
    OPEN = "open", _("Under way (goal)")
    REACHED = "reached", _("Reached")
    DROPPED = "dropped", _("Given up")


@tracked()
class Goal(models.Model):
    """One goal of her plan, until a day."""

    row_scope = of_the_woman()

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="goals")
    domain = models.CharField(_("Domain"), max_length=20, choices=Domain.choices)
    title = PersianCharField(_("Goal"), max_length=200)
    set_on = JalaliDateField(_("Set on"), default=today)
    due_on = JalaliDateField(_("To be reached by"))
    state = models.CharField(
        _("State"), max_length=20, choices=GoalState.choices, default=GoalState.OPEN
    )
    closed_on = JalaliDateField(_("Reached or given up on"), null=True, blank=True)
    result = PersianCharField(_("What came of it"), max_length=300, blank=True, default="")
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Goal of a plan")
        verbose_name_plural = _("Goals of plans")
        default_permissions = ()
        ordering = ("due_on", "id")
        indexes = [models.Index(fields=["due_on"], condition=Q(state="open"), name="goal_to_reach")]
        constraints = [
            models.CheckConstraint(
                name="goal_is_known",
                condition=Q(domain__in=Domain.values, state__in=GoalState.values) & ~Q(title=""),
                violation_error_message=_("Write the goal, and choose from the lists."),
            ),
            models.CheckConstraint(
                name="goal_is_due_after_it_is_set",
                condition=Q(due_on__gte=models.F("set_on")),
                violation_error_message=_("This day is before the goal was set."),
            ),
            models.CheckConstraint(
                name="goal_ends_on_a_day",
                condition=Q(state=GoalState.OPEN, closed_on=None)
                | (
                    ~Q(state=GoalState.OPEN)
                    & Q(closed_on__isnull=False, closed_on__gte=models.F("set_on"))
                ),
                violation_error_message=_(
                    "A goal that is reached or given up has the day on which it was; no other has."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title
