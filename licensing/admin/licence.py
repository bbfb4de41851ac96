"""Licences on the staff site: the list, the queue of those that end soon, and their pages."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from files.exporting import ExportColumn
from imports.registry import registry_of
from licensing.filters.licences import LicenceFilter
from licensing.models import Licence
from licensing.standing import standing_but_for_alerts, standing_of
from licensing.views.licences import extending, measures, page, printing
from ngos.admin.ngo_list import contact_of
from ngos.models import NGO
from ngos.standing import Standing, alert_days_of_row, standing_badge
from persian.dates import format_jalali
from persian.templatetags.persian import days_left
from persian.text import canonical, fold_words
from screens.admin import OfficeAdmin
from screens.history import Track
from screens.listing import EmptyLast
from screens.listing_cells import identifier, two_lines
from screens.saved_filters import ListTab


@admin.register(Licence)
class LicenceAdmin(OfficeAdmin):
    """Licences are issued, suspended and revoked on pages of their own; nobody edits or deletes
    one here."""

    filterset_class = LicenceFilter
    search_fields = ("number",)
    search_help_text = _("Number of the licence, or name of the NGO")
    ordering = ("-issued_on", "-id")
    list_display_links = ("title",)
    list_select_related = ("ngo", "ngo__county")
    sortable_by = ("title", "ngo_name", "issue", "expiry")
    actions = ()
    actions_list = ("extend",)
    empty_list_icon = "workspace_premium"
    empty_list_text = _(
        "The licences of your office will stand here. Record the present ones from the list of "
        "NGOs, or issue new ones on applications."
    )
    list_tabs = (
        ListTab(gettext_lazy("All")),
        ListTab(gettext_lazy("Valid"), "standing=valid&standing=expiring"),
        ListTab(gettext_lazy("Expiring"), "o=4&standing=expiring"),
        ListTab(gettext_lazy("Expired"), "standing=expired"),
        ListTab(gettext_lazy("Suspended"), "standing=suspended"),
        ListTab(gettext_lazy("Suspension to be settled"), "suspension=over"),
    )

    list_display = ("title", "ngo_name", "standing", "issue", "expiry", "contact")

    # -- the list --------------------------------------------------------------------------------

    @admin.display(description=_("CEO and phone"))
    def contact(self, licence: Licence) -> SafeString:
        return contact_of(licence.ngo)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Licence | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Licence | None = None) -> bool:
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Licence], search_term: str
    ) -> tuple[QuerySet[Licence], bool]:
        """A part of the number, or words of the NGO's name in any spelling."""
        term = canonical(search_term)
        if not term:
            return queryset, False
        ngos = NGO.objects.all()
        for word in fold_words(term):
            ngos = ngos.filter(search_text__holds=word)
        return queryset.filter(Q(number__contains=term) | Q(ngo__in=ngos.values("pk"))), False

    def has_extend_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("licensing.extend_licences")

    @action(
        description=_("Extend by a resolution"),
        url_path="extend",
        icon="update",
        permissions=["extend"],
    )
    def extend(self, request: HttpRequest) -> HttpResponse:
        return extending.extend(request)

    def get_empty_list_link(self, request: HttpRequest) -> dict[str, object] | None:
        if not request.user.has_perm("licensing.add_licence"):
            return None
        address = reverse("admin:ngos_ngo_changelist")
        return {"title": gettext("Go to the list of NGOs"), "address": address, "icon": "list"}

    def prepare_page(self, page: QuerySet[Licence]) -> QuerySet[Licence]:
        hidden = ("ngo__search_text", "ngo__sort_key", "ngo__name_key", "ngo__notes", "notes")
        return page.defer(*hidden).annotate(alert_days=alert_days_of_row())

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        """The registry's, so that what was exported can be imported again, and what came of the
        licences since: their state is that of today; how soon one expires is told by its day."""
        state = ExportColumn(standing_but_for_alerts(), _("State"))
        more = (
            "state_since", "suspended_until", "state_reason", "extended_by",
            "application__tracking_code", "notes",
        )  # fmt: skip
        return (*registry_of("licences").export_columns(), state, *map(ExportColumn, more))

    @admin.display(description=_("Licence"), ordering="number")
    def title(self, licence: Licence) -> SafeString:
        return two_lines(identifier(licence.number), licence.get_kind_display())

    @admin.display(description=_("NGO"), ordering="ngo__sort_key")
    def ngo_name(self, licence: Licence) -> SafeString:
        ngo = licence.ngo
        place = ngo.county.name if ngo.county else gettext("Without a county")
        level = ngo.get_activity_level_display() or gettext("Level unknown")
        return two_lines(ngo.name, f"{level} · {place}")

    @admin.display(description=_("State"))
    def standing(self, licence: Any) -> SafeString:
        return standing_badge(standing_of(licence, alert_days=licence.alert_days))

    @admin.display(description=_("Issued on"), ordering="issued_on")
    def issue(self, licence: Licence) -> str:
        return format_jalali(licence.issued_on)

    @admin.display(description=_("Expires on"), ordering=EmptyLast("expires_on"))
    def expiry(self, licence: Any) -> SafeString | str:
        if licence.expires_on is None:
            return "—"
        when = format_jalali(licence.expires_on)
        standing = standing_of(licence, alert_days=licence.alert_days)
        if standing != Standing.EXPIRING:
            return when
        return two_lines(when, days_left(licence.expires_on))

    # -- pages -----------------------------------------------------------------------------------

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        return page.show(request, object_id)

    def history_tracks(self, request: HttpRequest, obj: Licence) -> list[Track]:
        return [page.track_of(obj)]

    def get_urls(self) -> list[URLPattern]:
        def office(view: Any, **fixed: Any) -> Any:
            return self.admin_site.admin_view(partial(view, **fixed) if fixed else view)

        own = [
            path("<int:pk>/print/", office(printing.show), name="licensing_licence_print"),
            path("<int:pk>/correct/", office(measures.correct), name="licensing_licence_correct"),
            path("of/<int:pk>/", office(measures.issue), name="licensing_application_sign"),
            path("to/<int:ngo_pk>/", office(measures.add), name="licensing_licence_add_to"),
        ]
        own += [
            path(
                f"<int:pk>/{measure.name}/",
                office(measures.take, measure=measure),
                name=f"licensing_licence_{measure.name}",
            )
            for measure in measures.MEASURES
        ]
        unused = ("licensing_licence_add", "licensing_licence_delete")
        return [*own, *(url for url in super().get_urls() if url.name not in unused)]
