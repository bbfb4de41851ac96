"""Programs on the staff site."""

from typing import Any

from django.contrib import admin
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, OuterRef, Subquery, TextField
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from persian.dates import format_jalali
from programs.projects.badges import program_badge
from programs.projects.filters import ProgramFilter
from programs.projects.models import Partner, Program
from programs.projects.parts import PROGRAM_PARTS
from programs.projects.services.programs import tracks
from programs.projects.views import program as views
from screens.history import Track
from screens.listing_cells import two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


def _partners() -> Subquery:
    named = (
        Partner.objects.filter(program=OuterRef("pk"))
        .order_by()
        .values("program")
        .annotate(named=StringAgg("name", delimiter="، ", order_by=("pk",)))
        .values("named")
    )
    return Subquery(named, output_field=TextField())


@admin.register(Program)
class ProgramAdmin(RecordAdmin):
    """What offices do with others for people."""

    pages = {"detail": views.detail, "process": views.process, **views.STEPS}
    parts = PROGRAM_PARTS
    form_page = views.FORM
    filterset_class = ProgramFilter
    folded_search_field = "search_text"
    search_fields = ("search_text",)
    search_help_text = _("Title")
    ordering = ("-id",)
    list_select_related = ("county", "province", "harm")
    list_display = ("what", "state_badge", "about", "place", "begins")
    sortable_by = ("begins",)
    export_columns = (
        "title", "type",
        ExportColumn("harm__name", _("Social harm")),
        "target_group",
        ExportColumn("upper_document__title", _("Upper document")),
        ExportColumn("lead_agency__name", _("Lead agency")),
        ExportColumn("province__name", _("Province")),
        ExportColumn("county__name", _("County")),
        ExportColumn(_partners(), _("Partners")),
        "is_first_time", "state", "budget", "starts_on", "ends_on", "sent_on", "sent_to",
        "approved_on", "approval_no", "closed_on", "summary",
    )  # fmt: skip
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Running"), "state=running"),
        ListTab(_("Sent for approval"), "state=sent"),
        ListTab(_("Comprehensive plans"), "type=comprehensive_plan"),
        ListTab(_("Closed"), "state=closed"),
    )
    empty_list_icon = "flag"
    empty_list_text = _(
        "The programs that your office carries out with NGOs and others will stand here, from the "
        "idea to the close."
    )

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return tracks(obj.pk)

    @admin.display(description=_("Title"))
    def what(self, program: Program) -> SafeString:
        return two_lines(program.title, program.get_type_display())

    @admin.display(description=_("State"))
    def state_badge(self, program: Program) -> SafeString:
        return program_badge(program.state)

    @admin.display(description=_("Social harm"))
    def about(self, program: Program) -> SafeString:
        return two_lines(program.harm or "—", program.target_group)

    @admin.display(description=_("County"))
    def place(self, program: Program) -> str:
        return str(program.county or program.province)

    @admin.display(description=_("Begins on"), ordering=F("starts_on"))
    def begins(self, program: Program) -> str:
        return format_jalali(program.starts_on) if program.starts_on else "—"
