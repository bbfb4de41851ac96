from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NGOsConfig(AppConfig):
    name = "ngos"
    verbose_name = _("NGO register")

    def ready(self) -> None:
        # Makes known what it declares.
        from ngos import duplicates, kept, page, policies, registries  # noqa: F401
        from ngos.navigation import ENTRIES
        from ngos.page import own
        from ngos.services.ceo_name import CEO_NAME
        from screens import navigation

        page.declare(*own.PARTS)
        kept.declare(CEO_NAME)
        navigation.declare(*ENTRIES)
