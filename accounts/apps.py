from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Users and access")

    def ready(self) -> None:
        # Makes known which functions of the database may be called.
        from accounts import (  # noqa: F401
            names,
            sql_access,
            sql_cache,
            sql_passwords,
            sql_sessions,
            taken,
        )

        # Makes known what it declares, and listens to the sign-in library.
        from accounts import security_policies, signing_in  # noqa: F401  # isort: skip
