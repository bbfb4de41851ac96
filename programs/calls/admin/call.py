"""Calls on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from persian.dates import format_jalali
from persian.numbers import format_number
from programs.calls.badges import call_badge
from programs.calls.filters import CallFilter
from programs.calls.models import Call
from programs.calls.parts import CALL_PARTS
from programs.calls.services.calls import tracks
from programs.calls.views import call as views
from screens.history import Track
from screens.listing_cells import two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(Call)
class CallAdmin(RecordAdmin):
    """What working groups have called for."""

    pages = {
        "detail": views.detail, "compared": views.compared, "workbook": views.workbook,
        **views.STEPS,
    }  # fmt: skip
    parts = CALL_PARTS
    form_page = views.FORM
    filterset_class = CallFilter
    search_fields = ("title",)
    search_help_text = _("Title")
    ordering = ("-closes_on", "-id")
    list_select_related = ("body", "county")
    list_display = ("what", "state_badge", "last_day", "ceiling_shown")
    sortable_by = ("last_day",)
    export_columns = (
        "title",
        ExportColumn("body__name", _("Working group")),
        ExportColumn("program__title", _("Program")),
        "state", "published_on", "closes_on", "ceiling", "level", "needs_licence",
        "needs_no_measure", "topic",
    )  # fmt: skip
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Published"), "state=published"),
        ListTab(_("Weighed"), "state=closed"),
        ListTab(_("Drafts"), "state=draft"),
    )
    empty_list_icon = "campaign"
    empty_list_text = _("The calls of the working groups will stand here.")

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return tracks(obj.pk)

    @admin.display(description=_("Title"))
    def what(self, call: Call) -> SafeString:
        return two_lines(call.title, call.body)

    @admin.display(description=_("State"))
    def state_badge(self, call: Call) -> SafeString:
        return call_badge(call.state)

    @admin.display(description=_("Last day"), ordering=F("closes_on"))
    def last_day(self, call: Call) -> str:
        return format_jalali(call.closes_on)

    @admin.display(description=_("Budget ceiling of a proposal (rial)"))
    def ceiling_shown(self, call: Call) -> str:
        return format_number(call.ceiling) if call.ceiling is not None else "—"
