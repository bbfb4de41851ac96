"""Where a visit (بازدید) led: several NGOs or places in one, each with what was found."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import OFFICE, Follows
from ngos.models import NGO
from persian.model_fields import PersianCharField, PersianTextField
from programs.events.models.event import Event


@tracked()
class VisitedPlace(models.Model):
    """An NGO, or another place by its name, that a visit came to."""

    row_scope = Follows(("event",), kinds=OFFICE)

    event = models.ForeignKey(
        Event, verbose_name=_("Event"), on_delete=models.CASCADE, related_name="visited"
    )
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="visits",
    )  # fmt: skip
    name = PersianCharField(
        _("Place"), max_length=160, blank=True, default="",
        help_text=_("Where it was no NGO of the register."),
    )  # fmt: skip
    findings = PersianTextField(_("What was found"), blank=True, default="")

    class Meta:
        verbose_name = _("Visited place")
        verbose_name_plural = _("Visited places")
        ordering = ("id",)
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="visited_place_is_named",
                condition=Q(ngo__isnull=False) | ~Q(name=""),
                violation_error_message=_("Choose the NGO, or write which place was visited."),
            ),
            models.UniqueConstraint(
                fields=["event", "ngo"],
                condition=Q(ngo__isnull=False),
                name="visited_ngo_once",
                violation_error_message=_("This visit came to this NGO already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.ngo) if self.ngo_id else self.name
