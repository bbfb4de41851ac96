"""Sources of funding on the staff site."""

from django.contrib import admin
from django.db.models import F, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from persian.numbers import format_rial, persian_digits
from programs.money.filters import SourceFilter
from programs.money.models import Source
from programs.money.views import source as pages
from screens.listing_cells import meter, two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """What the office was given, by year and priority."""

    pages = {"detail": pages.detail, "edit": pages.edit}
    filterset_class = SourceFilter
    search_fields = ("title",)
    search_help_text = _("Title")
    ordering = ("-year", "-id")
    list_select_related = ("priority", "province")
    list_display = ("what", "of_year", "has", "given", "is_left", "share")
    sortable_by = ("of_year", "has")
    export_columns = (
        ExportColumn("province__name", _("Province")),
        ExportColumn(Cast("year", TextField()), _("Year")),
        ExportColumn("priority__name", _("Priority")),
        "title", "reference",
        ExportColumn("amount", _("Amount (rial)")),
        ExportColumn("allocated", _("Allocated (rial)")),
        ExportColumn(F("amount") - F("allocated"), _("Left (rial)")),
        "notes",
    )  # fmt: skip
    empty_list_icon = "savings"
    empty_list_text = _("The money that your office is given will stand here, by year.")
    list_tabs = (ListTab(_("All")), ListTab(_("Something is left"), "left=yes"))

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        return pages.add(request)

    @admin.display(description=_("Title"))
    def what(self, source: Source) -> SafeString:
        return two_lines(source.title, source.priority)

    @admin.display(description=_("Year"), ordering=F("year"))
    def of_year(self, source: Source) -> str:
        return persian_digits(source.year)

    @admin.display(description=_("Amount"), ordering=F("amount"))
    def has(self, source: Source) -> str:
        return format_rial(source.amount)

    @admin.display(description=_("Allocated"))
    def given(self, source: Source) -> str:
        return format_rial(source.allocated)

    @admin.display(description=_("Left"))
    def is_left(self, source: Source) -> str:
        return format_rial(source.left)

    @admin.display(description=_("Share allocated"))
    def share(self, source: Source) -> SafeString | str:
        if not source.amount:
            return "—"
        return meter(100 * source.allocated // source.amount, format_rial(source.left))
