"""What people keep for themselves on the staff screens."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.row_security import OwnedBy
from persian.model_fields import PersianCharField


class SavedFilter(models.Model):
    """A list's filters under a name, shown as a tab above that list to the person who saved it."""

    row_scope = OwnedBy()

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    list_name = models.CharField(max_length=100)  # "app.model" of the list
    name = PersianCharField(_("Name"), max_length=60)
    query = models.CharField(max_length=2000)  # the list's address after the question mark

    class Meta:
        verbose_name = _("Saved filter")
        verbose_name_plural = _("Saved filters")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["user", "list_name", "name"],
                name="saved_filter_name_once",
                violation_error_message=_("You have a saved filter of this name on this list."),
            )
        ]

    def __str__(self) -> str:
        return self.name
