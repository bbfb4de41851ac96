"""The list of imports, and the addresses of their steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.requests import signed_in
from files.exporting import ExportColumn
from imports.filters import RunFilter
from imports.models import Run, State
from imports.registry import of_kinds, registries
from imports.views import asked_words, columns, downloads, outcome, upload, waiting
from imports.views.page import state_badge
from persian.numbers import format_number, is_key
from persian.templatetags.persian import jalali, jalali_datetime
from screens.admin import OfficeAdmin
from screens.listing_cells import two_lines
from screens.saved_filters import ListTab

OPEN = (State.UPLOADED, State.CHECKED)
COUNTS = ("read", "created", "updated", "unchanged", "repeated", "rejected", "warned")
View = Callable[..., HttpResponseBase]


@admin.register(Run)
class RunAdmin(OfficeAdmin):
    """Imports are made step by step, and stay as a report; nobody edits or deletes one."""

    change_list_template = "imports/run_list.html"
    filterset_class = RunFilter
    search_fields = ("file_name",)
    search_help_text = _("Name of the file")
    ordering = ("-created_at",)
    sortable_by = ("file_title", "time")
    list_select_related = ("province",)
    list_display_links = ("file_title",)
    empty_list_icon = "upload_file"
    empty_list_text = _(
        "The lists that your office imports will stand here, with what became of them."
    )
    list_tabs = (
        ListTab(gettext_lazy("All")),
        ListTab(gettext_lazy("Unfinished"), "state=checked&state=uploaded"),
        ListTab(gettext_lazy("Applied"), "state=applied"),
    )

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        listed: list[Any] = ["file_title", "time", "state_badge", "totals"]
        if signed_in(request).province_id is None:
            listed.insert(1, "province")
        return [*listed, "next_step"] if self.has_change_permission(request) else listed

    def get_empty_list_link(self, request: HttpRequest) -> dict[str, Any] | None:
        if not self.has_add_permission(request):
            return None
        address = reverse("admin:imports_run_add")
        return {"title": gettext("Import a new list"), "address": address, "icon": "upload_file"}

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        return (
            ExportColumn("file_name", _("File")),
            ExportColumn(of_kinds(), _("Registry")),
            ExportColumn("province__name", _("Province")),
            ExportColumn("author_name", _("Sent by")),
            *map(ExportColumn, ("created_at", "state", *COUNTS, "applied_by_name", "applied_at")),
        )

    # -- columns -------------------------------------------------------------------------------

    @admin.display(description=_("File"), ordering="file_name")
    def file_title(self, run: Run) -> SafeString:
        registry = registries().get(run.kind)
        return two_lines(run.file_name, registry.title if registry else run.kind)

    @admin.display(description=_("Sent"), ordering="created_at")
    def time(self, run: Run) -> SafeString:
        day = format_html(
            '<span title="{}">{}</span>', jalali_datetime(run.created_at), jalali(run.created_at)
        )
        return two_lines(day, run.author_name or "—")

    @admin.display(description=_("State"))
    def state_badge(self, run: Run) -> SafeString:
        return state_badge(run)

    @admin.display(description=_("Rows"))
    def totals(self, run: Run) -> SafeString:
        read = gettext("%(count)s rows") % {"count": format_number(run.read)}
        if run.state not in (State.CHECKED, State.APPLIED, State.UNDONE):
            return format_html("{}", read)
        parts = [
            said % {"count": format_number(count)}
            for said, count in (
                (gettext("%(count)s new"), run.created),
                (gettext("%(count)s changed"), run.updated),
                (gettext("%(count)s refused"), run.rejected),
            )
            if count
        ]
        return two_lines(read, " · ".join(parts) or gettext("nothing new"))

    @admin.display(description=_("Next step"))
    def next_step(self, run: Run) -> SafeString:
        address = reverse("admin:imports_run_change", args=(run.pk,))
        title = gettext("Continue") if run.state in OPEN else gettext("Report")
        look = "import-go is-open" if run.state in OPEN else "import-go"
        return format_html('<a class="{}" href="{}">{}</a>', look, address, title)

    # -- steps ---------------------------------------------------------------------------------

    # Exempt here, so that the size of the file is limited before the form is read; the view
    # protects itself after that.
    @method_decorator(csrf_exempt)
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: object = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return upload.show(self, request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: object = None
    ) -> HttpResponseBase:
        return self._step(outcome.show, "view")(request, object_id)

    def get_urls(self) -> list[URLPattern]:
        steps: tuple[tuple[str, View, str], ...] = (
            ("columns", columns.show, "change"),
            ("file", downloads.sent_file, "view"),
            ("refused", downloads.refused, "view"),
            ("progress", waiting.show, "view"),
        )
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(self._step(view, permission)),
                name=f"imports_run_{name}",
            )
            for name, view, permission in steps
        ]
        own += [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(require_POST(self._step(view, "change"))),
                name=f"imports_run_{name}",
            )
            for name, view in (
                ("apply", outcome.apply),
                ("discard", outcome.discard),
                ("undo", outcome.undo),
                ("words", asked_words.answer),
            )
        ]
        own.append(
            path(
                "template/<str:kind>/",
                self.admin_site.admin_view(self._template),
                name="imports_run_template",
            )
        )
        own.append(
            path(
                "<int:pk>/complete/",
                self.admin_site.admin_view(csrf_exempt(self._step(upload.corrections, "change"))),
                name="imports_run_complete",
            )
        )
        # Nothing is deleted, and an import is its own history.
        unused = ("imports_run_delete", "imports_run_history")
        return [*own, *(url for url in super().get_urls() if url.name not in unused)]

    def _step(self, view: View, permission: str) -> View:
        """The view for people with the permission, on runs of their own office."""

        def step(request: HttpRequest, pk: Any) -> HttpResponseBase:
            if not getattr(self, f"has_{permission}_permission")(request):
                raise PermissionDenied
            run = None
            if is_key(str(pk)):
                run = Run.objects.select_related("province").filter(pk=int(pk)).first()
            if run is None or run.kind not in registries():
                raise Http404
            return view(self, request, run)

        return step

    def _template(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return downloads.template(request, kind)
