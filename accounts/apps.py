from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Users and access")

    def ready(self) -> None:
        # Makes known which functions of the database may be called.
        from accounts import names, taken  # noqa: F401
