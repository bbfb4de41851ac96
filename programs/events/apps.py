from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "programs.events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from licensing import public_papers
        from ngos import page
        from programs.actions import sources
        from programs.events import followed, policies, registries  # noqa: F401
        from programs.events import worklist as duties
        from programs.events.navigation import ENTRIES
        from programs.events.public_check import certificate_of
        from programs.events.services import self_marking  # noqa: F401  says who may call it
        from programs.events.views import part
        from programs.events.yearly import FIGURES
        from screens import navigation, worklist, yearly

        sources.declare(*followed.SOURCES)
        page.declare(part.PART)
        worklist.declare(*duties.DUTIES)
        navigation.declare(*ENTRIES)
        yearly.declare(60, *FIGURES)
        public_papers.declare(certificate_of)
