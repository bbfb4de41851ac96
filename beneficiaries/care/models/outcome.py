"""What became of it: her job, home business or cooperative, her income afterwards, graduation."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.scopes import of_the_woman
from persian.dates import today
from persian.model_fields import JalaliDateField, PersianCharField, RialField

CHECKS = (3, 6, 12)  # months after the work began


class OutcomeKind(models.TextChoices):
    JOB = "job", _("A job")
    HOME_BUSINESS = "home_business", _("A home business")
    COOPERATIVE = "cooperative", _("A cooperative")


@tracked(exclude=["next_check_on"])
class Outcome(models.Model):
    """Work that she has found. Her income is asked after three, six and twelve months."""

    row_scope = of_the_woman()

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(_("Kind of work"), max_length=20, choices=OutcomeKind.choices)
    title = PersianCharField(_("Work"), max_length=120)
    started_on = JalaliDateField(_("Since"), default=today)
    income = RialField(_("Monthly income at the beginning (rial)"), null=True, blank=True)
    ended_on = JalaliDateField(_("Ended on"), null=True, blank=True)
    # The next day on which her income is to be asked; a trigger keeps it.
    next_check_on = JalaliDateField(_("Next check"), null=True, editable=False)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Outcome")
        verbose_name_plural = _("Outcomes")
        default_permissions = ()
        ordering = ("-started_on", "-id")
        indexes = [
            models.Index(
                fields=["next_check_on"], condition=Q(next_check_on__isnull=False),
                name="outcome_to_check",
            )
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                name="outcome_is_known",
                condition=Q(kind__in=OutcomeKind.values)
                & ~Q(title="")
                & (Q(income=None) | Q(income__gte=0)),
                violation_error_message=_("Write the work, and choose its kind."),
            ),
            models.CheckConstraint(
                name="outcome_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class IncomeCheck(models.Model):
    """Her income three, six or twelve months after the work began."""

    row_scope = of_the_woman("outcome")

    outcome = models.ForeignKey(
        Outcome, verbose_name=_("Work"), on_delete=models.CASCADE, related_name="checks"
    )
    months = models.PositiveSmallIntegerField(
        _("Months after the beginning"), choices=[(each, str(each)) for each in CHECKS]
    )
    on = JalaliDateField(_("Asked on"), default=today)
    is_working = models.BooleanField(_("She still has this work"), default=True)
    income = RialField(_("Monthly income (rial)"))

    class Meta:
        verbose_name = _("Check of income")
        verbose_name_plural = _("Checks of income")
        default_permissions = ()
        ordering = ("months", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "months"],
                name="income_checked_once",
                violation_error_message=_("This check stands here already."),
            ),
            models.CheckConstraint(
                name="income_check_is_possible",
                condition=Q(months__in=CHECKS, income__gte=0),
                violation_error_message=_("An income is no less than nothing."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.months)


class GraduationReason(models.TextChoices):
    INCOME = "income", _("Her income has held for a year")
    MARRIED = "married", _("She has married")
    CHILDREN = "children", _("Her children provide for her")
    PENSION = "pension", _("She draws a pension (reason)")
    OWN_WISH = "own_wish", _("By her own wish")


@tracked()
class Graduation(models.Model):
    """That she needs the program no longer, and why."""

    row_scope = of_the_woman()

    beneficiary = models.ForeignKey(
        Beneficiary, on_delete=models.CASCADE, related_name="graduations"
    )
    graduated_on = JalaliDateField(_("Graduated on"), default=today)
    reasons = ArrayField(
        models.CharField(max_length=20, choices=GraduationReason.choices),
        verbose_name=_("Reasons"),
    )
    remarks = PersianCharField(_("Remarks"), max_length=300)
    decided_by_name = models.CharField(_("Decided by"), max_length=130)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Graduation")
        verbose_name_plural = _("Graduations")
        default_permissions = ()
        permissions = [("graduate_beneficiary", _("Can say that a woman has graduated"))]
        ordering = ("-graduated_on", "-id")
        constraints = [
            models.CheckConstraint(
                name="graduation_has_reasons",
                condition=Q(
                    reasons__len__gt=0, reasons__contained_by=GraduationReason.values
                ) & ~Q(remarks=""),
                violation_error_message=_("Say for which reasons, and in words what has changed."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return "، ".join(str(GraduationReason(each).label) for each in self.reasons)
