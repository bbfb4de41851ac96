"""Programs (برنامه): what an office does with others for a group of people."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace
from councils.models.council import Council
from letters.models.letter import Counterpart
from persian.functions import Fold
from persian.model_fields import (
    JalaliDateField,
    PersianCharField,
    PersianTextField,
    RialField,
)
from persian.personal_numbers import Takes
from persian.search import OPERATOR_CLASS
from programs.projects.models.catalogue import Harm, UpperDocument
from programs.projects.workflow import PROGRAM, ProgramState


class ProgramType(models.TextChoices):
    EMPOWERMENT = "empowerment", _("Empowerment")
    PREVENTION = "prevention", _("Prevention of harms")
    TRAINING = "training", _("Training")
    CENSUS = "census", _("Census and study")
    DELEGATION = "delegation", _("Delegation of services")
    COMPREHENSIVE_PLAN = "comprehensive_plan", _("Comprehensive plan")


@tracked(exclude=["search_text"])
class Program(models.Model):
    """One program of an office. Its state is changed by `programs.projects.services` alone."""

    row_scope = ByPlace()
    workflow = PROGRAM

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, related_name="programs"
    )
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="programs",
        help_text=_("Whose program it is. Empty for one of the province."),
    )  # fmt: skip
    counties = models.ManyToManyField(
        County, verbose_name=_("Carried out in"), blank=True, related_name="+"
    )
    title = PersianCharField(_("Title"), max_length=200)
    type = models.CharField(_("Type"), max_length=20, choices=ProgramType.choices)
    harm = models.ForeignKey(
        Harm, verbose_name=_("Social harm"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="programs",
    )  # fmt: skip
    target_group = PersianCharField(
        _("Target group"), max_length=160, blank=True, default="",
        help_text=_("For example: children at the edge of towns, women who head households."),
    )  # fmt: skip
    upper_document = models.ForeignKey(
        UpperDocument, verbose_name=_("Upper document"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="programs",
    )  # fmt: skip
    lead_agency = models.ForeignKey(
        Counterpart, verbose_name=_("Lead agency"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="programs",
    )  # fmt: skip
    body = models.ForeignKey(
        Council, verbose_name=_("Body that steers it"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="programs",
    )  # fmt: skip
    summary = PersianTextField(_("Summary"), blank=True, default="")
    is_first_time = models.BooleanField(_("For the first time"), default=False)
    budget = RialField(_("Budget (rial)"), null=True, blank=True)
    starts_on = JalaliDateField(_("Begins on"), null=True, blank=True)
    ends_on = JalaliDateField(_("Ends on"), null=True, blank=True)
    state = models.CharField(
        _("State"), max_length=20, choices=ProgramState.choices, default=ProgramState.IDEA,
        editable=False,
    )  # fmt: skip
    sent_on = JalaliDateField(_("Sent on"), null=True, editable=False)
    sent_to = PersianCharField(_("Sent to"), max_length=160, blank=True, default="", editable=False)
    approved_on = JalaliDateField(_("Approved on"), null=True, editable=False)
    approval_no = PersianCharField(
        _("Number of the approval"), max_length=60, blank=True, default="", editable=False,
        takes=Takes.LONG_NUMBER,
    )  # fmt: skip
    closed_on = JalaliDateField(_("Closed on"), null=True, editable=False)
    remarks = PersianTextField(_("Remarks"), blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    search_text = models.GeneratedField(
        expression=Fold("title"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        verbose_name = _("Program")
        verbose_name_plural = _("Programs")
        ordering = ("-id",)
        permissions = [("approve_program", _("Can approve programs"))]
        indexes = [
            GinIndex(OpClass(F("search_text"), OPERATOR_CLASS), name="program_search"),
        ]
        constraints = [
            models.CheckConstraint(
                name="program_has_a_title",
                condition=~Q(title=""),
                violation_error_message=_("Write what the program is called."),
            ),
            models.CheckConstraint(
                name="program_type_is_known",
                condition=Q(type__in=ProgramType.values),
                violation_error_message=_("Choose the type from the list."),
            ),
            models.CheckConstraint(
                name="program_ends_after_it_begins",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The program ends before it begins."),
            ),
            models.CheckConstraint(
                name="program_sent_has_its_day",
                condition=~Q(state=ProgramState.SENT) | Q(sent_on__isnull=False),
                violation_error_message=_("What was sent has the day on which it was."),
            ),
            models.CheckConstraint(
                name="program_approved_after_it_was_sent",
                condition=Q(approved_on=None) | Q(sent_on=None) | Q(approved_on__gte=F("sent_on")),
                violation_error_message=_("The approval is of a day before it was sent."),
            ),
            models.UniqueConstraint(
                fields=["province", "county", "title"],
                nulls_distinct=False,
                name="program_once_in_an_office",
                violation_error_message=_("This office has a program of this title already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
