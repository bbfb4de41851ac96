"""What hangs on a program: partners, the steps of its process, indicators, milestones, risks."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import OFFICE, Follows
from ngos.models.ngo import NGO
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField
from programs.projects.models.program import Program

_ONE_TO_FIVE = (MinValueValidator(1), MaxValueValidator(5))


@tracked()
class Partner(models.Model):
    """Who takes part in a program: an NGO of the register, or somebody else by name."""

    row_scope = Follows(("program",), kinds=OFFICE)

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="partners")
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="partnerships",
    )  # fmt: skip
    name = PersianCharField(
        _("Name"), max_length=160, blank=True, default="",
        help_text=_("Needed only where it is no NGO of the register."),
    )  # fmt: skip
    role = PersianCharField(
        _("Part taken"), max_length=160, blank=True, default="",
        help_text=_("For example: carries it out, pays for it, gives the place."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("Partner")
        verbose_name_plural = _("Partners")
        default_permissions = ()
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="partner_is_named",
                condition=~Q(name=""),
                violation_error_message=_("Choose the NGO, or write the name."),
            ),
            models.UniqueConstraint(
                fields=["program", "ngo"],
                condition=Q(ngo__isnull=False),
                name="partner_once",
                violation_error_message=_("This NGO is a partner already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class ProcessStep(models.Model):
    """One step of how a program is done: who does it, and what comes out."""

    row_scope = Follows(("program",), kinds=OFFICE)

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="process")
    position = models.PositiveSmallIntegerField(
        _("Position"), validators=[MinValueValidator(1)],
        help_text=_("Steps are shown and printed in this order."),
    )  # fmt: skip
    title = PersianCharField(_("Step"), max_length=200)
    owner = PersianCharField(_("Who does it"), max_length=160, blank=True, default="")
    output = PersianCharField(_("What comes out"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("Step of the process")
        verbose_name_plural = _("Steps of the process")
        default_permissions = ()
        ordering = ("position", "id")
        constraints = [
            models.CheckConstraint(
                name="process_step_has_a_title",
                condition=~Q(title="") & Q(position__gte=1),
                violation_error_message=_("Write the step, and its position from one."),
            ),
            models.UniqueConstraint(
                fields=["program", "position"],
                name="process_position_once",
                violation_error_message=_("Another step stands at this position."),
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class Indicator(models.Model):
    """What a program is measured by, in whole numbers of a unit."""

    row_scope = Follows(("program",), kinds=OFFICE)

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="indicators")
    title = PersianCharField(_("Indicator"), max_length=200)
    unit = PersianCharField(_("Unit"), max_length=40, help_text=_("For example: persons, percent."))
    baseline = models.BigIntegerField(_("At the beginning"))
    target = models.BigIntegerField(_("Target"))
    due_on = JalaliDateField(_("Until"), null=True, blank=True)

    class Meta:
        verbose_name = _("Indicator")
        verbose_name_plural = _("Indicators")
        default_permissions = ()
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="indicator_has_a_way_to_go",
                condition=~Q(title="") & ~Q(unit="") & ~Q(target=F("baseline")),
                violation_error_message=_(
                    "Write the indicator and its unit; the target differs from the beginning."
                ),
            ),
            models.UniqueConstraint(
                fields=["program", "title"],
                name="indicator_once",
                violation_error_message=_("This indicator is there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class Measurement(models.Model):
    """What an indicator was on a day."""

    row_scope = Follows(("indicator",), kinds=OFFICE)

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("Indicator"), on_delete=models.CASCADE,
        related_name="measurements",
    )  # fmt: skip
    on = JalaliDateField(_("Measured on"))
    value = models.BigIntegerField(_("Value"))

    class Meta:
        verbose_name = _("Measurement")
        verbose_name_plural = _("Measurements")
        default_permissions = ()
        ordering = ("on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "on"],
                name="measured_once_a_day",
                violation_error_message=_("This indicator was measured on this day already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.value)


@tracked()
class Milestone(models.Model):
    """What is to be reached until a day, and who sees to it."""

    row_scope = Follows(("program",), kinds=OFFICE)

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="milestones")
    title = PersianCharField(_("Milestone"), max_length=200)
    owner = PersianCharField(_("Who sees to it"), max_length=160)
    due_on = JalaliDateField(_("Until"))
    reached_on = JalaliDateField(_("Reached on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Milestone")
        verbose_name_plural = _("Milestones")
        default_permissions = ()
        ordering = ("due_on", "id")
        constraints = [
            models.CheckConstraint(
                name="milestone_says_what_and_who",
                condition=~Q(title="") & ~Q(owner=""),
                violation_error_message=_("Write the milestone and who sees to it."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class Risk(models.Model):
    """What may go wrong, how likely and how bad (1 to 5), and what is done about it."""

    row_scope = Follows(("program",), kinds=OFFICE)

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="risks")
    title = PersianCharField(_("Risk"), max_length=200)
    likelihood = models.PositiveSmallIntegerField(_("Likelihood (1–5)"), validators=[*_ONE_TO_FIVE])
    impact = models.PositiveSmallIntegerField(_("Impact (1–5)"), validators=[*_ONE_TO_FIVE])
    response = PersianTextField(_("What is done about it"), blank=True, default="")

    class Meta:
        verbose_name = _("Risk")
        verbose_name_plural = _("Risks")
        default_permissions = ()
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="risk_is_weighed",
                condition=~Q(title="") & Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                violation_error_message=_("Write the risk; both weights are from 1 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def weight(self) -> int:
        """From 1 to 25."""
        return self.likelihood * self.impact
