from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "beneficiaries.intake"
    verbose_name = _("Intake")

    def ready(self) -> None:
        from beneficiaries.intake.navigation import ENTRIES
        from beneficiaries.records import creating
        from screens import navigation

        creating.declare("admin:intake_draft_begin")
        navigation.declare(*ENTRIES)
