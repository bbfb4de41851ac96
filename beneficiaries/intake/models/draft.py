"""An intake that is under way: what was searched for before it, and what is written so far."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import County, Province
from accounts.row_security import ADD
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.scopes import OfCarers


class Search(models.Model):
    """That somebody looked for a woman before taking her in. What was typed stands here as an HMAC
    whose key is outside the database."""

    row_scope = OfCarers(grant=ADD)

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    county = models.ForeignKey(County, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    user_id = models.BigIntegerField()
    blinded = models.BinaryField()
    found = models.PositiveSmallIntegerField()  # how many of the office looked like her

    class Meta:
        verbose_name = _("Search before an intake")
        verbose_name_plural = _("Searches before intakes")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


class Draft(models.Model):
    """An intake that somebody began, saved as they go; any colleague of the office goes on with it.

    `data` holds what was typed, by field; a field that two changed apart keeps both in `conflicts`.
    """

    row_scope = OfCarers()

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, related_name="+"
    )
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    search = models.ForeignKey(Search, on_delete=models.PROTECT, related_name="+")
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    begun_by_name = models.CharField(_("Begun by"), max_length=130)
    last_by_name = models.CharField(_("Last changed by"), max_length=130)
    data = models.JSONField(default=dict)
    step = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField(_("Begun at"), auto_now_add=True)
    saved_at = models.DateTimeField(_("Saved at"), auto_now=True)
    finished_at = models.DateTimeField(null=True)
    beneficiary = models.OneToOneField(
        Beneficiary, null=True, on_delete=models.CASCADE, related_name="intake"
    )

    class Meta:
        verbose_name = _("Intake under way")
        verbose_name_plural = _("Intakes under way")
        ordering = ("-saved_at", "-id")
        constraints = [
            # What was typed goes into the record, and stays there alone.
            models.CheckConstraint(
                name="draft_is_emptied_when_finished",
                condition=Q(finished_at=None) | Q(data={}),
            )
        ]

    def __str__(self) -> str:
        return str(self.begun_by_name)
