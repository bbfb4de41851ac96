from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "imports"
    verbose_name = _("Data exchange")

    def ready(self) -> None:
        from imports import (
            background,
            policies,  # noqa: F401  makes what an office decides known
        )
        from imports.duplicates import admin  # noqa: F401  puts the queue on the staff site
        from imports.navigation import ENTRIES
        from jobs.workers import worker
        from screens import navigation

        worker(background.work_once)
        navigation.declare(*ENTRIES)
