"""The queue: pairs of registered rows that may be the same."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Province
from imports.confidential import OfKinds
from imports.duplicates.rules import all_rules, rules_of


class PairState(models.TextChoices):
    OPEN = "open", _("To be decided")
    DIFFERENT = "different", _("Told apart")
    MERGED = "merged", _("Merged")


class PairQuerySet(models.QuerySet["DuplicatePair"]):
    """A row may be deleted, undone or brought back elsewhere; a pair counts while both are."""

    def registered(self) -> "PairQuerySet":
        """The pairs both of whose rows are in the register, in the scope in force."""
        found = Q(pk__in=[])
        for rules in all_rules():
            rows = rules.model._default_manager.order_by()
            found |= Q(
                Exists(rows.filter(pk=OuterRef("first_id"))),
                Exists(rows.filter(pk=OuterRef("second_id"))),
                kind=rules.kind,
            )
        return self.filter(found)

    def open(self) -> "PairQuerySet":
        """The pairs that wait for a decision."""
        return self.registered().filter(state=PairState.OPEN)

    def naming(self, kind: str, pk: int | OuterRef) -> "PairQuerySet":
        """The pairs that one row of a registry is in; in a subquery, a row of the query around."""
        return self.filter(Q(first_id=pk) | Q(second_id=pk), kind=kind)


class DuplicatePair(models.Model):
    """Two rows of one registry of one province that may be the same, and what was decided.

    Rows are named by key alone, since a pair may be of any registry.
    """

    row_scope = OfKinds()
    # What was told apart is copied to the row that stays of a merge, whoever decided it.
    refers_out_of_sight = {"decided_by": "goes with a decision that is copied to another pair"}

    kind = models.CharField(_("Registry"), max_length=40)
    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, db_index=False
    )
    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    score = models.FloatField(_("Likelihood"))  # 0 … 1
    reasons = ArrayField(models.CharField(max_length=40), verbose_name=_("Why"), default=list)
    state = models.CharField(
        _("State"), max_length=20, choices=PairState.choices, default=PairState.OPEN
    )
    found_at = models.DateTimeField(_("Found at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("By"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
    )
    decider_name = models.CharField(_("By"), max_length=130, blank=True)
    decided_at = models.DateTimeField(_("Decided at"), null=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = _("Likely duplicate")
        verbose_name_plural = _("Likely duplicates")
        default_permissions = ("view",)
        ordering = ("-score", "id")
        indexes = [
            models.Index(fields=["province", "state", "-score", "id"], name="pair_in_queue"),
            models.Index(fields=["kind", "second_id"], name="pair_by_second"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "first_id", "second_id"], name="pair_once"),
            models.CheckConstraint(name="pair_in_order", condition=Q(first_id__lt=F("second_id"))),
            models.CheckConstraint(
                name="pair_state_is_known", condition=Q(state__in=PairState.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_id}/{self.second_id}"

    @property
    def keys(self) -> tuple[int, int]:
        return self.first_id, self.second_id

    def other_than(self, pk: int) -> int:
        """The key of the other row."""
        return self.second_id if pk == self.first_id else self.first_id

    def rows(self) -> dict[int, Any]:
        """Both rows by key, as far as they are in the register and in scope."""
        return rules_of(self.kind).load(self.keys)
