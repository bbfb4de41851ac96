"""Reviews (داوری) of proposals: who was asked, what each declared, and how each scored."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField
from persian.personal_numbers import Takes
from programs.calls.models.proposal import Proposal, Revision
from programs.calls.models.scopes import OfReviewers


@tracked()
class Assignment(models.Model):
    """One person who is asked to review one proposal.

    `has_conflict` is what they declared before its text opened to them; `scored_revision` the
    revision that they scored last, kept by a trigger.
    """

    row_scope = OfReviewers(own=False)

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Reviewer"), on_delete=models.PROTECT,
        related_name="+", db_constraint=False,
    )  # fmt: skip
    reviewer_name = PersianCharField(_("Reviewer"), max_length=130, editable=False)
    asked_on = JalaliDateField(_("Asked on"), editable=False)
    due_on = JalaliDateField(_("Until"), null=True, blank=True)
    has_conflict = models.BooleanField(_("Conflict of interest"), null=True, editable=False)
    declared_on = JalaliDateField(_("Declared on"), null=True, editable=False)
    conflict = PersianTextField(
        _("What the conflict is"), blank=True, default="", editable=False, takes=Takes.ANYTHING
    )
    scored_revision = models.PositiveSmallIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("Reviewer")
        verbose_name_plural = _("Reviewers")
        default_permissions = ()
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "reviewer"],
                name="reviewer_once",
                violation_error_message=_("This person reviews this proposal already."),
            ),
            models.CheckConstraint(
                name="conflict_is_declared_with_its_day",
                condition=Q(has_conflict=None, declared_on=None)
                | Q(has_conflict=False, declared_on__isnull=False)
                | (Q(has_conflict=True, declared_on__isnull=False) & ~Q(conflict="")),
                violation_error_message=_("A conflict of interest is declared with its day."),
            ),
        ]

    def __str__(self) -> str:
        return self.reviewer_name


class Review(models.Model):
    """How one reviewer scored one revision. Never changed; a changed proposal asks again.

    `scores` holds points of 0 to 100 by the keys of the call's criteria, `total` their weighted
    mean in hundredths of a point; without a call `scores` is empty and `total` said at once.
    """

    row_scope = OfReviewers(own=True, grant="SELECT, INSERT")

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reviews")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Reviewer"), on_delete=models.PROTECT,
        related_name="+", db_constraint=False,
    )  # fmt: skip
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="reviews")
    scores = models.JSONField(_("Points"), default=dict)
    total = models.PositiveIntegerField(_("Weighted mean"))
    remarks = PersianTextField(_("Opinion"), takes=Takes.ANYTHING)
    sent_at = models.DateTimeField(_("Sent at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Review")
        verbose_name_plural = _("Reviews")
        default_permissions = ()
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "revision"],
                name="review_once_for_a_revision",
                violation_error_message=_("You have scored this revision already."),
            ),
            models.CheckConstraint(
                name="review_total_in_bounds",
                condition=Q(total__lte=100_00) & ~Q(remarks=""),
                violation_error_message=_("Points are from 0 to 100, with an opinion in words."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.total)
