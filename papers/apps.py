from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "papers"
    verbose_name = _("Papers of the office")

    def ready(self) -> None:
        from papers.navigation import ENTRIES
        from screens import navigation

        navigation.declare(*ENTRIES)
