from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MicrofundsConfig(AppConfig):
    name = "programs.microfunds"
    verbose_name = _("Micro-funds")
