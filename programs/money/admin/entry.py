"""The book of funding on the staff site: every entry, of all allocations in sight."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from persian.dates import format_jalali
from persian.numbers import format_rial
from persian.text import fold_words
from programs.money.badges import kind_badge
from programs.money.filters import EntryFilter
from programs.money.models import Entry
from programs.money.views import allocation as pages
from screens.listing_cells import identifier, two_lines
from screens.pages import address_of
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(Entry)
class EntryAdmin(RecordAdmin):
    """What was allocated, paid, spent and verified, line by line; nothing of it is changed."""

    pages = {"file": pages.file}
    filterset_class = EntryFilter
    search_fields = ("document_no",)
    search_help_text = _("Document number, or name of the agency or the NGO")
    ordering = ("-made_on", "-id")
    list_select_related = ("allocation__ngo", "allocation__counterpart", "allocation__priority")
    list_display = ("who", "kind_of", "day", "how_much", "document", "total", "author")
    sortable_by = ("day", "how_much")
    export_columns = (
        ExportColumn("allocation__province__name", _("Province")),
        ExportColumn("allocation__counterpart__name", _("Agency")),
        ExportColumn("allocation__ngo__name", _("NGO")),
        ExportColumn(Cast("allocation__year", TextField()), _("Year")),
        ExportColumn("allocation__priority__name", _("Priority")),
        "number", "kind",
        ExportColumn("amount", _("Amount (rial)")),
        "made_on", "document_no",
        ExportColumn("before", _("Before (rial)")),
        ExportColumn("after", _("After (rial)")),
        ExportColumn("reverses__number", _("Reverses")),
        ExportColumn("verifies__number", _("Verifies")),
        "note", "by_name", "created_at",
    )  # fmt: skip
    empty_list_icon = "menu_book"
    empty_list_text = _("What is allocated, paid, spent and verified will stand here.")
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Payments"), "kind=paid"),
        ListTab(_("Expenditures"), "kind=spent"),
        ListTab(_("To be verified"), "standing=unverified"),
        ListTab(_("Reversed"), "standing=reversed"),
    )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """An entry is shown in the book of its allocation."""
        entry = self.get_object(request, object_id)
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(f"{address_of(entry.allocation)}#book")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        for word in fold_words(search_term):
            queryset = queryset.filter(
                Q(allocation__ngo__search_text__holds=word)
                | Q(allocation__counterpart__name_key__holds=word)
                | Q(document_no__holds=word)
            )
        return queryset, False

    @admin.display(description=_("Receiver"))
    def who(self, entry: Entry) -> SafeString:
        return two_lines(entry.allocation.receiver, entry.allocation.priority)

    @admin.display(description=_("Kind"))
    def kind_of(self, entry: Entry) -> SafeString:
        shown = kind_badge(entry.kind)
        return two_lines(shown, gettext("Reversal")) if entry.reverses_id else shown

    @admin.display(description=_("Date"), ordering=F("made_on"))
    def day(self, entry: Entry) -> str:
        return format_jalali(entry.made_on)

    @admin.display(description=_("Amount"), ordering=F("amount"))
    def how_much(self, entry: Entry) -> str:
        return format_rial(entry.amount)

    @admin.display(description=_("Document number"))
    def document(self, entry: Entry) -> SafeString:
        return identifier(entry.document_no)

    @admin.display(description=_("Before and after"))
    def total(self, entry: Entry) -> SafeString:
        return two_lines(format_rial(entry.before), format_rial(entry.after))

    @admin.display(description=_("Entered by"))
    def author(self, entry: Entry) -> str:
        return entry.by_name or "—"
