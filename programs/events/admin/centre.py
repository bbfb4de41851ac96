"""Centres on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.scope import Kind
from files.exporting import ExportColumn
from persian.numbers import format_number
from programs.events.filters import CentreFilter
from programs.events.forms import CentreForm
from programs.events.models import Centre
from screens.admin import OfficeAdmin
from screens.concurrent_edits import VersionedAdmin


@admin.register(Centre)
class CentreAdmin(VersionedAdmin, OfficeAdmin):
    """The centres whose people come to courses."""

    form = CentreForm
    filterset_class = CentreFilter
    folded_search_field = "name_key"
    search_fields = ("name_key",)
    search_help_text = _("Name")
    ordering = ("name_key", "id")
    list_select_related = ("county",)
    list_display = ("name", "where", "in_use", "people")
    export_columns = (
        "name", ExportColumn("county__name", _("County")), "is_active",
        ExportColumn(Count("participants"), _("Participants")),
    )  # fmt: skip
    sortable_by = ()
    actions = ()
    empty_list_icon = "home_work"
    empty_list_text = _("The centres whose people come to courses will stand here.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Centre]:
        return super().get_queryset(request).annotate(came=Count("participants"))

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> list[str]:
        place = scope.of(request.user)
        hidden = [] if place.kind == Kind.NATIONAL and obj is None else ["province"]
        return [*hidden, "county"] if place.kind == Kind.COUNTY else hidden

    def has_change_permission(self, request: HttpRequest, obj: Centre | None = None) -> bool:
        """A county's office reads the centres of others and changes its own."""
        place = scope.of(request.user)
        is_own = obj is None or place.kind != Kind.COUNTY or obj.county_id == place.county
        return is_own and super().has_change_permission(request, obj)

    @admin.display(description=_("County"))
    def where(self, centre: Centre) -> str:
        return centre.county.name if centre.county else "—"

    @admin.display(description=_("In use"))
    def in_use(self, centre: Centre) -> str:
        return gettext("Yes") if centre.is_active else gettext("No")

    @admin.display(description=_("Participants"))
    def people(self, centre: Any) -> str:
        return format_number(centre.came)
