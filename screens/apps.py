from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScreensConfig(AppConfig):
    name = "screens"
    verbose_name = _("Staff screens")

    def ready(self) -> None:
        from screens import malware, people, policies  # noqa: F401  registers checks and screens
        from screens.exporting import admin  # noqa: F401  and of the files of lists
