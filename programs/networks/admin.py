"""Networks on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from persian.numbers import format_number
from programs.networks import views
from programs.networks.filters import NetworkFilter
from programs.networks.forms import PARTS
from programs.networks.models import Network
from screens.history import Track
from screens.listing_cells import two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


def _members() -> Count:
    return Count("memberships", distinct=True)


@admin.register(Network)
class NetworkAdmin(RecordAdmin):
    """Networks of NGOs, and assemblies of benefactors."""

    pages = {"detail": views.detail}
    parts = PARTS
    form_page = views.FORM
    filterset_class = NetworkFilter
    search_fields = ("name", "brand")
    search_help_text = _("Name or brand")
    ordering = ("name", "id")
    list_select_related = ("county", "province", "operator", "field")
    list_display = ("what", "kind", "about_what", "run_by", "how_many")
    sortable_by = ()
    export_columns = (
        "name", "kind", "brand",
        ExportColumn("field__name", _("Field")),
        "target_group",
        ExportColumn("operator__name", _("NGO that operates it")),
        ExportColumn("county__name", _("County")),
        "founded_on", "ended_on",
        ExportColumn(_members(), _("Members")),
    )  # fmt: skip
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Networks of NGOs"), "kind=ngos"),
        ListTab(_("Assemblies of benefactors"), "kind=benefactors"),
    )
    empty_list_icon = "hub"
    empty_list_text = _("Networks of NGOs and assemblies of benefactors will stand here.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Network]:
        return super().get_queryset(request).annotate(member_count=_members())

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return views.tracks(obj.pk)

    @admin.display(description=_("Name"))
    def what(self, network: Network) -> SafeString:
        return two_lines(network.name, network.brand)

    @admin.display(description=_("Field"))
    def about_what(self, network: Network) -> str:
        return str(network.field or network.target_group or "—")

    @admin.display(description=_("NGO that operates it"))
    def run_by(self, network: Network) -> str:
        return str(network.operator or "—")

    @admin.display(description=_("Members"))
    def how_many(self, network: Any) -> str:
        return format_number(network.member_count)
