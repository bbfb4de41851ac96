from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MoneyConfig(AppConfig):
    name = "programs.money"
    verbose_name = _("Money")

    def ready(self) -> None:
        from programs.money import registries  # noqa: F401
