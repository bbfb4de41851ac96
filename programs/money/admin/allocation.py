"""Allocations on the staff site."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from imports.registry import registry_of
from persian.dates import format_jalali
from persian.numbers import format_rial, persian_digits
from persian.text import fold_words
from programs.money.badges import state_badge
from programs.money.filters import AllocationFilter
from programs.money.models import Allocation
from programs.money.services.reading import tracks
from programs.money.views import allocation as pages
from programs.money.views import open_data, source, steps
from screens.history import Track
from screens.list_totals import ListTotal
from screens.listing_cells import meter, two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(Allocation)
class AllocationAdmin(RecordAdmin):
    """What agencies and NGOs were given, from the request to the last verification."""

    pages = {"detail": pages.detail, **steps.PAGES}
    filterset_class = AllocationFilter
    search_fields = ("purpose",)
    search_help_text = _("Name of the agency or the NGO")
    ordering = ("-year", "-id")
    list_select_related = ("ngo", "counterpart", "priority")
    list_display = ("who", "of_year", "standing", "given", "is_paid", "is_spent", "checked", "left")
    sortable_by = ("of_year", "given")
    empty_list_icon = "account_balance_wallet"
    empty_list_text = _("The money that agencies and NGOs are given will stand here.")
    list_totals = (
        ListTotal(_("Allocated"), "allocated", format_rial),
        ListTotal(_("Paid"), "paid", format_rial),
        ListTotal(_("Spent"), "spent", format_rial),
        ListTotal(_("Verified"), "verified", format_rial),
    )
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Asked for"), "state=asked"),
        ListTab(_("To be paid"), "waits=payment"),
        ListTab(_("Payments without documents"), "waits=documents"),
        ListTab(_("To be verified"), "waits=verification"),
    )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(source.priorities))
        sums = path("priorities/", view, name="money_allocation_priorities")
        wrap = self.admin_site.admin_view
        public = [
            path("open-data/", wrap(partial(open_data.page)), name="money_allocation_open_data"),
            path(
                "open-data/<slug:form>/", wrap(partial(open_data.file)),
                name="money_allocation_open_data_file",
            ),
        ]  # fmt: skip
        return [sums, *public, *super().get_urls()]

    def get_list_links(self, request: HttpRequest, query: str) -> list[dict[str, object]]:
        links = super().get_list_links(request, query)
        if request.user.has_perm(open_data.PERMISSION):
            address = reverse("admin:money_allocation_open_data")
            links.append({"title": gettext("Open data (360Giving)"), "address": address})
        return links

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        """The registry's, so that what was exported can be imported again, and what files do not
        say of an allocation."""
        more = (
            ExportColumn("ngo__name", _("NGO")),
            ExportColumn("state"),
            ExportColumn("allocated", _("Allocated by entries (rial)")),
            ExportColumn("paid", _("Paid (rial)")),
            ExportColumn("verified", _("Verified (rial)")),
            ExportColumn(F("allocated") - F("spent"), _("Left (rial)")),
            ExportColumn("asked_on"),
            ExportColumn("asked_by_name"),
            ExportColumn("approved_on"),
            ExportColumn("approved_by_name"),
            ExportColumn("county__name", _("County")),
        )
        return (*registry_of("funding").export_columns(), *more)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        return pages.add(request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """By the name of who is given the money, in any spelling."""
        for word in fold_words(search_term):
            queryset = queryset.filter(
                Q(ngo__search_text__holds=word) | Q(counterpart__name_key__holds=word)
            )
        return queryset, False

    def get_empty_list_link(self, request: HttpRequest) -> dict[str, object] | None:
        if not request.user.has_perm("money.add_allocation"):
            return None
        address = reverse("admin:money_allocation_add")
        return {"title": gettext("Ask for money"), "address": address, "icon": "add_card"}

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return tracks(obj.pk)

    @admin.display(description=_("Receiver"))
    def who(self, allocation: Allocation) -> SafeString:
        return two_lines(allocation.receiver, allocation.priority)

    @admin.display(description=_("Year"), ordering=F("year"))
    def of_year(self, allocation: Allocation) -> SafeString | str:
        year = persian_digits(allocation.year)
        asked = allocation.asked_on
        return two_lines(year, format_jalali(asked)) if asked else year

    @admin.display(description=_("State"))
    def standing(self, allocation: Allocation) -> SafeString:
        return state_badge(allocation.state)

    @admin.display(description=_("Allocated"), ordering=F("allocated"))
    def given(self, allocation: Allocation) -> SafeString | str:
        if allocation.allocated == allocation.amount:
            return format_rial(allocation.allocated)
        asked = gettext("of %(amount)s") % {"amount": format_rial(allocation.amount)}
        return two_lines(format_rial(allocation.allocated), asked)

    @admin.display(description=_("Paid"))
    def is_paid(self, allocation: Allocation) -> str:
        return format_rial(allocation.paid)

    @admin.display(description=_("Spent"))
    def is_spent(self, allocation: Allocation) -> str:
        return format_rial(allocation.spent)

    @admin.display(description=_("Verified"))
    def checked(self, allocation: Allocation) -> SafeString | str:
        if not allocation.spent:
            return "—"
        percent = 100 * allocation.verified // allocation.spent
        return meter(percent, format_rial(allocation.verified))

    @admin.display(description=_("Left"))
    def left(self, allocation: Allocation) -> str:
        return format_rial(allocation.left)
