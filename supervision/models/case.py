"""Supervision (نظارت): what was found about an NGO, and the measures that followed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import OFFICE, Follows
from councils.models.session import AgendaItem
from licensing.models.licence import Licence, LicenceState
from ngos.models.ngo import NGO, Status
from persian.functions import Today
from persian.model_fields import JalaliDateField, PersianTextField
from persian.personal_numbers import Takes
from supervision.models.annual_report import AnnualReport
from supervision.workflow import SUPERVISION, CaseState


class Source(models.TextChoices):
    INSPECTION = "inspection", _("Inspection")
    COMPLAINT = "complaint", _("Complaint")
    ANNUAL_REPORT = "annual_report", _("Annual report")
    AUTHORITY = "authority", _("Another authority")
    MEDIA = "media", _("Media")
    OTHER = "other", _("Other")


class MeasureKind(models.TextChoices):
    """The ladder, from its lowest rung (source: as the guild law of 1401, art. 17, has it)."""

    ORAL_NOTICE = "oral_notice", _("Oral notice")
    WRITTEN_NOTICE = "written_notice", _("Written notice")
    WARNING = "warning", _("Warning")
    SUSPENSION = "suspension", _("Suspension")
    REVOCATION = "revocation", _("Revocation")
    DISSOLUTION_REQUEST = "dissolution_request", _("Request for dissolution")


class ComplaintResult(models.TextChoices):
    PENDING = "pending", _("Pending")
    UPHELD = "upheld", _("Measure upheld")
    LIFTED = "lifted", _("Measure lifted")


@tracked()
class SupervisionCase(models.Model):
    """One finding about one NGO, from its opening to its close.

    Its state is changed by `supervision.services.cases` alone.
    """

    row_scope = Follows(("ngo",), kinds=OFFICE)
    workflow = SUPERVISION

    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), on_delete=models.PROTECT, related_name="cases"
    )
    source = models.CharField(_("Source"), max_length=20, choices=Source.choices)
    finding = PersianTextField(_("Finding"), takes=Takes.ANYTHING)
    # The report that did not come, where that is what was found.
    annual_report = models.OneToOneField(
        AnnualReport, verbose_name=_("Annual report"), null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="case",
    )  # fmt: skip
    opened_on = JalaliDateField(_("Opened on"))
    hearing_on = JalaliDateField(_("Hearing"), null=True, blank=True)
    hearing_notes = PersianTextField(
        _("What the NGO said"), blank=True, default="", takes=Takes.ANYTHING
    )
    state = models.CharField(
        _("State"), max_length=20, choices=CaseState.choices, default=CaseState.OPEN,
        editable=False,
    )  # fmt: skip
    closed_on = JalaliDateField(_("Closed on"), null=True, blank=True, editable=False)
    outcome = PersianTextField(_("Outcome"), blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Supervision case")
        verbose_name_plural = _("Supervision cases")
        ordering = ("-opened_on", "-id")
        permissions = [
            ("decide_measure", _("Can decide on measures")),
            ("complain_of_measure", _("Can record complaints about measures")),
            ("propose_measure", _("Can propose measures to a council")),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_source_is_known",
                condition=Q(source__in=Source.values),
                violation_error_message=_("Choose the source from the list."),
            ),
            models.CheckConstraint(
                name="case_has_a_finding",
                condition=~Q(finding=""),
                violation_error_message=_("Write what was found."),
            ),
            models.CheckConstraint(
                name="case_opened_by_today",
                condition=Q(opened_on__lte=Today()),
                violation_error_message=_(
                    "This day is still to come. Enter today or an earlier day."
                ),
            ),
            models.CheckConstraint(
                name="case_is_heard_after_it_is_opened",
                condition=Q(hearing_on=None) | Q(hearing_on__gte=F("opened_on")),
                violation_error_message=_("The hearing is before the case was opened."),
            ),
            models.CheckConstraint(
                name="case_closes_after_it_is_opened",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                violation_error_message=_("The case is closed before it was opened."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.ngo}"


@tracked()
class Measure(models.Model):
    """One measure in a case, with the complaint about it where there is one."""

    row_scope = Follows(("case",), kinds=OFFICE)

    case = models.ForeignKey(
        SupervisionCase, verbose_name=_("Supervision case"), on_delete=models.CASCADE,
        related_name="measures",
    )  # fmt: skip
    kind = models.CharField(_("Measure"), max_length=20, choices=MeasureKind.choices)
    decided_on = JalaliDateField(_("Decided on"))
    reason = PersianTextField(_("Reason"), takes=Takes.ANYTHING)
    resolution = models.ForeignKey(
        AgendaItem, verbose_name=_("Resolution"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="measures",
    )  # fmt: skip
    grave_reason = PersianTextField(
        _("Why a rung is skipped"), blank=True, default="",
        help_text=_("Needed only where the measure comes earlier than the ladder has it."),
        takes=Takes.ANYTHING,
    )  # fmt: skip
    from_on = JalaliDateField(_("From"))
    # The first day on which a suspension no longer holds.
    to_on = JalaliDateField(_("Until"), null=True, blank=True)
    deadline_on = JalaliDateField(_("To be mended by"), null=True, blank=True)
    lifted_on = JalaliDateField(_("Lifted on"), null=True, blank=True)
    complained_on = JalaliDateField(_("Complained on"), null=True, blank=True)
    complaint = PersianTextField(_("Complaint"), blank=True, default="", takes=Takes.ANYTHING)
    complaint_result = models.CharField(
        _("Result of the complaint"), max_length=10, choices=ComplaintResult.choices, blank=True
    )
    answered_on = JalaliDateField(_("Answered on"), null=True, blank=True)
    answer = PersianTextField(
        _("Answer to the complaint"), blank=True, default="", takes=Takes.ANYTHING
    )

    class Meta:
        verbose_name = _("Measure")
        verbose_name_plural = _("Measures")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="measure_kind_is_known",
                condition=Q(kind__in=MeasureKind.values),
                violation_error_message=_("Choose the measure from the list."),
            ),
            models.CheckConstraint(
                name="measure_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Write the reason of the measure."),
            ),
            models.CheckConstraint(
                name="measure_begins_when_decided",
                condition=Q(from_on__gte=F("decided_on")) & Q(decided_on__lte=Today()),
                violation_error_message=_(
                    "The measure begins before it was decided, or was decided on a day to come."
                ),
            ),
            models.CheckConstraint(
                name="measure_ends_after_it_begins",
                condition=(Q(to_on=None) | Q(to_on__gt=F("from_on")))
                & (Q(lifted_on=None) | Q(lifted_on__gte=F("from_on"))),
                violation_error_message=_("The measure ends before it begins."),
            ),
            models.CheckConstraint(
                name="measure_complaint_follows_it",
                condition=Q(complained_on=None, complaint_result="")
                | (Q(complained_on__gte=F("decided_on")) & ~Q(complaint_result="")),
                violation_error_message=_("The complaint is of a day before the measure."),
            ),
            models.CheckConstraint(
                name="measure_answer_follows_complaint",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("complained_on")),
                violation_error_message=_("The answer is of a day before the complaint."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


@tracked()
class MeasureEffect(models.Model):
    """What one measure did to one licence of the NGO, or to the NGO's status where none is named.

    It lasts until the measure is taken back, or until somebody decides otherwise about the licence
    or the status. So what keeps an NGO from its work is known, and not told from equal days.
    Written by `supervision.services.cases.effects` alone.
    """

    row_scope = Follows(("measure",), kinds=OFFICE)

    measure = models.ForeignKey(
        Measure, verbose_name=_("Measure"), on_delete=models.CASCADE, related_name="effects"
    )
    licence = models.ForeignKey(
        Licence, verbose_name=_("Licence"), null=True, on_delete=models.PROTECT,
        related_name="measure_effects",
    )  # fmt: skip
    # The state of the licence, or the status of the NGO.
    before = models.CharField(
        _("Before"), max_length=20,
        choices={**dict(LicenceState.choices), **dict(Status.choices)},
    )  # fmt: skip
    ended_on = JalaliDateField(_("Ended on"), null=True)

    class Meta:
        verbose_name = _("Effect of a measure")
        verbose_name_plural = _("Effects of measures")
        default_permissions = ()
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "licence"],
                nulls_distinct=False,
                name="effect_of_a_measure_once",
                violation_error_message=_("This measure has had this effect already."),
            ),
            models.UniqueConstraint(
                fields=["licence"],
                condition=Q(ended_on=None),
                name="effect_on_a_licence_once",
                violation_error_message=_("Another measure has its effect on this licence."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.licence or self.measure.case.ngo}"
