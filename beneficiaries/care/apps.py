from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    name = "beneficiaries.care"
    verbose_name = _("Care of women who head households")

    def ready(self) -> None:
        from beneficiaries.care import policies, registries  # noqa: F401
        from beneficiaries.care import worklist as duties
        from beneficiaries.care.sections import SECTIONS
        from beneficiaries.records import sections
        from screens import worklist

        sections.declare(*SECTIONS)
        worklist.declare(*duties.DUTIES)
