from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

READ_BY_VISITORS = (
    "public_found(text[],jsonb,date,integer,integer)",
    "public_alike(text,jsonb,date,integer)",
    "public_by_number(jsonb,date,bigint,integer)",
    "public_one(bigint,date)",
    "public_gone(bigint[])",
    "public_changed(timestamp with time zone,bigint,integer)",
    "public_of_numbers(bigint[],date)",
    "public_licences(bigint,timestamp with time zone,date,bigint,integer)",
    "public_licences_gone(timestamp with time zone)",
    "public_numbers(bigint,integer)",
    "public_matched(text[],text[],text[],integer)",
    "public_finances(bigint)",
    "public_places()",
    "public_fields()",
    "public_counts(date)",
    "public_calls(bigint,integer)",
)


class PublicConfig(AppConfig):
    name = "public"
    verbose_name = _("Public register")

    def ready(self) -> None:
        from accounts.functions import callable_by
        from accounts.scope import Kind
        from ngos import page
        from public.ngo_part import PART

        for function in READ_BY_VISITORS:
            callable_by(function, Kind.PUBLIC)
        page.declare(PART)
