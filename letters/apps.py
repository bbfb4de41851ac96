from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    name = "letters"
    verbose_name = _("Letters")

    def ready(self) -> None:
        from letters import (
            fields,
            own_fields,
            policies,  # noqa: F401
            registries,  # noqa: F401
        )
        from letters import worklist as duties
        from letters.navigation import ENTRIES
        from letters.views import part, section
        from letters.yearly import FIGURES
        from licensing import application_sections
        from ngos import page
        from screens import navigation, worklist, yearly

        worklist.declare(*duties.DUTIES)
        page.declare(part.PART)
        application_sections.declare(section.SECTION)
        navigation.declare(*ENTRIES)
        yearly.declare(50, *FIGURES)
        fields.declare(*own_fields.FIELDS)
