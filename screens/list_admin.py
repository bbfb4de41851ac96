"""What the parts of a list ask of the admin class that they are parts of."""

from typing import Any, Protocol

from django.contrib.admin import AdminSite
from django.db.models.options import Options
from django.forms import Media
from django.http import HttpRequest


class ListAdmin(Protocol):
    """The staff screen of one model, as saved filters and actions know it (`screens.admin`)."""

    opts: Options[Any]
    admin_site: AdminSite

    @property
    def media(self) -> Media: ...

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool: ...
