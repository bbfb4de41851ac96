"""Provinces and counties, with the codes of the Statistical Centre of Iran."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import Reference
from persian.functions import Fold, SortKey
from persian.model_fields import PersianCharField


class Place(models.Model):
    """What a province and a county have in common: a name, other spellings, a code."""

    row_scope = Reference()

    name = PersianCharField(_("Name"), max_length=60)
    aliases = ArrayField(
        PersianCharField(max_length=60),
        verbose_name=_("Other names"),
        default=list,
        blank=True,
        help_text=_("Other names in use, separated by commas; imports recognise them."),
    )
    sort_key = models.GeneratedField(
        expression=SortKey("name"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    name_key = models.GeneratedField(
        expression=Fold("name"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Province(Place):
    """One of the 31 provinces (استان)."""

    code = models.CharField(_("Code"), max_length=2, unique=True)

    class Meta:
        verbose_name = _("Province")
        verbose_name_plural = _("Provinces")
        ordering = ("sort_key",)
        constraints = [
            models.UniqueConstraint(
                fields=["name_key"],
                name="province_name_once",
                violation_error_message=_("A province of this name is there already."),
            )
        ]


@tracked(exclude=["sort_key", "name_key"])
class County(Place):
    """A county (شهرستان) of a province. The newest ones have no official code yet."""

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, related_name="counties"
    )
    code = models.CharField(_("Code"), max_length=4, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = _("County")
        verbose_name_plural = _("Counties")
        ordering = ("sort_key",)
        constraints = [
            models.UniqueConstraint(
                fields=["province", "name_key"],
                name="county_name_once_in_province",
                violation_error_message=_("This province has a county of this name already."),
            ),
            # What tables that hold both a county and its province refer to.
            models.UniqueConstraint(fields=["id", "province"], name="county_and_its_province"),
        ]
