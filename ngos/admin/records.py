"""Lists of what hangs on an NGO: a record is added to one that was chosen first."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.urls.resolvers import URLPattern

from ngos.views.choose_ngo import choose_ngo
from screens.pages import named
from screens.record_admin import RecordAdmin


class RecordOfNGOAdmin(RecordAdmin):
    """Base of such lists: `add_to` is the view that adds a record to the chosen NGO."""

    add_to: Any = None

    def get_urls(self) -> list[URLPattern]:
        add_to = self.admin_site.admin_view(partial(self.add_to))
        name = f"{named(self.model)}_add_to"
        return [path("to/<int:ngo_pk>/", add_to, name=name), *super().get_urls()]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """First the NGO is chosen."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return choose_ngo(request, self.model)
