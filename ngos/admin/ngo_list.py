"""The NGO list: what the office opens in the morning."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.requests import signed_in
from accounts.scope import Kind
from files.exporting import ExportColumn
from imports.registry import registry_of
from ngos import completeness
from ngos.admin.ngo_actions import NGOActions
from ngos.badges import status_badge
from ngos.filters.ngo import NGOFilter
from ngos.models import NGO
from ngos.personal_data import sees_personal_data
from ngos.standing import Standing, alert_days_of_row, standing_badge, standing_of_ngo
from persian.dates import format_jalali
from persian.identifiers import IdentifierError, clean_mobile
from persian.numbers import format_number
from persian.templatetags.persian import days_left
from screens.admin import OfficeAdmin
from screens.listing import EmptyLast
from screens.listing_cells import identifier, masked, meter, two_lines
from screens.saved_filters import ListTab

# What the list shows; long texts and the search column stay in the database.
SHOWN = (
    "name", "activity_level", "issuer", "field__name", "county__name", "status", "licence_no",
    "licence_expires_on", "ceo_name", "phone", "mobile", "member_count", "founded_on", "legal_id",
    "registration_no", "address",
)  # fmt: skip


class NGOList(NGOActions, OfficeAdmin):
    """The list of NGOs: columns, filters, search, tabs, actions and export."""

    filterset_class = NGOFilter
    export_permission = "ngos.export_ngo"
    paper_columns = (
        "name", "county__name", "field__name", "status", "ceo_name", "phone", "licence_no",
        "licence_expires_on",
    )  # fmt: skip
    folded_search_field = "search_text"
    search_fields = ("search_text",)
    search_help_text = _("Name, legal ID, licence number, phone or CEO")
    ordering = ("sort_key", "id")
    list_select_related = ("county", "field")
    sortable_by = (
        "title", "county_name", "licence", "status_state", "members", "foundation",
    )  # fmt: skip
    empty_list_icon = "diversity_2"
    empty_list_text = _(
        "The NGOs of your office will stand here. "
        "Import the register that you have, or add NGOs one by one."
    )

    list_display = (
        "title", "county_name", "status_state", "licence", "contact", "members", "foundation",
        "known",
    )  # fmt: skip

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Whoever may see mobile numbers finds an NGO by a whole one, however it is written."""
        if sees_personal_data(request.user):
            try:
                return queryset.filter(mobile=clean_mobile(search_term)), False
            except IdentifierError:
                pass  # not a mobile number: a name, or another number
        return super().get_search_results(request, queryset, search_term)

    def get_list_tabs(self, request: HttpRequest) -> tuple[ListTab, ...]:
        tabs = [
            ListTab(gettext("All")),
            ListTab(gettext("Licence expiring"), "licence=expiring"),
            ListTab(gettext("Expired"), "licence=expired"),
            ListTab(gettext("Without a county"), "lacking=county"),
            ListTab(gettext("Incomplete"), "lacking=any"),
        ]
        # Rows without a county are the province's alone.
        if signed_in(request).scope_kind == Kind.COUNTY:
            del tabs[3]
        return tuple(tabs)

    def prepare_page(self, page: QuerySet[NGO]) -> QuerySet[NGO]:
        return page.only(*SHOWN).annotate(alert_days=alert_days_of_row())

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        """The registry's, so that what was exported can be imported again, and what files do not
        change."""
        more = ("status_since", "status_reason", "is_charity")
        return (*registry_of("ngos").export_columns(), *map(ExportColumn, more))

    # -- columns -------------------------------------------------------------------------------

    @admin.display(description=_("Name"), ordering="sort_key")
    def title(self, ngo: NGO) -> SafeString:
        level = ngo.get_activity_level_display() or gettext("Level unknown")
        return two_lines(ngo.name, f"{level} · {ngo.field.name}")

    @admin.display(description=_("County"), ordering=EmptyLast("county__sort_key"))
    def county_name(self, ngo: NGO) -> str | SafeString:
        return ngo.county.name if ngo.county else _nothing(gettext("Without a county"))

    @admin.display(description=_("Status"), ordering="status")
    def status_state(self, ngo: NGO) -> SafeString:
        return status_badge(ngo.status)

    @admin.display(description=_("Licence"), ordering=EmptyLast("licence_expires_on"))
    def licence(self, ngo: Any) -> SafeString:
        standing = standing_of_ngo(ngo, alert_days=ngo.alert_days)
        if ngo.licence_expires_on is None:
            return standing_badge(standing)
        when = format_jalali(ngo.licence_expires_on)
        if standing == Standing.EXPIRING:
            when = f"{when} · {days_left(ngo.licence_expires_on)}"
        return two_lines(standing_badge(standing), when)

    @admin.display(description=_("Members"), ordering=EmptyLast("member_count"))
    def members(self, ngo: NGO) -> str:
        return "—" if ngo.member_count is None else format_number(ngo.member_count)

    @admin.display(description=_("Founded on"), ordering=EmptyLast("founded_on"))
    def foundation(self, ngo: NGO) -> str:
        return format_jalali(ngo.founded_on) if ngo.founded_on else "—"

    @admin.display(description=_("Completeness"))
    def known(self, ngo: NGO) -> SafeString:
        lacking = completeness.missing(ngo)
        names = "، ".join(str(part.label) for part in lacking)
        title = f"{gettext('Lacking')}: {names}" if lacking else gettext("Complete")
        return meter(completeness.percent_without(lacking), title)

    @admin.display(description=_("CEO and phone"))
    def contact(self, ngo: NGO) -> SafeString:
        return contact_of(ngo)

    def get_empty_list_link(self, request: HttpRequest) -> dict[str, object] | None:
        if not request.user.has_perm("imports.add_run"):
            return None
        address = reverse("admin:imports_run_changelist")
        return {"title": gettext("Import a register"), "address": address, "icon": "upload_file"}


def _nothing(text: str) -> SafeString:
    return format_html('<span class="cell-quiet">{}</span>', text)


def contact_of(ngo: NGO) -> SafeString:
    """An NGO's CEO and the phone by which to reach them.

    A mobile number is masked in lists for everybody: its NGO's page shows it, and logs that it did.
    """
    number = masked(ngo.mobile) if ngo.mobile and not ngo.phone else identifier(ngo.phone)
    return two_lines(ngo.ceo_name or "—", number)
