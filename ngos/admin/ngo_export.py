"""The NGO list as a file: the rows that its address shows, in the same order."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.requests import signed_in
from imports.exporting import export_response
from ngos.models import NGO
from screens.admin import OfficeAdmin
from screens.listing_actions import ActionForm

EXPORT_FORMATS = {
    "xlsx": _("Excel file"),
    "ods": _("OpenDocument file (LibreOffice)"),
    "csv": _("Text file (CSV)"),
}
SHORTEST_PASSWORD = 8  # characters


class PasswordForm(ActionForm):
    """The password of a workbook, twice, since nobody can ask for a lost one."""

    password = forms.CharField(
        label=_("Password of the file"),
        help_text=_(
            "At least eight characters. Tell it to the receiver by another way than the file."
        ),
        min_length=SHORTEST_PASSWORD,
        max_length=255,  # that Excel takes
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "dir": "ltr"}),
    )
    again = forms.CharField(
        label=_("The password once more"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "dir": "ltr"}),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("This is not the same password. Type both again."))
        return again


class NGOExport(OfficeAdmin):
    """The part of the NGO list that hands out files: its menu, and the views that answer it."""

    def has_export_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("ngos.export_ngo")

    def get_list_links(self, request: HttpRequest, query: str) -> list[dict[str, Any]]:
        if not self.has_export_permission(request):
            return []
        address = reverse("admin:ngos_ngo_export")
        also = f"&{query}" if query else ""
        links = [
            {"title": title, "address": f"{address}?format={name}{also}", "icon": "download"}
            for name, title in EXPORT_FORMATS.items()
        ]
        locked = {
            "title": gettext("Excel file with a password"),
            "address": reverse("admin:ngos_ngo_export_locked") + (f"?{query}" if query else ""),
            "icon": "lock",
        }
        return [links[0], locked, *links[1:]]

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        return [
            path("export/", site.admin_view(self.export_view), name="ngos_ngo_export"),
            path(
                "export/locked/",
                site.admin_view(self.locked_export_view),
                name="ngos_ngo_export_locked",
            ),
            *super().get_urls(),
        ]

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """The list as a file of the format that the address names."""
        asked = request.GET.copy()
        file_format = (asked.pop("format", None) or ["xlsx"])[-1]
        if file_format not in EXPORT_FORMATS:
            raise Http404
        request.GET = asked  # type: ignore[assignment] # a copy without `format`
        rows = self._rows(request)
        if rows is None:
            return self._list(request)
        return export_response("ngos", rows, file_format=file_format, user=signed_in(request))

    def locked_export_view(self, request: HttpRequest) -> HttpResponseBase:
        """The list as a workbook that opens with the password that is asked for first."""
        rows = self._rows(request)
        if rows is None:
            return self._list(request)
        form = PasswordForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            return export_response(
                "ngos", rows, file_format="xlsx", user=signed_in(request),
                password=form.cleaned_data["password"],
            )  # fmt: skip
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Excel file with a password"),
            "form": form,
            "back": self._list(request).url,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "ngos/locked_export.html", context)

    def _rows(self, request: HttpRequest) -> QuerySet[NGO] | None:
        """The rows of the list; None where its address is not understood."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        changelist: Any = self.get_changelist_instance(request)
        return None if changelist.problems else changelist.queryset

    @staticmethod
    def _list(request: HttpRequest) -> HttpResponseRedirect:
        """Back to the list, which says what is wrong with its address."""
        address = reverse("admin:ngos_ngo_changelist")
        query = request.GET.urlencode()
        return HttpResponseRedirect(f"{address}?{query}" if query else address)
