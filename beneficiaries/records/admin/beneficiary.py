"""The list of women, and the addresses of a record."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.urls.resolvers import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from beneficiaries.records import creating, sections
from beneficiaries.records.badges import state_badge
from beneficiaries.records.filters import WomanFilter
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.opening import find, found_open
from beneficiaries.records.parts import PARTS
from beneficiaries.records.personal_data import ADD, EXPORT
from beneficiaries.records.views import record, steps
from beneficiaries.records.views.tracks import tracks_of
from files.exporting import ExportColumn
from persian.dates import format_jalali
from screens.history import Track
from screens.pages import allow
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(Beneficiary)
class BeneficiaryAdmin(RecordAdmin):
    """The list tells who is known and who works with her; anything else stands in the record."""

    pages = {
        "detail": record.detail,
        "edit": record.edit,
        "numbers": record.numbers,
        "reveal": steps.reveal,
        "assign": steps.assign,
        "close": steps.close,
        "open_again": steps.open_again,
    }
    filterset_class = WomanFilter
    folded_search_field = "search_text"
    search_fields = ("search_text",)
    search_help_text = _("Name")
    ordering = ("sort_key", "id")
    list_select_related = ("county", "case_worker")
    list_display = ("full_name", "where", "worker", "since", "shown_state")
    sortable_by = ("full_name",)
    export_permission = EXPORT
    export_columns = (
        "first_name",
        "last_name",
        ExportColumn("county__name", _("County")),
        "state",
        "registered_on",
    )
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("My caseload"), "caseload=mine"),
        ListTab(_("Without a case worker"), "caseload=nobody"),
        ListTab(_("Closed records"), "state=closed&state=graduated&state=moved"),
    )
    empty_list_icon = "diversity_1"
    empty_list_text = _("The women whom your office has taken in will stand here.")

    def get_urls(self) -> list[URLPattern]:
        kept = [*PARTS, *sections.parts()]
        parts = [each for part in kept for each in part.paths(self, find)]
        return [*parts, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Nobody is taken in who was not searched for."""
        allow(request, ADD)
        return HttpResponseRedirect(reverse(creating.way_in()))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        found = found_open(request, object_id, "history")
        if isinstance(found, HttpResponse):
            return found
        answer: HttpResponse = super().history_view(request, object_id, extra_context)
        return answer

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return tracks_of(obj.pk)

    @admin.display(description=_("Name"), ordering="sort_key")
    def full_name(self, woman: Beneficiary) -> str:
        return str(woman)

    @admin.display(description=_("County"))
    def where(self, woman: Beneficiary) -> str:
        return woman.county.name if woman.county else "—"

    @admin.display(description=_("Case worker"))
    def worker(self, woman: Beneficiary) -> str:
        return woman.case_worker.get_full_name() if woman.case_worker else "—"

    @admin.display(description=_("Registered on"))
    def since(self, woman: Beneficiary) -> str:
        return format_jalali(woman.registered_on)

    @admin.display(description=_("State"))
    def shown_state(self, woman: Beneficiary) -> SafeString:
        return state_badge(woman.state)
