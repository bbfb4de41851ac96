from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MoneyConfig(AppConfig):
    name = "programs.money"
    verbose_name = _("Money")

    def ready(self) -> None:
        from letters import about, fields
        from ngos import page
        from programs.money import registries  # noqa: F401
        from programs.money import worklist as duties
        from programs.money.letters import FIELDS as LETTER_FIELDS
        from programs.money.letters import SUBJECTS
        from programs.money.navigation import ENTRIES
        from programs.money.views import part
        from programs.money.yearly import FIGURES
        from screens import navigation, worklist, yearly

        worklist.declare(*duties.DUTIES)
        page.declare(part.PART)
        navigation.declare(*ENTRIES)
        about.declare(*SUBJECTS)
        fields.declare(*LETTER_FIELDS)
        yearly.declare(70, *FIGURES)
