from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScreensConfig(AppConfig):
    name = "screens"
    verbose_name = _("Staff screens")

    def ready(self) -> None:
        from jobs.daily import daily
        from jobs.workers import worker
        from screens import people, policies, posted_once  # noqa: F401  registers checks and screens
        from screens.exports import admin, background  # noqa: F401  and of the files of lists

        daily("forget_posted_forms", posted_once.forget_old)
        daily("forget_exports", background.forget_old)
        worker(background.work_once)
