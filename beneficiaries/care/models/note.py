"""What the case worker writes of a visit or a call. What is most sensitive is sealed instead."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.scopes import of_the_woman
from persian.dates import today
from persian.functions import Today
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField


class NoteKind(models.TextChoices):
    HOME_VISIT = "home_visit", _("Home visit")
    OFFICE = "office", _("She came to the office")
    CALL = "call", _("Telephone call")
    OTHER = "other", _("Other (note)")


@tracked()
class CaseNote(models.Model):
    """One note: of a home visit, what was found."""

    row_scope = of_the_woman()

    beneficiary = models.ForeignKey(
        Beneficiary, on_delete=models.CASCADE, related_name="case_notes"
    )
    kind = models.CharField(_("Occasion"), max_length=20, choices=NoteKind.choices)
    on = JalaliDateField(_("On"), default=today)
    text = PersianTextField(_("What was seen and said"), max_length=3000)
    author_name = PersianCharField(_("Written by"), max_length=130, editable=False)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Case note")
        verbose_name_plural = _("Case notes")
        default_permissions = ()
        ordering = ("-on", "-id")
        constraints = [
            models.CheckConstraint(
                name="case_note_is_whole",
                condition=Q(kind__in=NoteKind.values) & ~Q(text=""),
                violation_error_message=_("Write what was seen and said."),
            ),
            models.CheckConstraint(
                name="case_note_by_today",
                condition=Q(on__lte=Today()),
                violation_error_message=_(
                    "This day is still to come. Enter today or an earlier day."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
