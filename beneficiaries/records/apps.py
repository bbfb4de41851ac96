from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "beneficiaries.records"
    verbose_name = _("Women who head households")

    def ready(self) -> None:
        from beneficiaries.records import policies, registries  # noqa: F401
        from beneficiaries.records.navigation import ENTRIES
        from screens import navigation

        navigation.declare(*ENTRIES)
