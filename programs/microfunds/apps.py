from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MicrofundsConfig(AppConfig):
    name = "programs.microfunds"
    verbose_name = _("Micro-funds")

    def ready(self) -> None:
        from jobs.daily import daily
        from ngos import page
        from programs.actions import sources
        from programs.microfunds import policies, worklist  # noqa: F401
        from programs.microfunds.navigation import ENTRIES
        from programs.microfunds.ngo_part import PART
        from programs.microfunds.open_data import grants_in_sum
        from programs.microfunds.raising import SOURCES
        from programs.microfunds.services.following import follow_the_day
        from programs.money import open_data
        from screens import navigation
        from screens import worklist as worklists

        worklists.declare(*worklist.DUTIES)
        page.declare(PART)
        open_data.declare(grants_in_sum)
        sources.declare(*SOURCES)
        navigation.declare(*ENTRIES)
        daily("follow_loans", follow_the_day)
