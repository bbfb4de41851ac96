"""Events on the staff site: the list, and the addresses of one."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from imports.registry import registry_of
from persian.dates import format_jalali
from persian.numbers import format_number, is_key
from programs.events.badges import kind_badge, state_badge
from programs.events.filters import EventFilter
from programs.events.models import Event
from programs.events.services.reading import HoursText, persons, registered
from programs.events.views import event as pages
from programs.events.views import parts
from programs.events.views.tracks import tracks_of
from screens.history import Track
from screens.list_totals import ListTotal
from screens.listing_cells import two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(Event)
class EventAdmin(RecordAdmin):
    """The register of events."""

    pages = {"detail": pages.detail, "calendar": pages.calendar, "certificates": pages.certificates}
    filterset_class = EventFilter
    folded_search_field = "search_text"
    search_fields = ("search_text",)
    search_help_text = _("Title, target group, organiser or place")
    ordering = ("-starts_on", "-id")
    list_select_related = ("county",)
    list_display = ("what", "kind_of", "day", "where", "people", "shown_state")
    sortable_by = ("day",)
    empty_list_icon = "event"
    empty_list_text = _(
        "Conferences, meetings, courses, exhibitions and visits of your office will stand here."
    )
    list_totals = (ListTotal(_("Persons"), "counted", format_number),)
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Courses"), "kind=course"),
        ListTab(_("Conferences and meetings"), "kind=conference&kind=meeting"),
        ListTab(_("Exhibitions"), "kind=exhibition"),
        ListTab(_("Visits"), "kind=visit"),
        ListTab(_("Planned"), "state=planned"),
    )

    def get_urls(self) -> list[URLPattern]:
        found = []
        for part in parts.PARTS:
            for action, view in (("add", parts.add), ("change", parts.change)):
                if action == "change" and not part.is_changed:
                    continue
                key = "add/" if action == "add" else "<int:part_pk>/"
                found.append(
                    path(
                        f"<int:pk>/{part.name}/{key}",
                        self.admin_site.admin_view(partial(view, part=part)),
                        name=f"events_event_{part.name}_{action}",
                    )
                )
        return [*found, *super().get_urls()]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        return pages.add(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        if not is_key(object_id):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return pages.change(request, int(object_id))

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        hours = ExportColumn(HoursText("hours"), _("Hours"))
        return (
            *(
                hours if column.value == "hours" else column
                for column in registry_of("events").export_columns()
            ),
            ExportColumn(registered(), _("Registered")),
            ExportColumn("program__title", _("Program")),
            ExportColumn("province__name", _("Province")),
        )

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return tracks_of(obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return super().get_queryset(request).annotate(counted=persons())

    def prepare_page(self, page: QuerySet[Event]) -> QuerySet[Event]:
        return page.defer("notes", "search_text", "title_key", "identity")

    def get_empty_list_link(self, request: HttpRequest) -> dict[str, object] | None:
        if not request.user.has_perm("events.add_event"):
            return None
        address = reverse("admin:events_event_add")
        return {"title": gettext("Record an event"), "address": address, "icon": "event"}

    @admin.display(description=_("Event"))
    def what(self, event: Event) -> SafeString:
        return two_lines(event.title, event.target_group or event.organiser or "—")

    @admin.display(description=_("Kind"))
    def kind_of(self, event: Event) -> SafeString:
        return kind_badge(event.kind)

    @admin.display(description=_("Date"), ordering=F("starts_on"))
    def day(self, event: Event) -> SafeString | str:
        first = format_jalali(event.starts_on)
        if event.ends_on is None or event.ends_on == event.starts_on:
            return first
        return two_lines(first, gettext("until %(day)s") % {"day": format_jalali(event.ends_on)})

    @admin.display(description=_("County"))
    def where(self, event: Event) -> SafeString | str:
        county = event.county.name if event.county else gettext("the whole province")
        return two_lines(county, event.place) if event.place else county

    @admin.display(description=_("Persons"))
    def people(self, event: Any) -> str:
        return "—" if event.counted is None else format_number(event.counted)

    @admin.display(description=_("State"))
    def shown_state(self, event: Event) -> SafeString:
        return state_badge(event.state)
