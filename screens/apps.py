from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScreensConfig(AppConfig):
    name = "screens"
    verbose_name = _("Staff screens")

    def ready(self) -> None:
        from screens import people, policies  # noqa: F401  registers their screens
