"""Those who take part in events, on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from ngos.personal_data import PERMISSION
from persian.numbers import format_number
from programs.events.filters import ParticipantFilter
from programs.events.models import Participant
from programs.events.views import participant as pages
from screens.listing_cells import masked, two_lines
from screens.record_admin import RecordAdmin

MASKED = ("national_id", "mobile")
_PRESENT = Count("attendance", filter=Q(attendance__is_present=True))


@admin.register(Participant)
class ParticipantAdmin(RecordAdmin):
    """Participants of all events; their numbers are masked in the list for everybody."""

    pages = {
        "detail": pages.detail,
        "certificate": pages.certificate,
        "withdraw": pages.withdraw,
    }
    filterset_class = ParticipantFilter
    folded_search_field = "name_key"
    search_fields = ("name_key",)
    search_help_text = _("Name")
    ordering = ("-id",)
    list_select_related = ("event", "cohort", "county", "centre")
    list_display = ("name", "national_number", "of_event", "shown_role", "where", "times")
    sortable_by = ()
    export_permission = "events.export_participant"
    history_masked = MASKED
    history_unmask = PERMISSION
    export_columns = (
        "full_name",
        ExportColumn("national_id", personal=PERMISSION, is_masked=True),
        ExportColumn("mobile", personal=PERMISSION, is_masked=True),
        "role",
        ExportColumn("county__name", _("County")),
        ExportColumn("centre__name", _("Centre")),
        ExportColumn("event__title", _("Course")),
        ExportColumn("cohort__number", _("Cohort")),
        ExportColumn(Min("attendance__session__held_on"), _("Date")),
        ExportColumn(_PRESENT, _("Sessions present")),
        ExportColumn("certificate__number", _("Certificate")),
    )  # fmt: skip
    empty_list_icon = "group"
    empty_list_text = _("Those who come to courses and other events will stand here.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Participant]:
        return super().get_queryset(request).annotate(present=_PRESENT)

    @admin.display(description=_("Name"))
    def name(self, participant: Participant) -> str:
        return participant.full_name

    @admin.display(description=_("National ID"))
    def national_number(self, participant: Participant) -> SafeString:
        return masked(participant.national_id)

    @admin.display(description=_("Event"))
    def of_event(self, participant: Participant) -> SafeString:
        return two_lines(participant.event.title, participant.cohort or "—")

    @admin.display(description=_("Role"))
    def shown_role(self, participant: Participant) -> str:
        return participant.get_role_display() or "—"

    @admin.display(description=_("County"))
    def where(self, participant: Participant) -> SafeString | str:
        county = participant.county.name if participant.county else "—"
        return two_lines(county, participant.centre) if participant.centre else county

    @admin.display(description=_("Sessions present"))
    def times(self, participant: Any) -> str:
        return format_number(participant.present)
