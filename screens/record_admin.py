"""Lists of records that have pages of their own, and change by steps alone."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.urls.resolvers import URLPattern

from persian.numbers import is_key
from screens.admin import OfficeAdmin
from screens.pages import address_of, named
from screens.record_parts import RecordPart


class FormPageAdmin(OfficeAdmin):
    """A list whose rows are added and changed on pages of the room's own.

    `form_page` is a `RecordForm`, or a module with the views `add` and `change`.
    """

    form_page: Any = None

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        if self.form_page is None:
            return super().add_view(request, form_url, extra_context)
        return self.form_page.add(request)

    def has_form_for(self, request: HttpRequest, object_id: str) -> bool:
        return (
            self.form_page is not None and is_key(object_id) and self.has_change_permission(request)
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        if not self.has_form_for(request, object_id):
            return super().change_view(request, object_id, form_url, extra_context)
        return self.form_page.change(request, int(object_id))


class RecordAdmin(FormPageAdmin):
    """Base of lists of records: `pages` names the views under a record's own address, `parts` what
    hangs on it."""

    pages: dict[str, Any] = {}
    parts: tuple[RecordPart, ...] = ()
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
        hanging = [each for part in self.parts for each in part.paths(self, self._record)]
        return [*hanging, *found, *super().get_urls()]

    def _record(self, pk: int) -> Any:
        """Raises Http404 for a record outside the scope."""
        return get_object_or_404(self.model, pk=pk)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Its form; for whoever may not change it, and where it has none, its page."""
        if self.has_form_for(request, object_id):
            return super().change_view(request, object_id, form_url, extra_context)
        record = self.get_object(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(address_of(record))

    def get_actions(self, request: HttpRequest) -> dict[str, object]:
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
