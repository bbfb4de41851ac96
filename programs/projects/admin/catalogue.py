"""Social harms and upper documents on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from persian.numbers import format_number
from programs.projects.forms import HarmForm, UpperDocumentForm
from programs.projects.models import Harm, UpperDocument
from screens.admin import OfficeAdmin
from screens.concurrent_edits import VersionedAdmin


class _CatalogueAdmin(VersionedAdmin, OfficeAdmin):
    """What programs are told apart by, with how many there are of each."""

    sortable_by = ()
    actions = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(program_count=Count("programs"))

    @admin.display(description=_("In use"))
    def in_use(self, row: Any) -> str:
        return gettext("Yes") if row.is_active else gettext("No")

    @admin.display(description=_("Programs"))
    def programs(self, row: Any) -> str:
        return format_number(row.program_count)


@admin.register(Harm)
class HarmAdmin(_CatalogueAdmin):
    form = HarmForm
    folded_search_field = "name_key"
    search_fields = ("name_key",)
    ordering = ("name_key",)
    list_display = ("name", "programs", "in_use")
    export_columns = ("name", ExportColumn("program_count", _("Programs")), "is_active")
    empty_list_icon = "healing"
    empty_list_text = _("The social harms that programs are about will stand here.")


@admin.register(UpperDocument)
class UpperDocumentAdmin(_CatalogueAdmin):
    form = UpperDocumentForm
    folded_search_field = "title_key"
    search_fields = ("title_key",)
    ordering = ("title_key",)
    list_display = ("title", "kind", "programs", "in_use")
    export_columns = (
        "title", "kind", ExportColumn("program_count", _("Programs")), "is_active",
    )  # fmt: skip
    empty_list_icon = "menu_book"
    empty_list_text = _("The laws and plans that programs carry out will stand here.")
