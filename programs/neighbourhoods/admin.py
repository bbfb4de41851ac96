"""Neighbourhoods and facilities on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from persian.dates import format_jalali
from persian.numbers import format_number
from programs.neighbourhoods.badges import profile_badge
from programs.neighbourhoods.filters import FacilityFilter, NeighbourhoodFilter
from programs.neighbourhoods.models import Facility, Neighbourhood
from programs.neighbourhoods.parts import PARTS
from programs.neighbourhoods.services.profiles import completeness
from programs.neighbourhoods.views import facility, neighbourhood
from screens.history import Track
from screens.listing_cells import badge, meter, two_lines
from screens.record_admin import FormPageAdmin, RecordAdmin
from screens.saved_filters import ListTab


@admin.register(Neighbourhood)
class NeighbourhoodAdmin(RecordAdmin):
    """Neighbourhoods with their profiles."""

    pages = {"detail": neighbourhood.detail}
    parts = PARTS
    form_page = neighbourhood.FORM
    filterset_class = NeighbourhoodFilter
    search_fields = ("name", "facilitator")
    search_help_text = _("Name or facilitator")
    ordering = ("due_on", "id")
    list_select_related = ("county",)
    list_display = ("what", "profile", "how_complete", "due", "people", "risk")
    sortable_by = ("due",)
    export_columns = (
        "name",
        ExportColumn("county__name", _("County")),
        "population", "is_at_risk", "facilitator",
        ExportColumn("facilitator_ngo__name", _("NGO that facilitates")),
        "opened_on", "due_on", "completed_on",
        ExportColumn(completeness(), _("Completeness (percent)")),
    )  # fmt: skip
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Overdue"), "profile=overdue"),
        ListTab(_("Being made"), "profile=open"),
        ListTab(_("Prone to harms"), "at_risk=True"),
    )
    empty_list_icon = "location_city"
    empty_list_text = _("Neighbourhoods and what they can, have and need will stand here.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Neighbourhood]:
        return super().get_queryset(request).annotate(complete=completeness())

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return neighbourhood.tracks(obj.pk)

    @admin.display(description=_("Name"))
    def what(self, row: Neighbourhood) -> SafeString:
        return two_lines(row.name, row.county)

    @admin.display(description=_("Profile"))
    def profile(self, row: Neighbourhood) -> SafeString:
        return profile_badge(row)

    @admin.display(description=_("Completeness"))
    def how_complete(self, row: Any) -> SafeString:
        return meter(row.complete, gettext("Completeness of the profile"))

    @admin.display(description=_("Profile due on"), ordering=F("due_on"))
    def due(self, row: Neighbourhood) -> str:
        return format_jalali(row.due_on)

    @admin.display(description=_("Population"))
    def people(self, row: Neighbourhood) -> str:
        return format_number(row.population) if row.population is not None else "—"

    @admin.display(description=_("Prone to harms"))
    def risk(self, row: Neighbourhood) -> SafeString | str:
        if row.is_at_risk:
            return badge(gettext("Prone to harms"), tone="warning", icon="warning")
        return "—"


@admin.register(Facility)
class FacilityAdmin(FormPageAdmin):
    """The facilities that serve people, with who answers for each."""

    form_page = facility
    filterset_class = FacilityFilter
    search_fields = ("name", "licensee", "technical_officer")
    search_help_text = _("Name, licensee or technical officer")
    ordering = ("county", "name", "id")
    list_select_related = ("county", "neighbourhood")
    list_display = ("what", "where", "licensee", "technical_officer", "in_use")
    sortable_by = ()
    actions = ()
    export_columns = (
        "name", "kind",
        ExportColumn("county__name", _("County")),
        ExportColumn("neighbourhood__name", _("Neighbourhood")),
        "licensee", "technical_officer", "licence_no", "opened_on", "is_active",
    )  # fmt: skip
    empty_list_icon = "home_work"
    empty_list_text = _("Centres and bases that serve people will stand here.")

    @admin.display(description=_("Name"))
    def what(self, row: Facility) -> SafeString:
        return two_lines(row.name, row.get_kind_display())

    @admin.display(description=_("County"))
    def where(self, row: Facility) -> SafeString:
        return two_lines(row.county, row.neighbourhood or "")

    @admin.display(description=_("In use"))
    def in_use(self, row: Facility) -> str:
        return gettext("Yes") if row.is_active else gettext("No")
