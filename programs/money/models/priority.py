"""Priorities (اولویت) for which money is given: a list that the ministry edits."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import Reference
from persian.functions import Fold
from persian.model_fields import PersianCharField


@tracked(exclude=["name_key"])
class Priority(models.Model):
    """What money is given for, such as «خانواده» or «جوانی جمعیت»."""

    row_scope = Reference()

    name = PersianCharField(_("Name"), max_length=80)
    aliases = ArrayField(
        PersianCharField(max_length=80),
        verbose_name=_("Other names"),
        default=list,
        blank=True,
        help_text=_("Other names in use, separated by commas; imports recognise them."),
    )
    is_active = models.BooleanField(
        _("In use"), default=True, help_text=_("Priorities no longer in use are not offered.")
    )
    position = models.PositiveSmallIntegerField(_("Position"), default=100)
    name_key = models.GeneratedField(
        expression=Fold("name"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        verbose_name = _("Priority of funding")
        verbose_name_plural = _("Priorities of funding")
        ordering = ("position", "name_key")
        constraints = [
            models.UniqueConstraint(
                fields=["name_key"],
                name="priority_name_once",
                violation_error_message=_("A priority of this name is there already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
