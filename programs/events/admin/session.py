"""Sessions of events on the staff site: the list, and taking attendance."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from persian.dates import format_jalali
from persian.numbers import format_number
from programs.events.badges import state_badge
from programs.events.filters import SessionFilter
from programs.events.models import Session
from programs.events.services.reading import HoursText
from programs.events.views import attendance, self_marking
from screens.listing_cells import two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(Session)
class SessionAdmin(RecordAdmin):
    """The sessions of all events; they are added on the page of their event."""

    pages = {
        "detail": attendance.detail,
        "mark": attendance.mark,
        "all": attendance.mark_all,
        "code": self_marking.shown,
        "square": self_marking.square,
        "cancel": attendance.cancel,
    }
    filterset_class = SessionFilter
    folded_search_field = "event__search_text"
    search_fields = ("event__search_text",)
    search_help_text = _("Title of the event")
    ordering = ("-held_on", "-id")
    list_select_related = ("event", "event__county", "cohort")
    list_display = ("what", "day", "facilitator", "there", "shown_state")
    sortable_by = ("day",)
    export_columns = (
        ExportColumn("event__title", _("Event")),
        ExportColumn("cohort__number", _("Cohort")),
        "title", "held_on", ExportColumn(HoursText("hours"), _("Hours")), "facilitator", "place",
        "state",
        ExportColumn(Count("attendance", filter=Q(attendance__is_present=True)), _("Present")),
        ExportColumn(Count("attendance", filter=Q(attendance__is_present=False)), _("Absent")),
    )  # fmt: skip
    empty_list_icon = "co_present"
    empty_list_text = _("The sessions of courses and other events will stand here.")
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Held, not marked"), "attendance=missing"),
        ListTab(_("Planned"), "state=planned"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Session]:
        present = Count("attendance", filter=Q(attendance__is_present=True))
        return super().get_queryset(request).annotate(present=present, marked=Count("attendance"))

    @admin.display(description=_("Event"))
    def what(self, session: Session) -> SafeString:
        return two_lines(session.event.title, session.title or session.cohort or "—")

    @admin.display(description=_("Date"), ordering=F("held_on"))
    def day(self, session: Session) -> str:
        return format_jalali(session.held_on)

    @admin.display(description=_("Present"))
    def there(self, session: Any) -> str:
        if not session.marked:
            return "—"
        return f"{format_number(session.present)} / {format_number(session.marked)}"

    @admin.display(description=_("State"))
    def shown_state(self, session: Session) -> SafeString:
        return state_badge(session.state)
