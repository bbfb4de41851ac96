"""Change requests of NGOs on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.filters import ChangeFilter
from desk.models import ChangeRequest, ChangeState, FieldChange
from desk.office import changes as pages
from desk.office import officers
from files.exporting import ExportColumn
from persian.dates import format_jalali
from screens.listing_cells import Tone, badge, two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab

LOOKS: dict[str, tuple[Tone, str]] = {
    ChangeState.ASKED: ("warning", "hourglass_top"),
    ChangeState.APPROVED: ("good", "task_alt"),
    ChangeState.RETURNED: ("warning", "undo"),
    ChangeState.WITHDRAWN: ("past", "do_not_disturb_on"),
}


def _looks(change: FieldChange) -> SafeString:
    tone, icon = LOOKS[change.state]
    return badge(f"{change} · {change.get_state_display()}", tone=tone, icon=icon)


@admin.register(ChangeRequest)
class ChangeRequestAdmin(RecordAdmin):
    """What NGOs ask the office to change of their records."""

    pages = {"detail": pages.detail}
    filterset_class = ChangeFilter
    folded_search_field = "ngo__search_text"
    search_fields = ("ngo__search_text",)
    search_help_text = _("Name or legal ID of the NGO")
    ordering = ("-asked_at", "-id")
    list_select_related = ("ngo", "ngo__county")
    list_display = ("title", "changed", "asked")
    sortable_by = ("asked",)
    export_columns = (
        ExportColumn("ngo__name", _("NGO")),
        ExportColumn("ngo__county__name", _("County")),
        "asked_at", "asked_by_name", "by_office", "reason",
    )  # fmt: skip
    empty_list_icon = "published_with_changes"
    empty_list_text = _(
        "Changes of name, board, seat, charter, level and field that NGOs ask for at their desk "
        "will stand here."
    )
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("To be decided"), "state=asked"),
        ListTab(_("Returned"), "state=returned"),
    )

    def get_urls(self) -> list[URLPattern]:
        own: dict[str, tuple[str, Any]] = {
            "of": ("of/<int:ngo_pk>/", pages.ask_which),
            "ask": ("of/<int:ngo_pk>/<slug:field>/", pages.ask),
            "invite": ("officers/<int:ngo_pk>/invite/", officers.invite),
            "dismiss": ("officers/<int:ngo_pk>/<int:officer>/remove/", officers.remove),
            "uninvite": ("invitations/<int:ngo_pk>/<int:invitation>/withdraw/", officers.withdraw),
            "paper": ("papers/<int:ngo_pk>/<int:paper>/", pages.paper),
        }
        found = [
            path(route, self.admin_site.admin_view(view), name=f"desk_changerequest_{name}")
            for name, (route, view) in own.items()
        ]
        return [*found, *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """On the page of the NGO."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ChangeRequest]:
        return super().get_queryset(request).prefetch_related("fields")

    @admin.display(description=_("NGO"))
    def title(self, row: ChangeRequest) -> SafeString:
        return two_lines(row.ngo.name, row.ngo.county or gettext("Without a county"))

    @admin.display(description=_("What changes"))
    def changed(self, row: ChangeRequest) -> SafeString:
        return format_html_join(" ", "{}", ((_looks(each),) for each in row.fields.all()))

    @admin.display(description=_("Asked at"), ordering=F("asked_at"))
    def asked(self, row: ChangeRequest) -> SafeString:
        by = gettext("entered by the office") if row.by_office else row.asked_by_name
        return two_lines(format_jalali(row.asked_at), by)
