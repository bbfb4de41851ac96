"""Agreements on the staff site."""

from typing import Any

from django.contrib import admin
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, OuterRef, QuerySet, Subquery, TextField
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from persian.dates import format_jalali
from programs.projects.badges import agreement_badge
from programs.projects.filters import AgreementFilter
from programs.projects.models import Agreement, Party
from programs.projects.parts import AGREEMENT_PARTS
from programs.projects.services.agreements import tracks
from programs.projects.views import agreement as views
from screens.history import Track
from screens.listing_cells import two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


def _parties() -> Subquery:
    named = (
        Party.objects.filter(agreement=OuterRef("pk"))
        .order_by()
        .values("agreement")
        .annotate(named=StringAgg("name", delimiter="، ", order_by=("pk",)))
        .values("named")
    )
    return Subquery(named, output_field=TextField())


@admin.register(Agreement)
class AgreementAdmin(RecordAdmin):
    """What offices have agreed with NGOs and others."""

    pages = {"detail": views.detail}
    parts = AGREEMENT_PARTS
    form_page = views.FORM
    filterset_class = AgreementFilter
    search_fields = ("title", "number", "parties__name")
    search_help_text = _("Subject, number or party")
    ordering = ("ends_on", "id")
    list_select_related = ("county", "province", "program")
    list_display = ("what", "with_whom", "state_badge", "until", "place")
    sortable_by = ("until",)
    export_columns = (
        "title", "number",
        ExportColumn(_parties(), _("Parties")),
        ExportColumn("program__title", _("Program")),
        ExportColumn("county__name", _("County")),
        "signed_on", "starts_on", "ends_on", "ended_on", "amount", "terms",
    )  # fmt: skip
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("In force"), "state=in_force"),
        ListTab(_("Ends soon"), "state=expiring"),
        ListTab(_("Over"), "state=over"),
    )
    empty_list_icon = "handshake"
    empty_list_text = _("The agreements of your office with NGOs and others will stand here.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Agreement]:
        return super().get_queryset(request).annotate(party_names=_parties())

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return tracks(obj.pk)

    @admin.display(description=_("Subject"))
    def what(self, agreement: Agreement) -> SafeString:
        return two_lines(agreement.title, agreement.program or "")

    @admin.display(description=_("Parties"))
    def with_whom(self, agreement: Any) -> str:
        return agreement.party_names or "—"

    @admin.display(description=_("State"))
    def state_badge(self, agreement: Agreement) -> SafeString:
        return agreement_badge(agreement)

    @admin.display(description=_("Holds until"), ordering=F("ends_on"))
    def until(self, agreement: Agreement) -> str:
        return format_jalali(agreement.ends_on)

    @admin.display(description=_("County"))
    def place(self, agreement: Agreement) -> str:
        return str(agreement.county or agreement.province)
