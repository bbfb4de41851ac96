"""The files that a person has asked for: their list, and the page of one."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import log
from accounts.models import Act
from accounts.requests import signed_in
from files.disk import DiskFull
from files.exporting.formats import FORMATS, sent
from persian.dates import TEHRAN
from persian.numbers import format_number, is_key
from persian.templatetags.persian import jalali_datetime
from screens.admin import OfficeAdmin
from screens.exports import background
from screens.exports.passwords import PasswordForm
from screens.listing_cells import Tone, badge, two_lines
from screens.models import Export, ExportState
from screens.waiting import in_words, percent

LOOKS: dict[str, tuple[Tone, str]] = {
    ExportState.WAITING: ("warning", "hourglass_top"),
    ExportState.READY: ("good", "check_circle"),
    ExportState.FAILED: ("bad", "error"),
}
View = Callable[..., HttpResponseBase]


def list_title(export: Export) -> str:
    """The name of the list that the file is of."""
    return str(apps.get_model(export.list_name)._meta.verbose_name_plural)


@admin.register(Export)
class ExportAdmin(OfficeAdmin):
    """Files are asked for on their lists, and go by themselves; everybody sees their own alone."""

    list_display = ("title", "asked", "state_badge", "rows")
    list_display_links = ("title",)
    sortable_by = ("asked",)
    ordering = ("-asked_at", "-id")
    export_columns = ()  # it is a list of files
    empty_list_icon = "download"
    empty_list_text = _(
        "The files of long lists that are made in the background for you will stand here."
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    # -- columns -------------------------------------------------------------------------------

    @admin.display(description=_("List"))
    def title(self, export: Export) -> SafeString:
        return two_lines(list_title(export), FORMATS[export.file_format].title)

    @admin.display(description=_("Asked for at"), ordering="asked_at")
    def asked(self, export: Export) -> str:
        return jalali_datetime(export.asked_at)

    @admin.display(description=_("State"))
    def state_badge(self, export: Export) -> SafeString:
        tone, icon = LOOKS[export.state]
        return badge(export.get_state_display(), tone=tone, icon=icon)

    @admin.display(description=_("Rows"))
    def rows(self, export: Export) -> str:
        return format_number(export.total) if export.total else "—"

    # -- addresses -----------------------------------------------------------------------------

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: object = None
    ) -> Any:
        return self._of_export(self._page)(request, object_id)

    def get_urls(self) -> list[URLPattern]:
        views = (("progress", self._progress), ("file", self._file), ("locked", self._locked))
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(self._of_export(view)),
                name=f"screens_export_{name}",
            )
            for name, view in views
        ]
        unused = {f"screens_export_{name}" for name in ("add", "delete", "history")}
        return [*own, *(url for url in super().get_urls() if url.name not in unused)]

    def _of_export(self, view: View) -> View:
        """The view, on files of the person's own."""

        def of_export(request: HttpRequest, pk: Any) -> HttpResponseBase:
            if not self.has_view_permission(request):
                raise PermissionDenied
            export = None
            if is_key(str(pk)):
                export = self.get_queryset(request).filter(pk=int(pk)).first()
            if export is None:
                raise Http404
            return view(request, export)

        return of_export

    def _page(self, request: HttpRequest, export: Export) -> HttpResponseBase:
        return TemplateResponse(
            request,
            "screens/exports/file.html",
            self._told(request, export)
            | {"state": self.state_badge(export), "waiting": _waiting(export)},
        )

    def _progress(self, request: HttpRequest, export: Export) -> HttpResponseBase:
        """What the page of a file that is being made asks every second."""
        return JsonResponse(_waiting(export))

    def _file(self, request: HttpRequest, export: Export) -> HttpResponseBase:
        return self._sent(request, export)

    def _locked(self, request: HttpRequest, export: Export) -> HttpResponseBase:
        """The workbook, locked with the password that is asked for first."""
        if export.file_format != "xlsx":
            raise Http404
        self._check(request, export)
        form = PasswordForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                return self._sent(request, export, password=form.cleaned_data["password"])
            except DiskFull as error:
                form.add_error("password", str(error))
        context = self._told(request, export) | {
            "title": gettext("Excel file with a password"),
            "form": form,
            "back": "../change/",
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "screens/exports/locked.html", context)

    def _sent(
        self, request: HttpRequest, export: Export, *, password: str = ""
    ) -> HttpResponseBase:
        self._check(request, export)
        try:
            file = default_storage.open(export.file)
        except OSError as error:  # somebody has tidied the folder
            raise Http404 from error
        log(
            Act.FILE_TAKEN,
            user=signed_in(request),
            file=list_title(export),
            format=export.file_format,
            rows=export.total,
        )
        return sent(
            file,
            title=list_title(export),
            name=export.list_name.partition(".")[2],
            file_format=export.file_format,
            on=timezone.localtime(export.asked_at, TEHRAN).date(),
            password=password,
        )

    def _check(self, request: HttpRequest, export: Export) -> None:
        """Raises Http404 for a file that is not ready, PermissionDenied for one that holds what the
        person may no longer have."""
        if export.state != ExportState.READY:
            raise Http404
        user = signed_in(request)
        model_admin: Any = self.admin_site.get_model_admin(apps.get_model(export.list_name))
        may = model_admin.has_export_permission(request) and user.has_perms(export.needs)
        if not may or export.made_in != background.place(user):
            raise PermissionDenied(
                _("Your role or place is another than when this file was made. Ask for it anew.")
            )

    def _told(self, request: HttpRequest, export: Export) -> dict[str, object]:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": list_title(export),
            "export": export,
            "format_title": FORMATS[export.file_format].title,
            "days": format_number(background.DAYS_KEPT),
            "megabytes": format_number(max(1, round(export.size / 1_000_000))),
            "media": self.media,
        }


def _waiting(export: Export) -> dict[str, object]:
    """Whether the file is being made, the percentage done and the rest in words."""
    if export.state != ExportState.WAITING:
        return {"is_busy": False}
    words = gettext("Waiting for its turn")
    if export.begun_at:
        words = in_words(done=export.done, total=export.total, begun_at=export.begun_at)
    return {
        "is_busy": True,
        "step": gettext("The file is being made"),
        "words": words,
        "percent": percent(done=export.done, total=export.total),
    }
