"""The room's Django application: it has SQL functions and template tags, but no models."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PersianConfig(AppConfig):
    name = "persian"
    label = "persian"
    verbose_name = _("Persian text and dates")

    def ready(self) -> None:
        from persian import search  # noqa: F401  makes its lookup known
