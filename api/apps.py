from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

READ_BY_VISITORS = (
    "public_awards(timestamp with time zone,bigint,integer)",
    "public_dumps()",
)


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = _("Interface for programs")

    def ready(self) -> None:
        from accounts.functions import callable_by
        from accounts.scope import Kind
        from api import publishing
        from jobs.daily import daily
        from jobs.workers import worker

        for function in READ_BY_VISITORS:
            callable_by(function, Kind.PUBLIC)
        daily("publish_awards", publishing.publish_awards)
        daily("publish_dumps", publishing.publish_dumps)
        worker(publishing.publish_anew)
