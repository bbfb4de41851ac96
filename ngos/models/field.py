"""Fields of activity (موضوع فعالیت): a list that the ministry edits."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import Reference
from persian.functions import Fold
from persian.model_fields import PersianCharField

# The name of the field of NGOs whose field nobody has told: made when it is first needed by
# `ngos_field_not_known()`, offered in no form.
NOT_KNOWN = "تعیین‌نشده"


@tracked(exclude=["name_key"])
class Field(models.Model):
    """One field of activity that an NGO may be registered for."""

    row_scope = Reference()

    name = PersianCharField(_("Name"), max_length=80)
    aliases = ArrayField(
        PersianCharField(max_length=80),
        verbose_name=_("Other names"),
        default=list,
        blank=True,
        help_text=_("Other names in use, separated by commas; imports recognise them."),
    )
    is_charitable = models.BooleanField(
        _("Charitable"),
        default=False,
        help_text=_("NGOs of this field are charities unless the register says otherwise."),
    )
    is_active = models.BooleanField(
        _("In use"), default=True, help_text=_("Fields no longer in use are not offered.")
    )
    position = models.PositiveSmallIntegerField(_("Position"), default=100)
    name_key = models.GeneratedField(
        expression=Fold("name"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        verbose_name = _("Field")
        verbose_name_plural = _("Fields")
        ordering = ("position", "name_key")
        constraints = [
            models.UniqueConstraint(
                fields=["name_key"],
                name="field_name_once",
                violation_error_message=_("A field of this name is there already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
