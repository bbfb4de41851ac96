from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActionsConfig(AppConfig):
    name = "programs.actions"
    verbose_name = _("Action points")

    def ready(self) -> None:
        from ngos import page
        from programs.actions import sources, worklist
        from programs.actions.from_below import SOURCES
        from programs.actions.navigation import ENTRIES
        from programs.actions.part import PART
        from screens import navigation
        from screens import worklist as worklists

        worklists.declare(*worklist.DUTIES)
        page.declare(PART)
        sources.declare(*SOURCES)
        navigation.declare(*ENTRIES)
