from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        from reports.navigation import ENTRIES
        from reports.report import declare
        from reports.subjects import (
            councils,
            letters,
            licensing,
            programs,
            register,
            supervision,
            women,
        )
        from screens import navigation

        declare(
            *licensing.REPORTS, *register.REPORTS, *councils.REPORTS, *supervision.REPORTS,
            *letters.REPORTS, *programs.REPORTS, *women.REPORTS,
        )  # fmt: skip
        navigation.declare(*ENTRIES)
