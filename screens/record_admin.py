"""Lists of records that have pages of their own, and change by steps alone."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.urls.resolvers import URLPattern

from screens.admin import OfficeAdmin
from screens.pages import address_of, named


class RecordAdmin(OfficeAdmin):
    """Base of such lists: `pages` names the views under a record's own address."""

    pages: dict[str, Any] = {}
    actions: Any = ()

    def get_urls(self) -> list[URLPattern]:
        found = [
            path(
                "<int:pk>/" if page == "detail" else f"<int:pk>/{page}/",
                self.admin_site.admin_view(partial(view)),
                name=f"{named(self.model)}_{page}",
            )
            for page, view in self.pages.items()
        ]
        return [*found, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """The form of a record is its page."""
        record = self.get_object(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(address_of(record))

    def get_actions(self, request: HttpRequest) -> dict[str, object]:
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
