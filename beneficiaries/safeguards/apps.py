from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SafeguardsConfig(AppConfig):
    name = "beneficiaries.safeguards"
    verbose_name = _("Protection of records")

    def ready(self) -> None:
        from beneficiaries.records import opening, sections
        from beneficiaries.records.models import Beneficiary
        from beneficiaries.safeguards import policies  # noqa: F401
        from beneficiaries.safeguards import worklist as duties
        from beneficiaries.safeguards.guard import Glass
        from beneficiaries.safeguards.links import links
        from beneficiaries.safeguards.navigation import ENTRIES
        from beneficiaries.safeguards.sections import SECTIONS
        from screens import navigation, page_links, worklist

        opening.declare(Glass())
        sections.declare(*SECTIONS)
        worklist.declare(*duties.DUTIES)
        navigation.declare(*ENTRIES)
        page_links.declare(Beneficiary, links)
