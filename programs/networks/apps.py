from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "programs.networks"
    verbose_name = _("Networks")

    def ready(self) -> None:
        from ngos import page
        from programs.networks.navigation import ENTRIES
        from programs.networks.ngo_part import PART
        from screens import navigation

        page.declare(PART)
        navigation.declare(*ENTRIES)
