from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NGOsConfig(AppConfig):
    name = "ngos"
    verbose_name = _("NGO register")

    def ready(self) -> None:
        # Makes known what they declare.
        from ngos import duplicates, policies, registries  # noqa: F401
