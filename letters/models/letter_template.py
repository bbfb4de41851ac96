"""Templates of letters: what an office writes again and again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Province
from accounts.row_security import OfCountryOrProvince
from letters.models.letter import LetterKind
from persian.model_fields import PersianCharField, PersianTextField


@tracked()
class LetterTemplate(models.Model):
    """A subject and a body with fields in braces; without a province it is the whole country's.

    Which fields there are, and how they are filled, is in `letters.fields`.
    """

    row_scope = OfCountryOrProvince()

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+", help_text=_("Without a province, all offices have this template."),
    )  # fmt: skip
    title = PersianCharField(_("Title"), max_length=120)
    kind = models.CharField(_("Kind"), max_length=20, choices=LetterKind.choices)
    subject = PersianCharField(_("Subject"), max_length=300)
    body = PersianTextField(_("Text"))
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Letter template")
        verbose_name_plural = _("Letter templates")
        ordering = ("title", "id")
        constraints = [
            models.CheckConstraint(
                name="letter_template_kind_is_known",
                condition=Q(kind__in=LetterKind.values),
                violation_error_message=_("Choose the kind of the letter from the list."),
            ),
            models.UniqueConstraint(
                fields=["province", "title"],
                nulls_distinct=False,
                name="letter_template_title_once",
                violation_error_message=_("A template of this title is there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
