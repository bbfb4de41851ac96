"""Proposals (پیشنهاد) of NGOs: in answer to a call, or of their own accord."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace
from councils.models.council import Council
from councils.models.session import OnAgenda
from ngos.models.ngo import NGO
from persian.model_fields import (
    JalaliDateField,
    PersianCharField,
    PersianTextField,
    RialField,
)
from persian.personal_numbers import Takes
from programs.calls.models.call import Call, CallForm
from programs.calls.models.scopes import TextOfProposal
from programs.calls.workflow import PROPOSAL, ProposalState


def new_tracking_code() -> str:
    """What the first migration fills old rows with; codes come of `papers.tracking`."""
    return secrets.token_hex(5)


class Ground(models.TextChoices):
    """Which condition a refusal names (a refusal names its condition from a list)."""

    NOT_ELIGIBLE = "not_eligible", _("A condition of the call is not met")
    OUT_OF_SCOPE = "out_of_scope", _("Outside the subject of the call or the working group")
    BUDGET = "budget", _("No budget, or more than the ceiling")
    QUALITY = "quality", _("Fewer points than the others")
    CAPACITY = "capacity", _("The NGO's means do not suffice")
    REPEATED = "repeated", _("The same has been supported already")


@tracked()
class Proposal(models.Model):
    """One proposal as it stands now; what was sent is kept in its revisions.

    Its state is changed by `programs.calls.services` alone.
    """

    row_scope = ByPlace(ngo="ngo_id")
    workflow = PROPOSAL

    # The NGO's place.
    province = models.ForeignKey(
        Province, verbose_name=_("Province"), editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), on_delete=models.PROTECT, related_name="proposals"
    )
    call = models.ForeignKey(
        Call, verbose_name=_("Call"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="proposals", help_text=_("Empty for a proposal of the NGO's own accord."),
    )  # fmt: skip
    body = models.ForeignKey(
        Council, verbose_name=_("Working group"), on_delete=models.PROTECT,
        related_name="proposals",
    )  # fmt: skip
    tracking_code = models.CharField(_("Tracking code"), max_length=20, unique=True, editable=False)
    title = PersianCharField(_("Title"), max_length=200)
    state = models.CharField(
        _("State"), max_length=20, choices=ProposalState.choices, default=ProposalState.DRAFT,
        editable=False,
    )  # fmt: skip
    amount = RialField(_("Amount asked for (rial)"), null=True, blank=True)
    revision = models.PositiveSmallIntegerField(_("Revision"), default=0, editable=False)
    received_on = JalaliDateField(_("Received on"), null=True, blank=True)
    decided_on = JalaliDateField(_("Decided on"), null=True, editable=False)
    ground = models.CharField(
        _("Condition that is not met"), max_length=20, choices=Ground.choices, blank=True,
        default="", editable=False,
    )  # fmt: skip
    next_step = PersianTextField(
        _("What the NGO may do next"), blank=True, default="", editable=False
    )
    told_on = JalaliDateField(_("Told on"), null=True, editable=False)
    report = PersianTextField(
        _("Final report"), blank=True, default="", editable=False, takes=Takes.ANYTHING
    )
    reported_on = JalaliDateField(_("Reported on"), null=True, editable=False)
    remarks = PersianTextField(
        _("Remarks"), blank=True, default="", editable=False, takes=Takes.ANYTHING
    )
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Proposal")
        verbose_name_plural = _("Proposals")
        ordering = ("-id",)
        permissions = [
            ("submit_proposal", _("Can send proposals")),
            ("weigh_proposal", _("Can weigh proposals for a working group")),
            ("review_proposal", _("Can review proposals")),
        ]
        indexes = [
            models.Index(fields=["province", "state"], name="proposal_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                name="proposal_has_a_title",
                condition=~Q(title=""),
                violation_error_message=_("Write what is proposed."),
            ),
            models.CheckConstraint(
                name="proposal_sent_has_its_day",
                condition=Q(state__in=[ProposalState.DRAFT, ProposalState.WITHDRAWN])
                | Q(received_on__isnull=False, revision__gte=1),
                violation_error_message=_("A proposal that was sent has its day and its text."),
            ),
            models.CheckConstraint(
                name="proposal_refusal_names_its_condition",
                condition=Q(told_on=None)
                | (Q(state=ProposalState.DECLINED) & ~Q(ground="") & ~Q(next_step="")),
                violation_error_message=_(
                    "A refusal names the condition that is not met, and what may be done next."
                ),
            ),
            models.CheckConstraint(
                name="proposal_report_has_its_day",
                condition=~Q(state__in=[ProposalState.REPORTED, ProposalState.IMPLEMENTED])
                | (Q(reported_on__isnull=False) & ~Q(report="")),
                violation_error_message=_("The final report has its day and its text."),
            ),
            models.UniqueConstraint(
                fields=["call", "ngo"],
                condition=Q(call__isnull=False) & ~Q(state=ProposalState.WITHDRAWN),
                name="proposal_once_for_a_call",
                violation_error_message=_("This NGO has answered this call already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """A proposal as it was sent: its text, and the form in the version that was answered.

    Never changed. A reviewer who has declared nothing, or a conflict, does not see it.
    """

    row_scope = TextOfProposal()

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField(_("Revision"))
    title = PersianCharField(_("Title"), max_length=200)
    summary = PersianTextField(_("Summary"), takes=Takes.ANYTHING)
    amount = RialField(_("Amount asked for (rial)"), null=True)
    form = models.ForeignKey(
        CallForm, verbose_name=_("Form of a call"), null=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    answers = models.JSONField(_("Answers"), default=dict)  # by the keys of the form's questions
    sent_at = models.DateTimeField(_("Sent at"), auto_now_add=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
        db_constraint=False,
    )  # fmt: skip
    sent_by_name = PersianCharField(_("Sent by"), max_length=130)

    class Meta:
        verbose_name = _("Revision of a proposal")
        verbose_name_plural = _("Revisions of proposals")
        default_permissions = ()
        ordering = ("proposal", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "number"],
                name="revision_once",
                violation_error_message=_("This revision is there already."),
            ),
            models.CheckConstraint(
                name="revision_has_its_text",
                condition=~Q(title="") & ~Q(summary=""),
                violation_error_message=_("Write the title and the summary."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ProposalOnAgenda(OnAgenda):
    """A proposal that stands, or stood, on an agenda."""

    proposal = models.ForeignKey(
        Proposal, verbose_name=_("Proposal"), on_delete=models.PROTECT, related_name="on_agendas"
    )

    class Meta:
        verbose_name = _("Proposal on an agenda")
        verbose_name_plural = _("Proposals on agendas")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "proposal"],
                name="item_proposal_once",
                violation_error_message=_("This proposal is on the agenda already."),
            ),
        ]
