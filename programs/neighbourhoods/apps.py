from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeighbourhoodsConfig(AppConfig):
    name = "programs.neighbourhoods"
    verbose_name = _("Neighbourhoods")

    def ready(self) -> None:
        from councils import kinds
        from programs.neighbourhoods import policies, worklist  # noqa: F401
        from programs.neighbourhoods.bodies import KINDS
        from programs.neighbourhoods.navigation import ENTRIES
        from screens import navigation
        from screens import worklist as worklists

        for kind in KINDS:
            kinds.declare(kind)
        worklists.declare(*worklist.DUTIES)
        navigation.declare(*ENTRIES)
