"""Tabs above a list: the ones it comes with, and the filters that a person saved under a name."""

from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import signed_in
from screens.addresses import list_query
from screens.list_admin import ListAdmin
from screens.models import SavedFilter

MOST_SAVED = 20  # tabs of one person on one list


@dataclass(frozen=True)
class ListTab:
    """A tab that a list comes with: its title and the filters behind it."""

    title: Any
    query: str = ""


@dataclass(frozen=True)
class ShownTab:
    title: str
    address: str
    is_active: bool
    saved: SavedFilter | None = None


class NameForm(forms.ModelForm):
    class Meta:
        model = SavedFilter
        fields = ("name",)


class TabbedAdmin(ListAdmin, Protocol):
    """A list with tabs of its own."""

    def get_list_tabs(self, request: HttpRequest) -> tuple[ListTab, ...]: ...


def list_name(model_admin: ListAdmin) -> str:
    return str(model_admin.opts.label_lower)


def of_list(request: HttpRequest, model_admin: ListAdmin) -> list[SavedFilter]:
    """The person's own filters of this list; row security shows nobody else's."""
    return list(SavedFilter.objects.filter(list_name=list_name(model_admin), user=request.user.pk))


def tabs(request: HttpRequest, model_admin: TabbedAdmin, query: str) -> list[ShownTab]:
    """All tabs of a list; the one whose filters are in force is active."""
    shown = [
        ShownTab(str(tab.title), f"?{tab.query}", list_query(QueryDict(tab.query)) == query)
        for tab in model_admin.get_list_tabs(request)
    ]
    shown += [
        ShownTab(saved.name, f"?{saved.query}", saved.query == query, saved)
        for saved in of_list(request, model_admin)
    ]
    return shown


def urls(model_admin: ListAdmin) -> list[URLPattern]:
    """The addresses at which a person keeps filters of this list."""
    name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}_savedfilter"

    def view(function: Any) -> Any:
        def call(request: HttpRequest, **kwargs: object) -> HttpResponse:
            if not model_admin.has_view_permission(request):
                raise Http404
            return function(model_admin, request, **kwargs)

        return model_admin.admin_site.admin_view(require_POST(call))

    return [
        path("saved-filters/add/", view(_save), name=f"{name}_add"),
        path("saved-filters/<int:pk>/rename/", view(_rename), name=f"{name}_rename"),
        path("saved-filters/<int:pk>/delete/", view(_delete), name=f"{name}_delete"),
    ]


def _save(model_admin: ListAdmin, request: HttpRequest) -> HttpResponse:
    query = list_query(QueryDict(request.POST.get("query", "")))
    saved = SavedFilter(
        user_id=signed_in(request).pk, list_name=list_name(model_admin), query=query
    )
    if len(of_list(request, model_admin)) >= MOST_SAVED:
        text = _("You have %(count)s saved filters on this list. Delete one of them first.")
        messages.error(request, text % {"count": MOST_SAVED})
    elif not query:
        messages.error(request, _("There is no filter to save. Filter the list first."))
    else:
        _keep(request, saved)
    return _back(model_admin, query)


def _rename(model_admin: ListAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    saved = _own(model_admin, request, pk)
    _keep(request, saved)
    return _back(model_admin, saved.query)


def _delete(model_admin: ListAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    saved = _own(model_admin, request, pk)
    saved.delete()
    messages.success(request, _("The saved filter “%(name)s” was deleted.") % {"name": saved.name})
    return _back(model_admin, list_query(QueryDict(request.POST.get("query", ""))))


def _own(model_admin: ListAdmin, request: HttpRequest, pk: int) -> SavedFilter:
    found = next((saved for saved in of_list(request, model_admin) if saved.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _keep(request: HttpRequest, saved: SavedFilter) -> None:
    """Save under the posted name, or say why that cannot be."""
    form = NameForm(request.POST, instance=saved)
    try:
        if form.is_valid():
            saved.full_clean(exclude=["user"])
            with transaction.atomic():
                saved.save()
            text = _("The filter was saved as “%(name)s”.") % {"name": saved.name}
            messages.success(request, text)
        else:
            for error in form.errors.get("name", [_("Give the filter a name.")]):
                messages.error(request, str(error))
    except (ValidationError, IntegrityError) as error:
        taken = _("You have a saved filter of this name on this list.")
        found = getattr(error, "messages", None) or [taken]
        for message in found:
            messages.error(request, message)


def _back(model_admin: ListAdmin, query: str) -> HttpResponse:
    opts = model_admin.opts
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    return HttpResponseRedirect(f"{address}?{query}" if query else address)
