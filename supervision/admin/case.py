"""Supervision cases on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from ngos.admin.records import RecordOfNGOAdmin
from persian.dates import format_jalali
from persian.templatetags.persian import days_left
from screens.history import Track
from screens.listing_cells import two_lines
from screens.saved_filters import ListTab
from supervision.badges import case_badge, measure_badge
from supervision.filters import CaseFilter
from supervision.models import Measure, SupervisionCase
from supervision.models.case import MeasureKind
from supervision.services.cases.cases import case_tracks
from supervision.views import case as pages
from supervision.views import proposing


@admin.register(SupervisionCase)
class SupervisionCaseAdmin(RecordOfNGOAdmin):
    """What was found about NGOs, and the measures that followed."""

    add_to = staticmethod(pages.add)
    pages = {
        "detail": pages.detail,
        "hear": pages.hear,
        "decide": pages.decide,
        "propose": proposing.propose,
        "withdraw": proposing.withdraw,
        "complain": pages.complain,
        "answer": pages.answer,
        "reinstate": pages.reinstate,
        "close": pages.close,
    }
    filterset_class = CaseFilter
    folded_search_field = "ngo__search_text"
    search_fields = ("ngo__search_text",)
    search_help_text = _("Name or legal ID of the NGO")
    ordering = ("-opened_on", "-id")
    list_select_related = ("ngo", "ngo__county")
    list_display = ("title", "what", "state_badge", "last_measure", "until", "opened")
    sortable_by = ("opened",)
    export_columns = (
        ExportColumn("ngo__name", _("NGO")),
        ExportColumn("ngo__county__name", _("County")),
        "source", "finding", "opened_on", "hearing_on", "state",
        ExportColumn("last_kind", _("Last measure")),
        "closed_on", "ngo__legal_id",
        ExportColumn("last_deadline_on", _("To be mended by")),
        ExportColumn("last_to_on", _("Suspended until")),
        "hearing_notes", "outcome",
    )  # fmt: skip
    empty_list_icon = "policy"
    empty_list_text = _(
        "Findings about NGOs and the measures that followed will stand here. "
        "A case is opened on the page of its NGO, under “Supervision”."
    )
    list_tabs = (
        ListTab(_("Open"), "state=complained&state=decided&state=heard&state=open"),
        ListTab(_("Deadline passed"), "waiting=deadline"),
        ListTab(_("Suspended now"), "waiting=suspended"),
        ListTab(_("Complained of"), "state=complained"),
        ListTab(_("All")),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[SupervisionCase]:
        last = Measure.objects.filter(case=OuterRef("pk")).order_by("-id")
        return (
            super()
            .get_queryset(request)
            .annotate(
                **{
                    f"last_{name}": Subquery(last.values(name)[:1])
                    for name in ("kind", "deadline_on", "to_on", "lifted_on")
                }
            )
        )

    def history_tracks(self, request: HttpRequest, obj: SupervisionCase) -> list[Track]:
        return case_tracks(obj.pk)

    @admin.display(description=_("NGO"))
    def title(self, case: SupervisionCase) -> SafeString:
        return two_lines(case.ngo.name, case.ngo.county or gettext("Without a county"))

    @admin.display(description=_("Finding"))
    def what(self, case: SupervisionCase) -> SafeString:
        return two_lines(Truncator(case.finding).chars(60), case.get_source_display())

    @admin.display(description=_("State"))
    def state_badge(self, case: SupervisionCase) -> SafeString:
        return case_badge(case.state)

    @admin.display(description=_("Last measure"))
    def last_measure(self, case: Any) -> SafeString | str:
        return measure_badge(case.last_kind) if case.last_kind else "—"

    @admin.display(description=_("Deadline"))
    def until(self, case: Any) -> SafeString | str:
        day = case.last_to_on if case.last_kind == MeasureKind.SUSPENSION else case.last_deadline_on
        if day is None or case.last_lifted_on or case.closed_on:
            return "—"
        return two_lines(format_jalali(day), days_left(day))

    @admin.display(description=_("Opened on"), ordering=F("opened_on"))
    def opened(self, case: SupervisionCase) -> str:
        return format_jalali(case.opened_on)
