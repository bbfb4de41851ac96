"""Calls (فراخوان) of a working group: about what, who may answer, until when, by which form."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace, Follows, value
from councils.models.council import Council
from ngos.models.field import Field
from ngos.models.ngo import ActivityLevel
from persian.model_fields import (
    JalaliDateField,
    PersianCharField,
    PersianTextField,
    RialField,
)
from programs.calls.workflow import CALL, CallState
from programs.projects.models.program import Program

# What was published is read by the counties and the NGOs of the province.
_PUBLISHED = f"(state <> '{CallState.DRAFT}' AND province_id = {value('province')})"


@tracked()
class Call(models.Model):
    """One call. From its publication on, what it asks for and how it weighs stay as they are."""

    row_scope = ByPlace(also=_PUBLISHED)
    workflow = CALL

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    body = models.ForeignKey(
        Council, verbose_name=_("Working group"), on_delete=models.PROTECT, related_name="calls"
    )
    program = models.ForeignKey(
        Program, verbose_name=_("Program"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="calls",
    )  # fmt: skip
    title = PersianCharField(_("Title"), max_length=200)
    topic = PersianTextField(_("What it is about"))
    fields = models.ManyToManyField(
        Field, verbose_name=_("Fields that may answer"), blank=True, related_name="+"
    )
    counties = models.ManyToManyField(
        County, verbose_name=_("Counties that may answer"), blank=True, related_name="+"
    )
    level = models.CharField(
        _("Level that may answer"), max_length=20, choices=ActivityLevel.choices, blank=True,
        default="",
    )  # fmt: skip
    needs_licence = models.BooleanField(_("Only with a valid licence"), default=True)
    needs_no_measure = models.BooleanField(_("Only without an open measure"), default=True)
    ceiling = RialField(_("Budget ceiling of a proposal (rial)"), null=True, blank=True)
    closes_on = JalaliDateField(
        _("Last day"), help_text=_("Proposals are taken until the end of this day.")
    )
    published_on = JalaliDateField(_("Published on"), null=True, editable=False)
    state = models.CharField(
        _("State"), max_length=20, choices=CallState.choices, default=CallState.DRAFT,
        editable=False,
    )  # fmt: skip
    remarks = PersianTextField(_("Remarks"), blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Call")
        verbose_name_plural = _("Calls")
        ordering = ("-closes_on", "-id")
        permissions = [
            ("stand_in_for_secretary", _("Can act for a working group without a secretary"))
        ]
        constraints = [
            models.CheckConstraint(
                name="call_says_what",
                condition=~Q(title="") & ~Q(topic=""),
                violation_error_message=_("Write the title and what the call is about."),
            ),
            models.CheckConstraint(
                name="call_closes_after_it_is_published",
                condition=Q(published_on=None) | Q(closes_on__gte=F("published_on")),
                violation_error_message=_("The call closes before it is published."),
            ),
            models.CheckConstraint(
                name="call_published_has_its_day",
                condition=Q(state__in=[CallState.DRAFT, CallState.CANCELLED])
                | Q(published_on__isnull=False),
                violation_error_message=_("A published call has the day of its publication."),
            ),
            models.CheckConstraint(
                name="call_level_is_known",
                condition=Q(level="") | Q(level__in=ActivityLevel.values),
                violation_error_message=_("Choose the level from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class Criterion(models.Model):
    """What proposals are weighed by; the weights of a published call sum to one hundred."""

    row_scope = Follows(("call",))

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    title = PersianCharField(_("Criterion"), max_length=160)
    weight = models.PositiveSmallIntegerField(
        _("Weight (percent)"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    about = PersianCharField(_("How it is judged"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("Criterion")
        verbose_name_plural = _("Criteria")
        default_permissions = ()
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="criterion_weighs_something",
                condition=~Q(title="") & Q(weight__range=(1, 100)),
                violation_error_message=_("Write the criterion; its weight is from 1 to 100."),
            ),
            models.UniqueConstraint(
                fields=["call", "title"],
                name="criterion_once",
                violation_error_message=_("This criterion is there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class QuestionKind(models.TextChoices):
    LINE = "line", _("A line")
    TEXT = "text", _("A text")
    NUMBER = "number", _("A whole number")
    RIAL = "rial", _("An amount in rial")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of a list")


@tracked()
class Question(models.Model):
    """One question of a call's own form. What was answered is kept in `CallForm`."""

    row_scope = Follows(("call",))

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("Position"), validators=[MinValueValidator(1)])
    text = PersianCharField(_("Question"), max_length=300)
    kind = models.CharField(_("Answered by"), max_length=10, choices=QuestionKind.choices)
    choices = PersianTextField(
        _("The list"), blank=True, default="", help_text=_("One on each line.")
    )
    is_required = models.BooleanField(_("Has to be answered"), default=True)

    class Meta:
        verbose_name = _("Question")
        verbose_name_plural = _("Questions")
        default_permissions = ()
        ordering = ("position", "id")
        constraints = [
            models.CheckConstraint(
                name="question_is_asked",
                condition=~Q(text="") & Q(kind__in=QuestionKind.values),
                violation_error_message=_("Write the question, and choose how it is answered."),
            ),
            models.CheckConstraint(
                name="question_of_a_list_has_one",
                condition=~Q(kind=QuestionKind.CHOICE) | ~Q(choices=""),
                violation_error_message=_("Write what may be chosen, one on each line."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class CallForm(models.Model):
    """The questions of a call as they were at a time; never changed, so that an answered form is
    shown as it was answered. `questions` is a list of `key`, `text`, `kind`, `choices`,
    `is_required`."""

    row_scope = Follows(("call",), grant="SELECT, INSERT")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="forms")
    number = models.PositiveSmallIntegerField(_("Version"))
    questions = models.JSONField(_("Questions"))
    made_at = models.DateTimeField(_("Made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Form of a call")
        verbose_name_plural = _("Forms of calls")
        default_permissions = ()
        ordering = ("call", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "number"],
                name="call_form_once",
                violation_error_message=_("This version is there already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


@tracked()
class Clarification(models.Model):
    """A question about a call and its answer, which everybody sees who sees the call."""

    row_scope = Follows(("call",))

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="clarifications")
    question = PersianTextField(_("Question"))
    asked_on = JalaliDateField(_("Asked on"))
    answer = PersianTextField(_("Answer"), blank=True, default="")
    answered_on = JalaliDateField(_("Answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Question about a call")
        verbose_name_plural = _("Questions about calls")
        default_permissions = ()
        ordering = ("asked_on", "id")
        constraints = [
            models.CheckConstraint(
                name="clarification_asks",
                condition=~Q(question="") & (Q(answered_on=None) | ~Q(answer="")),
                violation_error_message=_("Write the question, and the answer with its day."),
            ),
        ]

    def __str__(self) -> str:
        return self.question[:60]
