from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = _("Desk of the NGOs")

    def ready(self) -> None:
        from desk import sql, sql_reports  # noqa: F401  say who may call their functions
        from desk.navigation import ENTRIES
        from desk.office_part import PART
        from desk.worklist import DUTIES
        from ngos import page
        from screens import navigation, worklist

        page.declare(PART)
        worklist.declare(*DUTIES)
        navigation.declare(*ENTRIES)
