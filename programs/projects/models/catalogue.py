"""What programs are told apart by in the whole country: social harms, and laws and plans above."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import Reference
from persian.functions import Fold
from persian.model_fields import PersianCharField


@tracked(exclude=["name_key"])
class Harm(models.Model):
    """A social harm or a subject that programs are about (آسیب اجتماعی)."""

    row_scope = Reference()

    name = PersianCharField(_("Name"), max_length=120)
    name_key = models.GeneratedField(
        expression=Fold("name"), output_field=models.TextField(), db_persist=True
    )
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Social harm")
        verbose_name_plural = _("Social harms")
        ordering = ("name_key",)
        constraints = [
            models.UniqueConstraint(
                fields=["name_key"],
                name="harm_once",
                violation_error_message=_("This name is there already."),
            ),
            models.CheckConstraint(
                name="harm_has_a_name",
                condition=~models.Q(name=""),
                violation_error_message=_("Write the name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DocumentKind(models.TextChoices):
    LAW = "law", _("Law")
    PLAN = "plan", _("Development plan")
    INSTRUCTION = "instruction", _("Instruction")
    RESOLUTION = "resolution", _("Resolution of a council above")


@tracked(exclude=["title_key"])
class UpperDocument(models.Model):
    """A law, plan or instruction that programs carry out (سند بالادستی)."""

    row_scope = Reference()

    kind = models.CharField(_("Kind"), max_length=20, choices=DocumentKind.choices)
    title = PersianCharField(_("Title"), max_length=200)
    title_key = models.GeneratedField(
        expression=Fold("title"), output_field=models.TextField(), db_persist=True
    )
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Upper document")
        verbose_name_plural = _("Upper documents")
        ordering = ("title_key",)
        constraints = [
            models.UniqueConstraint(
                fields=["title_key"],
                name="upper_document_once",
                violation_error_message=_("This title is there already."),
            ),
            models.CheckConstraint(
                name="upper_document_has_a_title",
                condition=~models.Q(title="") & models.Q(kind__in=DocumentKind.values),
                violation_error_message=_("Write the title, and choose the kind from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
