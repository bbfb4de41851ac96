"""What every list and form of the staff site has in common."""

from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.urls.resolvers import URLPattern
from django_stubs_ext import StrOrPromise

from files.disk import DiskFull
from persian.text import fold_words
from persian.widgets import JalaliDateWidget
from screens import saved_filters
from screens.deleting import StillNamed, delete_whole
from screens.exports.screen import ListExport
from screens.history_view import HistoryMixin
from screens.list_totals import ListTotal, written_totals
from screens.listing import BoundedPaginator, OfficeChangeList
from screens.office_forms import OfficeModelForm
from screens.saved_filters import ListTab
from screens.widgets import FORM_FIELDS

# What Django brings with each page to make a field's value out of another's: fifty kilobytes.
_PREPOPULATING = frozenset(
    f"admin/js/{name}.js" for name in ("urlify", "prepopulate", "vendor/xregexp/xregexp.min")
)


class OfficeAdmin(HistoryMixin, ListExport):
    """Base of all staff screens: Persian search and filters, no second log beside the history."""

    list_per_page = 50
    list_filter_submit = True
    warn_unsaved_form = True
    show_full_result_count = False
    paginator: type[Paginator] = BoundedPaginator
    change_list_template = "screens/change_list.html"
    formfield_overrides = FORM_FIELDS
    form = OfficeModelForm

    # The generated column with the folded text of a row, where there is one.
    folded_search_field: str | None = None
    # The FilterSet that narrows the list; shared with exports and reports.
    filterset_class: type[django_filters.FilterSet] | None = None
    list_tabs: tuple[ListTab, ...] = ()
    # What the rows of a narrowed list sum to, so that a figure can be found again in its rows.
    list_totals: tuple[ListTotal, ...] = ()
    # What would be in the list, said while there is nothing in it.
    empty_list_text: Any = ""
    empty_list_icon = "inbox"

    class Media:
        css = {"all": ["screens/list.css"]}
        js = [forms.Script("screens/list.js", defer=True)]

    @property
    def media(self) -> forms.Media:
        media = super().media
        if not self.prepopulated_fields:
            scripts = [each for each in media._js if each not in _PREPOPULATING]
            media = forms.Media(css=media._css, js=scripts)
        return media + JalaliDateWidget().media if self.filterset_class else media

    # -- the list ------------------------------------------------------------------------------

    def get_changelist(self, request: HttpRequest, **kwargs: object) -> type[OfficeChangeList]:
        return OfficeChangeList

    def get_list_tabs(self, request: HttpRequest) -> tuple[ListTab, ...]:
        """Tabs that the list comes with, for this person."""
        return self.list_tabs

    def get_empty_list_link(self, request: HttpRequest) -> dict[str, object] | None:
        """How to begin while the list is empty: `title`, `address` and `icon`, or nothing."""
        return None

    def prepare_page(self, page: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """The rows of one page as the list shows them: without the columns it does not."""
        return page

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        changelist = getattr(response, "context_data", None) and response.context_data.get("cl")
        if isinstance(changelist, OfficeChangeList):
            query = changelist.saved_query
            tabs = saved_filters.tabs(request, self, query)
            is_tab = any(tab.is_active for tab in tabs)
            response.context_data |= {
                "list_tabs": tabs,
                "can_save_filter": bool(query) and not is_tab and not changelist.problems,
                "list_totals": written_totals(self.list_totals, changelist),
                "list_links": self.get_list_links(request, query),
                "empty_list_link": self.get_empty_list_link(request),
            }
        return response

    def get_urls(self) -> list[URLPattern]:
        return [*saved_filters.urls(self), *super().get_urls()]

    # -- the form ------------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, **kwargs)
        form.met = getattr(request, "met_at_saving", None)
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> Any:
        """The form; what only saving meets comes back as an error of the form.

        That is another person who stored the same a moment earlier, a row out of sight, a disk
        without room.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (IntegrityError, DiskFull) as error:
            request.met_at_saving = error  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    # -- search --------------------------------------------------------------------------------

    def get_search_fields(self, request: HttpRequest) -> Any:
        return (self.folded_search_field,) if self.folded_search_field else self.search_fields

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Rows that hold every word of the search, in any spelling.

        A word of three letters or more is found by the trigram index. Shorter ones alone are
        looked for along the order of the list, which stops when the page is full.
        """
        if self.folded_search_field is None:
            return super().get_search_results(request, queryset, search_term)
        for word in fold_words(search_term):
            queryset = queryset.filter(**{f"{self.folded_search_field}__holds": word})
        return queryset, False

    # -- deleting ------------------------------------------------------------------------------

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """What still names the row is listed; where that is out of sight, it is said."""
        try:
            response: HttpResponse = super().delete_view(request, object_id, extra_context)
        except StillNamed as refusal:
            messages.error(request, str(refusal))
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            response = HttpResponseRedirect(reverse(name, args=[object_id]))
        return response

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        delete_whole(obj)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """An address that names no column to find the row by (`_to_field=`) means its key."""
        return super().get_object(request, object_id, from_field or None)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: object, object_id: object
    ) -> Any:
        """A row outside the scope is absent, like one that never was."""
        raise Http404

    # -- history is kept by triggers, for every way a row may change ----------------------------

    def log_addition(self, request: HttpRequest, obj: object, message: StrOrPromise) -> None:
        return None

    def log_change(self, request: HttpRequest, obj: object, message: StrOrPromise) -> None:
        return None

    def log_deletions(self, request: HttpRequest, queryset: object) -> None:
        return None
