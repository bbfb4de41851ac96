"""Councils on the staff site: the list, and the addresses of one."""

from typing import Any

from django.contrib import admin
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    Case,
    Count,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat
from django.http import Http404, HttpRequest
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.scope import Kind
from councils.filters import CouncilFilter
from councils.kinds import kinds, seat_choices
from councils.models import Council, CouncilMember
from councils.services.members.reading import in_office_on
from councils.views import council as views
from files.exporting import ExportColumn
from persian.dates import today
from persian.numbers import format_number, is_key
from screens.admin import OfficeAdmin
from screens.history import Track
from screens.listing_cells import badge, two_lines


def _sitting() -> Count:
    day = today()
    in_office = Q(members__start_on__lte=day) & (
        Q(members__end_on=None) | Q(members__end_on__gte=day)
    )
    return Count("members", filter=in_office, distinct=True)


def _sessions() -> Count:
    return Count("sessions", distinct=True)


def _seats_today() -> Subquery:
    """Who sits in a council, each with the seat: «رئیس، مریم نمونه‌ای؛ دبیر، …»."""
    labels = (When(seat=key, then=Value(str(label))) for key, label in seat_choices())
    members = CouncilMember.objects.filter(in_office_on(today()), council=OuterRef("pk"))
    named = StringAgg(
        Concat(
            Case(*labels, output_field=TextField()),
            Value("، "),
            "full_name",
            output_field=TextField(),
        ),
        delimiter="؛ ",
        order_by=("start_on", "pk"),
    )
    seated = members.order_by().values("council").annotate(named=named).values("named")
    return Subquery(seated, output_field=TextField())


@admin.register(Council)
class CouncilAdmin(OfficeAdmin):
    """The councils and other bodies of the nation, its provinces and counties that one sees."""

    filterset_class = CouncilFilter
    search_fields = ("name",)
    search_help_text = _("Name of the council")
    list_display = ("name", "level_name", "in_office", "session_count", "in_use")
    list_select_related = ("province", "county")
    ordering = ("province__sort_key", "county__sort_key", "id")
    sortable_by = ("name",)
    actions = ()
    empty_list_icon = "groups"
    empty_list_text = _(
        "The councils that decide on applications will stand here. "
        "The director general enters that of the province and those of its counties."
    )

    def get_urls(self) -> list[URLPattern]:
        office = self.admin_site.admin_view
        return [
            path("add/", office(views.edit), name="councils_council_add"),
            path("<int:pk>/", office(views.detail), name="councils_council_detail"),
            path(
                "<int:pk>/members/add/",
                office(views.edit_member),
                name="councils_council_members_add",
            ),
            path(
                "<int:pk>/members/<int:part_pk>/change/",
                office(views.edit_member),
                name="councils_council_members_change",
            ),
            path(
                "<int:pk>/members/<int:part_pk>/end/",
                office(views.end),
                name="councils_council_members_end",
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
        """The council's own form."""
        if object_id is None or not is_key(object_id):
            raise Http404
        return views.edit(request, int(object_id))

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        return (
            ExportColumn("name"),
            *([ExportColumn("kind")] if len(kinds()) > 1 else []),
            ExportColumn("level"),
            ExportColumn("province__name", _("Province")),
            ExportColumn("county__name", _("County")),
            ExportColumn(_sitting(), _("Members in office")),
            ExportColumn(_seats_today(), _("Seats today")),
            ExportColumn(_sessions(), _("Sessions")),
            ExportColumn("is_active"),
        )

    def prepare_page(self, page: QuerySet[Council]) -> QuerySet[Council]:
        return page.annotate(sitting=_sitting(), session_number=_sessions())

    @admin.display(description=_("Level"))
    def level_name(self, council: Council) -> SafeString | str:
        level = str(council.get_level_display())
        return two_lines(level, str(council.body_kind.label)) if len(kinds()) > 1 else level

    @admin.display(description=_("Members in office"))
    def in_office(self, council: Any) -> str:
        return format_number(council.sitting)

    @admin.display(description=_("Sessions"))
    def session_count(self, council: Any) -> SafeString:
        place = scope.current()
        is_of_one_county = place is not None and place.kind == Kind.COUNTY
        by_county = council.county_id is not None and not is_of_one_county
        name, value = ("county", council.county_id) if by_county else ("level", council.level)
        address = f"{reverse('admin:councils_session_changelist')}?{name}={value}"
        return format_html('<a href="{}">{}</a>', address, format_number(council.session_number))

    @admin.display(description=_("In use"))
    def in_use(self, council: Council) -> SafeString:
        if council.is_active:
            return badge(_("In use"), tone="good", icon="check_circle")
        return badge(_("Not in use"), tone="past", icon="pause_circle")

    def history_tracks(self, request: HttpRequest, obj: Council) -> list[Track]:
        return views.history_tracks(obj.pk)
