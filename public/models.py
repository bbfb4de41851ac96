"""What an office keeps out of the public register, and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import Follows
from ngos.models import NGO
from persian.model_fields import PersianCharField


@tracked()
class Withheld(models.Model):
    """An NGO that the public register does not tell of while this row stands.

    The reason is told to whoever asks for the NGO by its address.
    """

    row_scope = Follows(("ngo",))

    ngo = models.OneToOneField(
        NGO, verbose_name=_("NGO"), on_delete=models.PROTECT, related_name="withheld"
    )
    reason = PersianCharField(_("Reason, as the public reads it"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Withheld by"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    at = models.DateTimeField(_("Withheld at"), auto_now_add=True)

    class Meta:
        verbose_name = _("NGO withheld from the public register")
        verbose_name_plural = _("NGOs withheld from the public register")
        permissions = [("withhold_ngo", _("Can keep NGOs out of the public register"))]
        constraints = [
            models.CheckConstraint(
                name="public_withheld_for_a_reason",
                condition=~models.Q(reason=""),
                violation_error_message=_("Say why, as the public will read it."),
            )
        ]

    def __str__(self) -> str:
        return str(self.ngo)
