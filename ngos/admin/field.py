"""Fields of activity on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from ngos.models import Field
from persian.numbers import format_number
from screens.admin import OfficeAdmin
from screens.listing_cells import badge


@admin.register(Field)
class FieldAdmin(OfficeAdmin):
    """The ministry's list of fields; the experts of the nation edit it."""

    fields = ("name", "aliases", "is_charitable", "is_active", "position")
    list_display = ("name", "other_names", "charitable", "in_use", "ngos", "position")
    folded_search_field = "name_key"
    search_fields = ("name_key",)
    search_help_text = _("Name of the field")
    ordering = ("position", "name_key")
    sortable_by = ("name", "position")
    empty_list_icon = "category"
    empty_list_text = _("The fields that NGOs are registered for will stand here.")

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        number = ExportColumn(Count("ngos"), _("NGOs"))
        fields = ("name", "aliases", "is_charitable", "is_active", "position")
        return (*map(ExportColumn, fields), number)

    def prepare_page(self, page: QuerySet[Field]) -> QuerySet[Field]:
        return page.annotate(ngo_count=Count("ngos"))

    @admin.display(description=_("Other names"))
    def other_names(self, field: Field) -> str:
        return "، ".join(field.aliases) or "—"

    @admin.display(description=_("Charitable"))
    def charitable(self, field: Field) -> SafeString | str:
        if not field.is_charitable:
            return "—"
        return badge(_("Charity"), tone="good", icon="volunteer_activism")

    @admin.display(description=_("In use"))
    def in_use(self, field: Field) -> SafeString:
        if field.is_active:
            return badge(_("In use"), tone="good", icon="check_circle")
        return badge(_("Not in use"), tone="past", icon="pause_circle")

    @admin.display(description=_("NGOs"))
    def ngos(self, field: Any) -> SafeString:
        address = f"{reverse('admin:ngos_ngo_changelist')}?field={field.pk}"
        return format_html('<a href="{}">{}</a>', address, format_number(field.ngo_count))
