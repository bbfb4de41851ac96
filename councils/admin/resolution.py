"""Resolutions of signed sessions on the staff site: whose they are, and what became of them."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from councils.badges import decision_badge, follow_up_badge
from councils.filters import ResolutionFilter
from councils.models import AgendaItem
from councils.models.session import FollowUp, SessionState
from councils.views import resolutions as views
from files.exporting import ExportColumn
from persian.dates import format_jalali
from persian.numbers import format_number, is_key
from persian.templatetags.persian import days_left
from screens.admin import OfficeAdmin
from screens.history import Track
from screens.listing import EmptyLast
from screens.listing_cells import two_lines
from screens.saved_filters import ListTab


@admin.register(AgendaItem)
class ResolutionAdmin(OfficeAdmin):
    """What the councils decided, with what is to be done by whom until when."""

    filterset_class = ResolutionFilter
    search_fields = ("subject", "owner", "reference")
    search_help_text = _("Subject, NGO, tracking code or owner")
    list_display = ("title", "session_name", "decided", "owner_name", "due", "standing")
    list_select_related = ("session__council",)
    ordering = (F("due_on").asc(nulls_last=True), "-id")
    sortable_by = ("due",)
    actions = ()
    empty_list_icon = "fact_check"
    empty_list_text = _("The resolutions of signed sessions will stand here.")

    def get_urls(self) -> list[URLPattern]:
        detail = self.admin_site.admin_view(views.detail)
        return [path("<int:pk>/", detail, name="councils_agendaitem_detail"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AgendaItem]:
        return super().get_queryset(request).filter(session__state=SessionState.SIGNED)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> AgendaItem | None:
        """Any item has a history, one of a session that is still open too."""
        items = AgendaItem.objects.all()
        return items.filter(pk=int(object_id)).first() if is_key(object_id) else None

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> Any:
        """Resolutions come of sessions; each has its page."""
        if object_id is None or not is_key(object_id):
            raise Http404
        return HttpResponseRedirect(
            reverse("admin:councils_agendaitem_detail", args=[int(object_id)])
        )

    def get_list_tabs(self, request: HttpRequest) -> tuple[ListTab, ...]:
        return (
            ListTab(gettext("All")),
            ListTab(gettext("To follow up"), "follow_up=open"),
            ListTab(gettext("Overdue"), "is_overdue=yes"),
            ListTab(gettext("Done"), "follow_up=done"),
        )

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        return (
            ExportColumn("session__council__name", _("Council")),
            ExportColumn("session__number", _("Session number")),
            ExportColumn("session__held_on", _("Session date")),
            ExportColumn("subject"),
            ExportColumn("reference"),
            ExportColumn("decision"),
            ExportColumn("owner"),
            ExportColumn("due_on"),
            ExportColumn("follow_up"),
            ExportColumn("conditions"),
            ExportColumn("reason"),
            ExportColumn("votes_for"),
            ExportColumn("votes_against"),
            ExportColumn("votes_abstained"),
            ExportColumn("follow_up_notes"),
        )

    @admin.display(description=_("Resolution"))
    def title(self, item: AgendaItem) -> SafeString:
        return two_lines(item.subject, item.reason or item.conditions or "—")

    @admin.display(description=_("Session"))
    def session_name(self, item: AgendaItem) -> SafeString:
        session = item.session
        text = gettext("Session %(number)s, %(day)s") % {
            "number": format_number(session.number),
            "day": format_jalali(session.held_on),
        }
        return two_lines(text, session.council.name)

    @admin.display(description=_("Decision"))
    def decided(self, item: AgendaItem) -> SafeString:
        return decision_badge(item.decision)

    @admin.display(description=_("Owner"))
    def owner_name(self, item: AgendaItem) -> str:
        return item.owner or "—"

    @admin.display(description=_("Due on"), ordering=EmptyLast("due_on"))
    def due(self, item: AgendaItem) -> SafeString | str:
        if item.due_on is None:
            return "—"
        if item.follow_up != FollowUp.OPEN:
            return format_jalali(item.due_on)
        return two_lines(format_jalali(item.due_on), days_left(item.due_on))

    @admin.display(description=_("Follow-up"))
    def standing(self, item: AgendaItem) -> SafeString:
        return follow_up_badge(item.follow_up, item.due_on)

    def history_tracks(self, request: HttpRequest, obj: AgendaItem) -> list[Track]:
        return views.history_tracks(obj.pk)
