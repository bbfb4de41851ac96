from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilsConfig(AppConfig):
    name = "councils"
    verbose_name = _("Councils and sessions")

    def ready(self) -> None:
        from councils import policies  # noqa: F401
        from councils import worklist as duties
        from councils.navigation import ENTRIES
        from councils.yearly import FIGURES
        from screens import navigation, worklist, yearly

        worklist.declare(*duties.DUTIES)
        navigation.declare(*ENTRIES)
        yearly.declare(40, *FIGURES)
