from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("Work beside the web server")

    def ready(self) -> None:
        # Of the room below, which knows nothing of this one.
        from accounts.services.ending_sessions import prune_sessions
        from accounts.services.prune_access import prune_access
        from jobs.daily import daily

        daily("prune_access", lambda on: prune_access())
        daily("prune_sessions", lambda on: prune_sessions())
