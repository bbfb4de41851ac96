"""Questionnaires of offices, and their versions, which never change."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ADD, value
from beneficiaries.records.models.scopes import OF_THE_OFFICE, OfCarers, OfTheWoman
from persian.model_fields import PersianCharField

OF_THE_PROVINCE = f"province_id = {value('province')} AND county_id IS NULL"


@tracked()
class Questionnaire(models.Model):
    """One questionnaire of one office; counties ask by those of their province's office too."""

    row_scope = OfCarers(or_reads=OF_THE_PROVINCE)

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, related_name="+"
    )
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    title = PersianCharField(_("Title"), max_length=120)
    is_used = models.BooleanField(_("Women are asked by it"), default=True)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Questionnaire")
        verbose_name_plural = _("Questionnaires")
        ordering = ("title", "id")
        constraints = [
            # By an expression, so that nobody can ask what another office has.
            models.UniqueConstraint(
                F("province"), Coalesce(F("county"), Value(0)), F("title"),
                name="questionnaire_once_in_an_office",
                violation_error_message=_("Your office has a questionnaire of this title."),
            ),
            models.CheckConstraint(
                name="questionnaire_has_a_title",
                condition=~Q(title=""),
                violation_error_message=_("Write a title."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """The questions as they were at a time, with their weights; never changed.

    `questions` is a list of `key`, `text`, `domain`, `kind`, `choices` (`key`, `text`, `weight`),
    `is_required` and `shown_if` (`key`, `is`; None for one that is always asked).
    """

    row_scope = OfTheWoman(("questionnaire",), kinds=OF_THE_OFFICE, grant=ADD)

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("Version"))
    questions = models.JSONField(_("Questions"))
    made_at = models.DateTimeField(_("Made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Version of a questionnaire")
        verbose_name_plural = _("Versions of questionnaires")
        default_permissions = ()
        ordering = ("questionnaire", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"],
                name="questionnaire_version_once",
                violation_error_message=_("This version is there already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.number)
