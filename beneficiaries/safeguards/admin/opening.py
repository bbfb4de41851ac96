"""Openings of records outside the caseload, which the director judges."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from beneficiaries.safeguards.badges import judgement_badge
from beneficiaries.safeguards.filters import OpeningFilter
from beneficiaries.safeguards.models import Opening
from beneficiaries.safeguards.views import glass, looks, notes
from persian.dates import format_jalali_datetime
from screens.listing_cells import two_lines
from screens.pages import address_of
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(Opening)
class OpeningAdmin(RecordAdmin):
    """Who opened which record, why, and what the director said of it."""

    pages = {"review": glass.review}
    filterset_class = OpeningFilter
    search_fields = ("name",)
    search_help_text = gettext_lazy("Person")
    ordering = ("-id",)
    list_select_related = ("beneficiary", "beneficiary__county")
    list_display = ("person", "woman", "when", "why", "judgement")
    sortable_by = ()
    export_columns = ("name", "role", "reason", "opened_at", "is_justified", "reviewer_name")
    list_tabs = (
        ListTab(gettext_lazy("All")),
        ListTab(gettext_lazy("To be judged"), "judged=no"),
        ListTab(gettext_lazy("Not justified"), "judged=unjustified"),
    )
    empty_list_icon = "lock_open"
    empty_list_text = gettext_lazy("Openings of records outside somebody's caseload stand here.")

    def get_urls(self) -> list[URLPattern]:
        """Also the pages of a woman that this room answers for."""
        office = self.admin_site.admin_view
        return [
            path("readers/", office(looks.readers), name="safeguards_opening_readers"),
            path("of/<int:pk>/glass/", office(glass.glass), name="records_beneficiary_glass"),
            path("of/<int:pk>/looks/", office(looks.looks), name="records_beneficiary_looks"),
            path(
                "of/<int:pk>/statement/",
                office(looks.statement),
                name="records_beneficiary_statement",
            ),
            path(
                "of/<int:pk>/notes/add/",
                office(notes.add),
                name="records_beneficiary_notes_add",
            ),
            path(
                "of/<int:pk>/notes/<int:part_pk>/",
                office(notes.read),
                name="records_beneficiary_notes_read",
            ),
            path(
                "of/<int:pk>/notes/<int:part_pk>/change/",
                office(notes.change),
                name="records_beneficiary_notes_change",
            ),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        opening = self.get_object(request, object_id)
        if opening is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(address_of(opening, "review"))

    @admin.display(description=gettext_lazy("Person"))
    def person(self, opening: Opening) -> SafeString:
        return two_lines(opening.name, opening.get_role_display())

    @admin.display(description=gettext_lazy("Woman who heads a household"))
    def woman(self, opening: Opening) -> SafeString:
        county = opening.beneficiary.county
        return two_lines(opening.beneficiary, county.name if county else "—")

    @admin.display(description=gettext_lazy("When"))
    def when(self, opening: Opening) -> str:
        return format_jalali_datetime(opening.opened_at)

    @admin.display(description=gettext_lazy("Reason"))
    def why(self, opening: Opening) -> str:
        return opening.reason

    @admin.display(description=gettext_lazy("Judgement"))
    def judgement(self, opening: Opening) -> SafeString:
        return judgement_badge(opening.is_justified)
