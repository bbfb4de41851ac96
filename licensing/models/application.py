"""Applications (درخواست) of NGOs, and each step that one took."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County
from accounts.row_security import ADD, Follows
from councils.models.council import Council
from licensing import workflow
from licensing.kinds import Kind
from licensing.states import CLOSED, State
from ngos.models.ngo import NGO, ActivityLevel
from persian.functions import Today
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField
from persian.personal_numbers import Takes
from persian.printed import END, LEFT_TO_RIGHT


@tracked()
class Application(models.Model):
    """What an NGO asks of the office. One that is being founded is an NGO with status applicant.

    The state is changed by `licensing.services.applications` alone; the table's trigger refuses a
    step
    that the workflow does not have, and others than the applicant's to an NGO's officers.
    """

    # What an applicant writes; the rest is the office's.
    row_scope = Follows(
        ("ngo",),
        ngo_grant="SELECT, INSERT, UPDATE (state, state_since, submitted_on, kind, level, "
        "branch_county_id, subject, external_ref, assembly_on)",
    )
    workflow = workflow.APPLICATION

    tracking_code = models.CharField(_("Tracking code"), max_length=20, unique=True, editable=False)
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices)
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), on_delete=models.PROTECT, related_name="applications"
    )
    level = models.CharField(
        _("Activity level"), max_length=20, choices=ActivityLevel.choices,
        help_text=_("The level that the licence is asked for; its council decides."),
    )  # fmt: skip
    branch_county = models.ForeignKey(
        County, verbose_name=_("County of the branch"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    subject = PersianTextField(
        _("What is asked for"), blank=True, default="",
        help_text=_("The changes, the decision appealed against, or the reason."),
    )  # fmt: skip
    external_ref = PersianCharField(
        _("Ministry portal code"), max_length=60, blank=True, takes=Takes.LONG_NUMBER
    )
    council = models.ForeignKey(
        Council, verbose_name=_("Council"), null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="applications",
    )  # fmt: skip
    state = models.CharField(
        _("State"), max_length=20, choices=State.choices, default=State.DRAFT, editable=False
    )
    state_since = models.DateTimeField(_("State since"), default=timezone.now, editable=False)
    conditions = PersianTextField(_("Conditions"), blank=True, default="", editable=False)
    assembly_on = JalaliDateField(_("Founding assembly"), null=True, blank=True, editable=False)
    registration_no = PersianCharField(
        _("Registration number"),
        max_length=30,
        blank=True,
        editable=False,
        takes=Takes.PAPER_NUMBER,
    )
    registered_on = JalaliDateField(_("Registered on"), null=True, blank=True, editable=False)
    gazette_no = PersianCharField(
        _("Official Gazette number"),
        max_length=60,
        blank=True,
        editable=False,
        takes=Takes.PAPER_NUMBER,
    )
    submitted_on = JalaliDateField(_("Submitted on"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Created by"), null=True, editable=False,
        on_delete=models.PROTECT, related_name="+", db_constraint=False,
    )  # fmt: skip

    class Meta:
        verbose_name = _("Application")
        verbose_name_plural = _("Applications")
        ordering = ("-state_since", "-id")
        permissions = [
            ("submit_application", _("Can submit applications")),
            ("appeal_application", _("Can appeal against a rejection")),
            ("hold_assembly", _("Can record a founding assembly")),
            ("withdraw_application", _("Can withdraw applications")),
            ("review_application", _("Can review applications")),
            ("take_up_application", _("Can take up referred applications")),
            ("introduce_to_registry", _("Can introduce to the registry")),
            ("sign_licence", _("Can sign licences")),
        ]
        indexes = [models.Index(fields=["state", "state_since"], name="application_waiting")]
        constraints = [
            models.CheckConstraint(
                name="application_kind_is_known",
                condition=Q(kind__in=Kind.values),
                violation_error_message=_("Choose the kind of the application from the list."),
            ),
            models.CheckConstraint(
                name="application_level_is_known",
                condition=Q(level__in=ActivityLevel.values),
                violation_error_message=_("Choose the level from the list."),
            ),
            models.CheckConstraint(
                name="application_branch_has_a_county",
                condition=~Q(kind=Kind.BRANCH) | Q(branch_county__isnull=False),
                violation_error_message=_("Choose the county in which the branch is to be."),
            ),
            models.CheckConstraint(
                name="application_assembly_has_been",
                condition=Q(assembly_on=None) | Q(assembly_on__lte=Today()),
                violation_error_message=_("The assembly is still to come."),
            ),
            models.CheckConstraint(
                name="application_registration_has_been",
                condition=Q(registered_on=None) | Q(registered_on__lte=Today()),
                violation_error_message=_("The registration is still to come."),
            ),
            models.UniqueConstraint(
                fields=["ngo", "kind"],
                condition=~Q(state__in=[*sorted(CLOSED), State.REJECTED]),
                name="application_of_a_kind_once_open",
                violation_error_message=_("This NGO has an open application of this kind already."),
            ),
        ]

    def __str__(self) -> str:
        """The code keeps its direction: after Persian letters it would run backwards."""
        return f"{self.get_kind_display()} {LEFT_TO_RIGHT}{self.tracking_code}{END}"


class ApplicationStep(models.Model):
    """One step that an application took: who, when, and why. Added, never changed."""

    row_scope = Follows(("application",), grant=ADD, ngo_grant=ADD)

    application = models.ForeignKey(
        Application, verbose_name=_("Application"), on_delete=models.CASCADE, related_name="steps"
    )
    step = models.CharField(_("Step"), max_length=30)
    source = models.CharField(_("From"), max_length=20, choices=State.choices)
    target = models.CharField(_("To"), max_length=20, choices=State.choices)
    reason = PersianTextField(_("Reason"), blank=True, default="")
    # None where a deadline took the step. The name is kept, for those who may not see the account.
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Taken by"), null=True,
        on_delete=models.PROTECT, related_name="+", db_constraint=False,
    )  # fmt: skip
    taken_by_name = PersianCharField(_("Taken by"), max_length=130, blank=True)
    taken_at = models.DateTimeField(_("Taken at"), default=timezone.now)

    class Meta:
        verbose_name = _("Step of an application")
        verbose_name_plural = _("Steps of applications")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.step
