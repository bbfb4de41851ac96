"""The stock Django admin over the register, at an address of its own: no theme, no row security."""

from contextlib import AbstractContextManager
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.test import override_settings
from django.urls import path

from ngos.models import NGO
from tests.bench.stock_parts import MIDDLEWARE, TEMPLATES


class OpenSite(admin.AdminSite):
    """A site whose every visitor may see it: asking for permissions is not what is measured."""

    def has_permission(self, request: HttpRequest) -> bool:
        return True


class StockAdmin(admin.ModelAdmin):
    """What `startapp` and ten minutes give: a search through names, and the usual columns."""

    list_display = (
        "name", "county", "status", "licence_expires_on", "ceo_name", "member_count", "founded_on",
    )  # fmt: skip
    list_select_related = ("county", "field")
    search_fields = ("name",)
    ordering = ("-id",)

    def has_view_permission(self, request: HttpRequest, obj: NGO | None = None) -> bool:
        return True


site = OpenSite(name="stock")
site.register(NGO, StockAdmin)
urlpatterns = [path("stock/", site.urls)]
ADDRESS = "/stock/ngos/ngo/"


def installed() -> AbstractContextManager[Any]:
    """The stock admin in place of the project: its addresses, middleware and templates alone."""
    engine = {**settings.TEMPLATES[0], "DIRS": [TEMPLATES]}
    return override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=MIDDLEWARE, TEMPLATES=[engine])
