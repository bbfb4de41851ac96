from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Samanyar"

    def ready(self) -> None:
        from config import checks  # noqa: F401  registers the system checks


class StaffSiteConfig(AdminConfig):
    """Django's admin with the office's site in place of its own."""

    default_site = "config.site.OfficeSite"
