"""Measures that an office proposes to a council, which adopts or declines them in session."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import OFFICE, Follows
from councils.models.council import Council
from councils.models.session import OnAgenda
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField
from persian.personal_numbers import Takes
from supervision.models.case import Measure, MeasureKind, SupervisionCase
from supervision.workflow import MEASURE_PROPOSAL, ProposalState

# What ends an NGO's work, for a time or for good, is a council's to decide where an office asks it.
BEFORE_COUNCIL = (
    MeasureKind.SUSPENSION,
    MeasureKind.REVOCATION,
    MeasureKind.DISSOLUTION_REQUEST,
)


@tracked()
class MeasureProposal(models.Model):
    """One measure that an office proposes in a case, and what the council made of it.

    Its days are not known before the session: it begins on the session's day, and a suspension
    lasts so many months from then.
    """

    row_scope = Follows(("case",), kinds=OFFICE)
    workflow = MEASURE_PROPOSAL

    case = models.ForeignKey(
        SupervisionCase, verbose_name=_("Supervision case"), on_delete=models.CASCADE,
        related_name="proposals",
    )  # fmt: skip
    council = models.ForeignKey(
        Council, verbose_name=_("Council"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(
        _("Measure"), max_length=20,
        choices=[(kind.value, kind.label) for kind in BEFORE_COUNCIL],
    )  # fmt: skip
    months = models.PositiveSmallIntegerField(_("Months of the suspension"), null=True, blank=True)
    reason = PersianTextField(_("Reason"), takes=Takes.ANYTHING)
    grave_reason = PersianTextField(
        _("Why a rung is skipped"), blank=True, default="", takes=Takes.ANYTHING
    )
    proposed_on = JalaliDateField(_("Proposed on"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Proposed by"), null=True, editable=False,
        on_delete=models.PROTECT, related_name="+", db_constraint=False,
    )  # fmt: skip
    proposed_by_name = PersianCharField(_("Proposed by"), max_length=130, editable=False)
    state = models.CharField(
        _("State"), max_length=20, choices=ProposalState.choices, default=ProposalState.WAITING,
        editable=False,
    )  # fmt: skip
    # What came of it where it was adopted, and why where it was not.
    measure = models.OneToOneField(
        Measure, verbose_name=_("Measure"), null=True, editable=False, on_delete=models.CASCADE,
        related_name="proposal",
    )  # fmt: skip
    outcome = PersianTextField(
        _("Outcome"), blank=True, default="", editable=False, takes=Takes.ANYTHING
    )

    class Meta:
        verbose_name = _("Proposed measure")
        verbose_name_plural = _("Proposed measures")
        default_permissions = ()
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="proposal_kind_is_known",
                condition=Q(kind__in=[kind.value for kind in BEFORE_COUNCIL]),
                violation_error_message=_("Choose the measure from the list."),
            ),
            models.CheckConstraint(
                name="proposal_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Write the reason of the measure."),
            ),
            models.CheckConstraint(
                name="proposal_of_a_suspension_has_months",
                condition=Q(kind=MeasureKind.SUSPENSION, months__gte=1)
                | (~Q(kind=MeasureKind.SUSPENSION) & Q(months=None)),
                violation_error_message=_("Enter for how many months the NGO is suspended."),
            ),
            models.CheckConstraint(
                name="proposal_adopted_is_a_measure",
                condition=Q(state=ProposalState.ADOPTED, measure__isnull=False)
                | (~Q(state=ProposalState.ADOPTED) & Q(measure=None)),
                violation_error_message=_("What was adopted is a measure of the case."),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=ProposalState.WAITING),
                name="proposal_waits_once_in_a_case",
                violation_error_message=_("A proposal of this case waits already."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class MeasureOnAgenda(OnAgenda):
    """A proposed measure that stands, or stood, on an agenda."""

    proposal = models.ForeignKey(
        MeasureProposal, verbose_name=_("Proposed measure"), on_delete=models.PROTECT,
        related_name="on_agendas",
    )  # fmt: skip

    class Meta:
        verbose_name = _("Measure on an agenda")
        verbose_name_plural = _("Measures on agendas")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "proposal"],
                name="item_measure_once",
                violation_error_message=_("This measure is on the agenda already."),
            ),
        ]
