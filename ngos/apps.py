from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NGOsConfig(AppConfig):
    name = "ngos"
    verbose_name = _("NGO register")

    def ready(self) -> None:
        from ngos import duplicates, imports, policies  # noqa: F401  makes them known below
