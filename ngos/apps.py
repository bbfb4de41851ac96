from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NGOsConfig(AppConfig):
    name = "ngos"
    verbose_name = _("NGO register")

    def ready(self) -> None:
        from ngos import duplicates, imports  # noqa: F401  makes the registry known to the engine
