"""Lists of records that have pages of their own, and change by steps alone."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.urls.resolvers import URLPattern

from ngos.views.records import address_of, choose_ngo
from screens.admin import OfficeAdmin


class RecordAdmin(OfficeAdmin):
    """Base of such lists: `pages` names the views under a record's own address."""

    pages: dict[str, Any] = {}
    # The view that adds a record to an NGO, once that is chosen.
    add_to: Any = None
    actions: Any = ()

    def get_urls(self) -> list[URLPattern]:
        name = self.model._meta.label_lower.replace(".", "_")
        found = [
            path(
                "<int:pk>/" if page == "detail" else f"<int:pk>/{page}/",
                self.admin_site.admin_view(partial(view)),
                name=f"{name}_{page}",
            )
            for page, view in self.pages.items()
        ]
        if self.add_to is not None:
            add_to = self.admin_site.admin_view(partial(self.add_to))
            found.append(path("to/<int:ngo_pk>/", add_to, name=f"{name}_add_to"))
        return [*found, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """First the NGO is chosen."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return choose_ngo(request, self.model)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form of a record is its page."""
        record = self.get_object(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(address_of(record))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
