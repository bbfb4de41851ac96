"""Intakes under way: whoever began one, a colleague may go on with it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from beneficiaries.intake.filters import DraftFilter
from beneficiaries.intake.models import Draft
from beneficiaries.intake.steps import LAST
from beneficiaries.intake.views import begin, draft
from persian.dates import format_jalali_datetime
from persian.numbers import format_number
from screens.listing_cells import two_lines
from screens.record_admin import RecordAdmin


@admin.register(Draft)
class DraftAdmin(RecordAdmin):
    pages = {"detail": draft.detail, "save": draft.save}
    filterset_class = DraftFilter
    search_fields = ("begun_by_name",)
    search_help_text = _("Begun by")
    ordering = ("-saved_at", "-id")
    list_select_related = ("county",)
    list_display = ("who", "where", "last", "how_far")
    sortable_by = ()
    export_columns = ("begun_by_name", "last_by_name", "begun_at", "saved_at")
    empty_list_icon = "edit_note"
    empty_list_text = _("Intakes that somebody has begun and nobody has finished stand here.")

    def get_urls(self) -> list[URLPattern]:
        office = self.admin_site.admin_view
        return [path("begin/", office(begin.begin), name="intake_draft_begin"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Draft]:
        return super().get_queryset(request).filter(finished_at=None)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:intake_draft_begin"))

    @admin.display(description=_("Woman who heads a household"))
    def who(self, intake: Draft) -> SafeString:
        name = f"{intake.data.get('first_name', '')} {intake.data.get('last_name', '')}".strip()
        return two_lines(name or "—", intake.begun_by_name)

    @admin.display(description=_("County"))
    def where(self, intake: Draft) -> str:
        return intake.county.name if intake.county else "—"

    @admin.display(description=_("Last changed"))
    def last(self, intake: Draft) -> SafeString:
        return two_lines(format_jalali_datetime(intake.saved_at), intake.last_by_name)

    @admin.display(description=_("Step"))
    def how_far(self, intake: Draft) -> str:
        return f"{format_number(intake.step)} / {format_number(LAST)}"
