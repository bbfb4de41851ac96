"""What every list has for its export: the entries of its menu, and the views that answer them."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils import timezone
from django.utils.translation import gettext
from unfold.admin import ModelAdmin

from accounts.requests import signed_in
from files.disk import DiskFull
from files.exporting import paper
from files.exporting.columns import ExportColumn
from files.exporting.formats import FORMATS, ListToExport, export_response
from files.printing import PrintingError
from persian.dates import format_jalali_datetime
from persian.numbers import format_number
from screens.exports import background
from screens.exports.passwords import PasswordForm


class ListExport(ModelAdmin):
    """Mixin of all lists: the rows that its address shows, in the same order, as a file."""

    # What stands in the file: fields of the model, or columns. Where nothing is said, the columns
    # of `list_display` that are fields; a list of which none is has no export.
    export_columns: Sequence[str | ExportColumn] | None = None
    # What a person needs besides the right to see the list, where it holds personal data.
    export_permission = ""
    # Which of its columns are printed, where not the first ones, as many as a page has room for.
    paper_columns: Sequence[str] | None = None

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        """The columns of the file, with those that not everybody may see."""
        declared = self.export_columns
        if declared is None:
            declared = [name for name in self.list_display if self._is_field(name)]
        return tuple(
            ExportColumn(column) if isinstance(column, str) else column for column in declared
        )

    def _is_field(self, name: object) -> bool:
        try:
            return isinstance(name, str) and bool(self.opts.get_field(name))
        except FieldDoesNotExist:
            return False

    def has_export_permission(self, request: HttpRequest) -> bool:
        if not self.has_view_permission(request):
            return False
        return not self.export_permission or request.user.has_perm(self.export_permission)

    def list_to_export(
        self, rows: QuerySet[Any], *, narrowed: str = "", made: str = "", filtered: str = ""
    ) -> ListToExport:
        """These rows under the list's title, with its columns."""
        columns = self.get_export_columns()
        on_paper = columns[: paper.MOST_COLUMNS]
        if self.paper_columns is not None:
            on_paper = tuple(column for column in columns if column.value in self.paper_columns)
        return ListToExport(
            str(self.opts.verbose_name_plural), str(self.opts.model_name), columns, rows,
            paper_columns=on_paper, narrowed=narrowed, made=made, filtered=filtered,
        )  # fmt: skip

    def get_list_links(self, request: HttpRequest, query: str) -> list[dict[str, object]]:
        """Things to do with the whole list (its export), as `title` and `address`."""
        if not self.get_export_columns() or not self.has_export_permission(request):
            return []
        address, also = self._address("export"), f"&{query}" if query else ""
        links = [
            {"title": known.title, "address": f"{address}?format={name}{also}"}
            for name, known in FORMATS.items()
        ]
        locked = {
            "title": gettext("Excel file with a password"),
            "address": self._address("export_locked") + (f"?{query}" if query else ""),
        }
        kept = {
            "title": gettext("Files made in the background"),
            "address": reverse("admin:screens_export_changelist"),
        }
        return [links[0], locked, *links[1:], kept]

    def get_urls(self) -> list[URLPattern]:
        if not self.get_export_columns():
            return list(super().get_urls())
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("export/", wrap(self.export_view), name=f"{name}_export"),
            path("export/locked/", wrap(self.locked_export_view), name=f"{name}_export_locked"),
            *super().get_urls(),
        ]

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """The list as a file of the format that the address names, or when it will be ready."""
        asked = request.GET.copy()
        file_format = (asked.pop("format", None) or ["xlsx"])[-1]
        if file_format not in FORMATS:
            raise Http404
        request.GET = asked  # type: ignore[assignment] # a copy without `format`
        listed = self.list_of_address(request)
        if listed is None:
            return self._back(request)
        if file_format == "pdf" and background.has_more(listed.rows, paper.MOST_ROWS):
            text = gettext(
                "A list of more than %(count)s rows is not printed. Narrow it by a filter first, "
                "or take it as an Excel file."
            )
            return self._refused(request, text % {"count": format_number(paper.MOST_ROWS)})
        if background.is_long(listed.rows, file_format):
            return self._long(request, file_format)
        try:
            return export_response(listed, file_format=file_format, user=signed_in(request))
        except (PrintingError, DiskFull) as error:
            return self._refused(request, str(error))

    def locked_export_view(self, request: HttpRequest) -> HttpResponseBase:
        """The list as a workbook that opens with the password that is asked for first.

        Of a long list the password is asked for when its file is fetched, so that it is kept
        nowhere.
        """
        listed = self.list_of_address(request)
        if listed is None:
            return self._back(request)
        if background.is_long(listed.rows, "xlsx"):
            return self._long(request, "xlsx")
        form = PasswordForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                return export_response(
                    listed, file_format="xlsx", user=signed_in(request),
                    password=form.cleaned_data["password"],
                )  # fmt: skip
            except DiskFull as error:
                return self._refused(request, str(error))
        title = gettext("Excel file with a password")
        context = self._context(request, title) | {"form": form, "media": self.media + form.media}
        return TemplateResponse(request, "screens/exports/locked.html", context)

    def export_chosen(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponseBase:
        """The chosen rows as a workbook: what an action of the list answers with."""
        if background.is_long(rows, "xlsx"):  # all rows of the list, which its menu exports
            return HttpResponseRedirect(f"{self._address('export')}?{request.GET.urlencode()}")
        listed = self.list_to_export(rows, filtered=gettext("chosen rows"))
        try:
            return export_response(listed, file_format="xlsx", user=signed_in(request))
        except DiskFull as error:
            return self._refused(request, str(error))

    def list_of_address(self, request: HttpRequest) -> ListToExport | None:
        """The list as its address shows it; None where that is not understood."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        changelist: Any = self.get_changelist_instance(request)
        if changelist.problems:
            return None
        who, when = signed_in(request).get_full_name(), format_jalali_datetime(timezone.now())
        return self.list_to_export(
            changelist.queryset,
            narrowed="، ".join(chip.text for chip in changelist.chips),
            made=f"{who}، {when}",
            filtered=_filtered(changelist),
        )

    def _refused(self, request: HttpRequest, reason: str) -> HttpResponseBase:
        """Back to the list, which says why there is no file."""
        self.message_user(request, reason, messages.WARNING)
        return self._back(request)

    def _long(self, request: HttpRequest, file_format: str) -> HttpResponseBase:
        """The page that says that the file takes its time; from there it is asked for."""
        if request.method == "POST":
            try:
                export = background.ask(
                    user=signed_in(request), list_name=self.opts.label_lower,
                    query=request.GET.urlencode(), file_format=file_format,
                )  # fmt: skip
            except background.ExportRefused as refused:
                self.message_user(request, str(refused), messages.WARNING)
                return HttpResponseRedirect(reverse("admin:screens_export_changelist"))
            return HttpResponseRedirect(reverse("admin:screens_export_change", args=(export.pk,)))
        context = self._context(request, gettext("A long list")) | {
            "limit": format_number(background.ROWS_AT_ONCE[file_format]),
            "format_title": FORMATS[file_format].title,
            "is_workbook": file_format == "xlsx",
            "days": format_number(background.DAYS_KEPT),
        }
        return TemplateResponse(request, "screens/exports/long.html", context)

    def _context(self, request: HttpRequest, title: str) -> dict[str, object]:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "back": self._back(request).url,
            "media": self.media,
        }

    def _back(self, request: HttpRequest) -> HttpResponseRedirect:
        """Back to the list, which says what is wrong with its address."""
        query = request.GET.urlencode()
        address = self._address("changelist")
        return HttpResponseRedirect(f"{address}?{query}" if query else address)

    def _address(self, view: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}")


def _filtered(changelist: Any) -> str:
    """What a list is narrowed by, without the words of a search, which may name somebody."""
    filters = changelist.filterset_filter.chips if changelist.filterset_filter else []
    texts = [chip.text for chip in filters]
    return "، ".join([gettext("a search"), *texts] if changelist.query else texts)
