"""The list behind every staff screen: its filters, its problems, its pages."""

from functools import cached_property
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import quote
from django.contrib.admin.views.main import ERROR_FLAG, SEARCH_VAR
from django.core.paginator import Paginator
from django.db.models import F, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from unfold.views import ChangeList

from persian.numbers import format_number
from persian.text import fold_words
from screens.addresses import list_query, without
from screens.filters import Chip, FilterSetFilter

# Counting stops here: a page costs the same among a thousand rows and among a million.
MOST_COUNTED = 10_000
LONGEST_SEARCH = 200
_SOME_KEY = 987_654_321


class BoundedPaginator(Paginator):
    """Counts exactly up to a bound. Beyond it the pages end there, and the list says so."""

    @cached_property
    def _counted(self) -> int:
        if isinstance(self.object_list, QuerySet):
            return self.object_list.order_by()[: MOST_COUNTED + 1].count()
        return len(self.object_list)

    @property
    def has_more(self) -> bool:
        """Whether there are more rows than were counted."""
        return self._counted > MOST_COUNTED

    @property
    def count(self) -> int:
        return min(self._counted, MOST_COUNTED)


class EmptyLast(F):
    """Orders by a column with its empty values last, upwards and downwards alike."""

    def asc(self, **kwargs: object) -> OrderBy:
        return super().asc(nulls_last=True)

    def desc(self, **kwargs: object) -> OrderBy:
        return super().desc(nulls_last=True)


class OfficeChangeList(ChangeList):
    """A change list driven by a FilterSet, which says what it could not understand.

    An address with an unknown filter or a value that cannot be read shows no row and the reason,
    never silently all rows.
    """

    page_num: int
    result_list: Any

    filterset_filter: FilterSetFilter | None = None

    def __init__(self, request: HttpRequest, *args: object, **kwargs: object) -> None:
        self.unknown_filters: list[str] = []
        self.get_data = request.GET
        super().__init__(request, *args, **kwargs)
        self.title = self.opts.verbose_name_plural

    def get_filters(self, request: HttpRequest) -> Any:
        """Rows are narrowed by the FilterSet alone: Django's own way would take any column of any
        related table from the address."""
        params = self.get_filters_params()
        if self.model_admin.filterset_class is None:
            self.unknown_filters = sorted(params)
            return [], False, {}, False, False
        self.filterset_filter = FilterSetFilter(request, params, self.model, self.model_admin)
        self.unknown_filters = sorted(params)
        return [self.filterset_filter], True, {}, False, bool(self.filterset_filter.chips)

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: object = None
    ) -> QuerySet[Any]:
        queryset = super().get_queryset(request, exclude_parameters)
        if self.unknown_filters or self.search_problem:
            return queryset.none()
        return queryset

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
        except IncorrectLookupParameters:  # a page behind the last one: rows went since
            paginator = self.model_admin.get_paginator(request, self.queryset, self.list_per_page)
            self.page_num = min(max(self.page_num, 1), paginator.num_pages)
            super().get_results(request)
        self.result_list = self.model_admin.prepare_page(self.result_list)

    def url_for_result(self, result: Model) -> str:
        """The row's page where its model has one, its form otherwise."""
        key: Any = getattr(result, self.pk_attname)
        if not isinstance(key, int) or key < 0:
            return self._address_of(key)
        before, after = self._around_key
        return f"{before}{key}{after}"

    @cached_property
    def _around_key(self) -> tuple[str, str]:
        """What stands around the number of a row in its address; the same for all rows."""
        before, _number, after = self._address_of(_SOME_KEY).rpartition(str(_SOME_KEY))
        return before, after

    def _address_of(self, key: Any) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        try:
            return reverse(f"{name}_detail", args=(key,))
        except NoReverseMatch:
            return reverse(f"{name}_change", args=(quote(key),))

    # -- what the page shows -------------------------------------------------------------------

    @property
    def search_problem(self) -> str:
        if len(self.query) > LONGEST_SEARCH:
            return _("The search is too long. Search for a part of the name or a number.")
        asked = self.get_data.get(SEARCH_VAR, "")
        if asked.strip() and not fold_words(self.query):
            return _("There is no letter or digit to search for.")
        return ""

    @cached_property
    def problems(self) -> list[str]:
        """Sentences on what in the address could not be understood."""
        found = [
            _("This list has no filter named “%(name)s”. The address may be old or mistyped.")
            % {"name": name}
            for name in self.unknown_filters
        ]
        if self.search_problem:
            found.append(self.search_problem)
        if self.filterset_filter:
            found += self.filterset_filter.problems
        if ERROR_FLAG in self.get_data:
            found.append(_("The address could not be understood, so the whole list is shown."))
        return found

    @cached_property
    def chips(self) -> list[Chip]:
        """What narrows the list, each with the address that takes it away."""
        chips = list(self.filterset_filter.chips) if self.filterset_filter else []
        if self.query:
            text = _("Search: %(query)s") % {"query": self.query[:60]}
            chips.insert(0, Chip(text, without(self.get_data, "q")))
        chips += [Chip(name, without(self.get_data, name), True) for name in self.unknown_filters]
        return chips

    @cached_property
    def saved_query(self) -> str:
        """The list's address without what is of this moment alone."""
        return list_query(self.get_data)

    @property
    def count_text(self) -> str:
        """«۱٬۸۰۰» or «بیش از ۱۰٬۰۰۰»."""
        text = format_number(self.result_count)
        has_more = getattr(self.paginator, "has_more", False)
        return _("more than %(count)s") % {"count": text} if has_more else text

    @property
    def page(self) -> Any:
        return self.paginator.page(self.page_num)

    @property
    def page_links(self) -> list[tuple[int | str, str]]:
        """Numbers of pages and their addresses; gaps have no address."""
        numbers = self.paginator.get_elided_page_range(self.page_num, on_each_side=2, on_ends=1)
        return [
            (number, self.get_query_string({"p": number}) if isinstance(number, int) else "")
            for number in numbers
        ]

    @property
    def previous_link(self) -> str:
        return self.get_query_string({"p": self.page_num - 1}) if self.page_num > 1 else ""

    @property
    def next_link(self) -> str:
        more = self.page_num < self.paginator.num_pages
        return self.get_query_string({"p": self.page_num + 1}) if more else ""
