"""Sessions of councils on the staff site: the list, and the addresses of one."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from councils.badges import session_badge
from councils.filters import SessionFilter
from councils.models import Session
from councils.services.sessions import opening
from councils.views import minutes
from councils.views import session as views
from files.exporting import ExportColumn
from persian.dates import format_jalali, to_jalali, today
from persian.numbers import format_number, is_key, persian_digits
from screens.admin import OfficeAdmin
from screens.history import Track
from screens.listing_cells import two_lines
from screens.saved_filters import ListTab


@admin.register(Session)
class SessionAdmin(OfficeAdmin):
    """The sessions of the councils that one sees."""

    filterset_class = SessionFilter
    search_fields = ("council__name", "place")
    search_help_text = _("Name of the council, or place")
    list_display = ("title", "council_name", "day", "items", "state_badge")
    list_select_related = ("council",)
    ordering = ("-held_on", "-id")
    sortable_by = ("day",)
    export_columns = (
        ExportColumn("council__name", _("Council")),
        # As text: a year is not counted, and paper would group its digits.
        ExportColumn(Cast("year", TextField()), _("Year")),
        "number", "held_on", "place",
        ExportColumn("chair__full_name", _("Chair")),
        ExportColumn(Count("agenda", distinct=True), _("Items")),
        "state", "signed_at", "signed_by_name", "minutes",
    )  # fmt: skip
    actions = ()
    empty_list_icon = "gavel"
    empty_list_text = _(
        "The sessions of the councils will stand here. A council's secretary plans them."
    )

    def get_urls(self) -> list[URLPattern]:
        office = self.admin_site.admin_view
        one = {
            "attendance": views.attendance,
            "text": views.text,
            "cancel": views.cancel,
            "sign": views.sign,
            "minutes": minutes.paper,
        }
        found = [path("<int:pk>/", office(views.detail), name="councils_session_detail")]
        found += [
            path(f"<int:pk>/{name}/", office(view), name=f"councils_session_{name}")
            for name, view in one.items()
        ]
        items = "<int:pk>/items/"
        return [
            path("add/", office(views.edit), name="councils_session_add"),
            *found,
            path(f"{items}add/", office(views.items_add), name="councils_session_items_add"),
            path(f"{items}order/", office(views.items_order), name="councils_session_items_order"),
            path(
                f"{items}<int:part_pk>/record/",
                office(views.items_record),
                name="councils_session_items_record",
            ),
            path(
                f"{items}<int:part_pk>/remove/",
                office(views.items_remove),
                name="councils_session_items_remove",
            ),
            *super().get_urls(),
        ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> Any:
        """The session's own form."""
        if object_id is None or not is_key(object_id):
            raise Http404
        return views.edit(request, int(object_id))

    def get_list_tabs(self, request: HttpRequest) -> tuple[ListTab, ...]:
        year = to_jalali(today()).year
        return (
            ListTab(gettext("All")),
            ListTab(gettext("Planned"), "state=planned"),
            ListTab(gettext("Signed this year"), f"state=signed&year={year}"),
        )

    def get_empty_list_link(self, request: HttpRequest) -> dict[str, object] | None:
        if not request.user.has_perm("councils.add_session"):
            return None
        address = reverse("admin:councils_session_add")
        return {"title": gettext("Plan a session"), "address": address, "icon": "event"}

    def prepare_page(self, page: QuerySet[Session]) -> QuerySet[Session]:
        return page.defer("minutes").annotate(item_count=Count("agenda"))

    @admin.display(description=_("Session"))
    def title(self, session: Session) -> str:
        return gettext("Session %(number)s of %(year)s") % {
            "number": format_number(session.number),
            "year": persian_digits(session.year),
        }

    @admin.display(description=_("Council"))
    def council_name(self, session: Session) -> SafeString:
        return two_lines(session.council.name, session.council.get_level_display())

    @admin.display(description=_("Date"), ordering="held_on")
    def day(self, session: Session) -> str:
        return format_jalali(session.held_on, "weekday")

    @admin.display(description=_("Items"))
    def items(self, session: Any) -> str:
        return format_number(session.item_count)

    @admin.display(description=_("State"))
    def state_badge(self, session: Session) -> SafeString:
        return session_badge(session.state)

    def history_tracks(self, request: HttpRequest, obj: Session) -> list[Track]:
        return opening.history_tracks(obj.pk)
