"""Action points (اقدام): whatever was agreed somewhere, with who does it, and until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace
from ngos.models.ngo import NGO
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField
from programs.actions.workflow import ACTION, ActionState


@tracked()
class ActionPoint(models.Model):
    """One thing to be done, whatever it came from: a visit, a session, a letter, a verification.

    `source` and `source_id` name the row that it came from (`programs.actions.sources`), and
    `source_title` what that was called then.
    """

    row_scope = ByPlace()
    workflow = ACTION

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, related_name="+"
    )
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+", help_text=_("Empty where the province's office does it."),
    )  # fmt: skip
    title = PersianCharField(_("What is to be done"), max_length=200)
    details = PersianTextField(_("Details"), blank=True, default="")
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="action_points",
    )  # fmt: skip
    source = models.CharField(max_length=30, blank=True, default="", editable=False)
    source_id = models.BigIntegerField(null=True, editable=False)
    source_title = PersianCharField(
        _("Agreed in"), max_length=300, blank=True, default="", editable=False,
    )  # fmt: skip
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Who does it (of the office)"), null=True,
        blank=True, on_delete=models.PROTECT, related_name="action_points", db_constraint=False,
    )  # fmt: skip
    owner_name = PersianCharField(
        _("Who does it"), max_length=130, blank=True, default="",
        help_text=_("Needed only where it is nobody of the office."),
    )  # fmt: skip
    due_on = JalaliDateField(_("Until"))
    state = models.CharField(
        _("State"), max_length=20, choices=ActionState.choices, default=ActionState.OPEN,
        editable=False,
    )  # fmt: skip
    done_on = JalaliDateField(_("Done on"), null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT,
        related_name="+", db_constraint=False,
    )  # fmt: skip
    done_by_name = PersianCharField(max_length=130, blank=True, default="", editable=False)
    outcome = PersianTextField(_("What was done"), blank=True, default="", editable=False)
    verified_on = JalaliDateField(_("Verified on"), null=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT,
        related_name="+", db_constraint=False,
    )  # fmt: skip
    verified_by_name = PersianCharField(
        _("Verified by"), max_length=130, blank=True, default="", editable=False
    )
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Action point")
        verbose_name_plural = _("Action points")
        ordering = ("due_on", "id")
        permissions = [("verify_actionpoint", _("Can verify action points"))]
        indexes = [
            models.Index(fields=["source", "source_id"], name="action_by_source"),
            models.Index(fields=["province", "state", "due_on"], name="action_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                name="action_says_what",
                condition=~Q(title=""),
                violation_error_message=_("Write what is to be done."),
            ),
            models.CheckConstraint(
                name="action_says_who",
                condition=~Q(owner_name=""),
                violation_error_message=_("Choose or write who does it."),
            ),
            models.CheckConstraint(
                name="action_done_has_its_day",
                condition=Q(
                    state__in=[ActionState.DONE, ActionState.VERIFIED], done_on__isnull=False
                )
                | (~Q(state__in=[ActionState.DONE, ActionState.VERIFIED]) & Q(done_on=None)),
                violation_error_message=_("What is done has the day on which it was."),
            ),
            models.CheckConstraint(
                name="action_verified_by_another",
                condition=(
                    Q(state=ActionState.VERIFIED, verified_on__isnull=False)
                    & Q(verified_by__isnull=False)
                    & (Q(done_by=None) | ~Q(verified_by=F("done_by")))
                )
                | (~Q(state=ActionState.VERIFIED) & Q(verified_on=None, verified_by=None)),
                violation_error_message=_("Another person than who did it verifies it."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
