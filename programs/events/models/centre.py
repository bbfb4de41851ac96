"""Centres (مرکز مثبت زندگی and their like) whose people come to courses."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace, value
from persian.functions import Fold
from persian.model_fields import PersianCharField
from persian.search import OPERATOR_CLASS


@tracked(exclude=["name_key"])
class Centre(models.Model):
    """A centre as lists name it: its name within its county. What it offers is kept elsewhere."""

    # Whoever comes to a course of one county may be sent by a centre of another.
    row_scope = ByPlace(also=f"province_id = {value('province')}")

    province = models.ForeignKey(Province, verbose_name=_("Province"), on_delete=models.PROTECT)
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT
    )
    name = PersianCharField(_("Name"), max_length=160)
    is_active = models.BooleanField(_("In use"), default=True)
    name_key = models.GeneratedField(
        expression=Fold("name"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        verbose_name = _("Centre")
        verbose_name_plural = _("Centres")
        ordering = ("name_key", "id")
        indexes = [GinIndex(OpClass(F("name_key"), OPERATOR_CLASS), name="centre_search")]
        constraints = [
            models.CheckConstraint(
                name="centre_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("A centre needs its name."),
            ),
            models.UniqueConstraint(
                fields=["province", "county", "name_key"],
                nulls_distinct=False,
                name="centre_once_in_county",
                violation_error_message=_("This county has a centre of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
