from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

READ_BY_VISITORS = (
    "public_register(text[],text,integer,integer)",
    "public_register_near(text,text,text,text,integer)",
    "public_ngo(bigint)",
    "public_provinces()",
)


class PublicConfig(AppConfig):
    name = "public"
    verbose_name = _("Public register")

    def ready(self) -> None:
        from accounts.functions import callable_by
        from accounts.scope import Kind

        for function in READ_BY_VISITORS:
            callable_by(function, Kind.PUBLIC)
