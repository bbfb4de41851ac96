from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "beneficiaries.assessments"
    verbose_name = _("Assessments of women")

    def ready(self) -> None:
        from beneficiaries.assessments.navigation import ENTRIES
        from beneficiaries.assessments.sections import SECTIONS
        from beneficiaries.records import sections
        from screens import navigation

        sections.declare(*SECTIONS)
        navigation.declare(*ENTRIES)
