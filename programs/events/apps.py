from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "programs.events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from programs.events import registries  # noqa: F401
