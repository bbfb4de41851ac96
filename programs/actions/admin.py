"""Action points on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from persian.dates import format_jalali
from programs.actions import views
from programs.actions.badges import action_badge
from programs.actions.filters import ActionFilter
from programs.actions.models import ActionPoint
from programs.actions.services import tracks
from screens.history import Track
from screens.listing_cells import two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(ActionPoint)
class ActionPointAdmin(RecordAdmin):
    """What was agreed to be done, with who does it and until when."""

    pages = {
        "detail": views.detail, "finish": views.finish, "verify": views.verify,
        "reopen": views.reopen, "drop": views.drop,
    }  # fmt: skip
    form_page = views
    filterset_class = ActionFilter
    search_fields = ("title", "owner_name")
    search_help_text = _("What is to be done, or who does it")
    ordering = ("due_on", "id")
    list_select_related = ("ngo", "county")
    list_display = ("what", "who_does", "due", "state_badge", "place")
    sortable_by = ("due",)
    export_columns = (
        "title", "source_title",
        ExportColumn("ngo__name", _("NGO")),
        ExportColumn("county__name", _("County")),
        "owner_name", "due_on", "state", "done_on", "outcome", "verified_on", "verified_by_name",
    )  # fmt: skip
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Overdue"), "state=overdue"),
        ListTab(_("To be done"), "state=open"),
        ListTab(_("To be verified"), "state=done"),
    )
    empty_list_icon = "add_task"
    empty_list_text = _(
        "What was agreed in sessions, visits and letters will stand here, with who does it and "
        "until when."
    )

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return tracks(obj.pk)

    @admin.display(description=_("What is to be done"))
    def what(self, point: ActionPoint) -> SafeString:
        return two_lines(point.title, point.source_title or (point.ngo or ""))

    @admin.display(description=_("Who does it"))
    def who_does(self, point: ActionPoint) -> str:
        return point.owner_name

    @admin.display(description=_("Until"), ordering=F("due_on"))
    def due(self, point: ActionPoint) -> str:
        return format_jalali(point.due_on)

    @admin.display(description=_("State"))
    def state_badge(self, point: ActionPoint) -> SafeString:
        return action_badge(point)

    @admin.display(description=_("County"))
    def place(self, point: ActionPoint) -> str:
        return str(point.county or "—")
