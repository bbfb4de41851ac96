"""The queue of likely duplicates on the staff site, and the addresses of one pair."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, TextField, When
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.requests import signed_in
from files.exporting import ExportColumn
from imports.duplicates import pages
from imports.duplicates.filters import PairFilter
from imports.duplicates.models import DuplicatePair, PairState
from imports.duplicates.rules import all_rules, rules_of
from imports.duplicates.words import likelihood, reasons
from imports.registry import of_kinds, registry_of
from persian.templatetags.persian import jalali
from persian.text import fold_words
from screens.admin import OfficeAdmin
from screens.listing_cells import two_lines
from screens.saved_filters import ListTab

View = Callable[..., HttpResponse]


@admin.register(DuplicatePair)
class DuplicatePairAdmin(OfficeAdmin):
    """Pairs are found by the engine and decided on their page; nobody types or deletes one."""

    filterset_class = PairFilter
    search_fields = ("kind",)  # the names of the rows, in fact: see below
    search_help_text = _("A part of either name")
    ordering = ("-score", "id")
    list_select_related = ("province",)
    list_display_links = ("names",)
    sortable_by = ("likelihood", "when")
    empty_list_icon = "content_copy"
    empty_list_text = _(
        "Registered rows that may be the same will stand here. "
        "They are looked for after each import, and when a name is registered or changed."
    )
    list_tabs = (
        ListTab(_("To be decided")),
        ListTab(_("Told apart"), f"state={PairState.DIFFERENT.value}"),
    )

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        listed: list[Any] = ["names", "places", "likelihood", "why", "when"]
        if signed_in(request).province_id is None:
            listed.insert(1, "province")
        return listed

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[DuplicatePair]:
        kinds = [
            rules.kind for rules in all_rules() if request.user.has_perm(rules.view_permission)
        ]
        queryset: QuerySet[DuplicatePair] = super().get_queryset(request)
        return queryset.filter(kind__in=kinds, pk__in=DuplicatePair.objects.registered())

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Pairs of which either name holds every word of the search, in any spelling."""
        words = fold_words(search_term)
        found = Q()
        for rules in all_rules():
            rows = rules.model._default_manager.order_by()
            for word in words:
                rows = rows.filter(**{f"{rules.name}__contains": word})
            keys = rows.values("pk")
            found |= Q(Q(first_id__in=keys) | Q(second_id__in=keys), kind=rules.kind)
        return (queryset.filter(found) if words else queryset), False

    def prepare_page(self, page: Any) -> Any:
        """The pairs of the page with their rows, of each registry in one question."""
        pairs = list(page)
        for rules in all_rules():
            mine = [pair for pair in pairs if pair.kind == rules.kind]
            rows = rules.load({key for pair in mine for key in pair.keys})
            for pair in mine:
                # A row may have gone between the two questions.
                pair.both = [rows[key] for key in pair.keys if key in rows]
        return pairs

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        return (
            ExportColumn(of_kinds(), _("Registry")),
            ExportColumn(_names("first_id"), _("Name of the first")),
            ExportColumn(_names("second_id"), _("Name of the second")),
            ExportColumn("province__name", _("Province")),
            *map(ExportColumn, ("state", "found_at", "decider_name", "decided_at")),
        )

    # -- columns -------------------------------------------------------------------------------

    @admin.display(description=_("Names"))
    def names(self, pair: object) -> SafeString:
        return _of_both(pair, str)

    @admin.display(description=_("County"))
    def places(self, pair: Any) -> SafeString:
        column = rules_of(pair.kind).place.removesuffix("_id")
        return _of_both(pair, lambda row: str(getattr(row, column) or "—"))

    @admin.display(description=_("Likelihood"), ordering="score")
    def likelihood(self, pair: DuplicatePair) -> SafeString:
        return likelihood(pair)

    @admin.display(description=_("Why"))
    def why(self, pair: DuplicatePair) -> str:
        return reasons(pair)

    @admin.display(description=_("Found or decided"), ordering="found_at")
    def when(self, pair: DuplicatePair) -> SafeString | str:
        if pair.decided_at is None:
            return jalali(pair.found_at)
        return two_lines(jalali(pair.decided_at), pair.decider_name or "—")

    # -- addresses -----------------------------------------------------------------------------

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: object = None
    ) -> HttpResponse:
        return self._of_pair(pages.show)(request, object_id)

    def get_urls(self) -> list[URLPattern]:
        views = (("merge", pages.merge), ("different", pages.different), ("reopen", pages.reopen))
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(require_POST(self._of_pair(view))),
                name=f"imports_duplicatepair_{name}",
            )
            for name, view in views
        ]
        unused = ("add", "delete", "history")
        names = {f"imports_duplicatepair_{name}" for name in unused}
        return [*own, *(url for url in super().get_urls() if url.name not in names)]

    def _of_pair(self, view: View) -> View:
        """The view, on pairs in scope both of whose rows are registered."""

        def of_pair(request: HttpRequest, pk: Any) -> HttpResponse:
            if not self.has_view_permission(request):
                raise PermissionDenied
            pair = None
            if str(pk).isdecimal() and len(str(pk)) < 19:
                pair = self.get_queryset(request).filter(pk=int(pk)).first()
            if pair is None:
                raise Http404
            return view(self, request, pair)

        return of_pair


def _names(key: str) -> Case:
    """What the rows are called whose keys stand in a column of the pairs."""
    found = (
        When(
            kind=rules.kind,
            then=Subquery(
                rules.model._default_manager.order_by()
                .filter(pk=OuterRef(key))
                .values(registry_of(rules.kind).folded_from)
            ),
        )
        for rules in all_rules()
    )
    return Case(*found, output_field=TextField())


def _of_both(pair: Any, show: Callable[[Any], str]) -> SafeString:
    """A line for each of the two; they weigh the same."""
    lines = format_html_join("", "<span>{}</span>", ((show(row),) for row in pair.both))
    return format_html('<span class="cell-lines">{}</span>', lines)
