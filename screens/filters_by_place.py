"""Filters by province and county, offered as far as the scope in force reaches."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.models import County, Province
from accounts.scope import Kind
from persian.numbers import is_key
from screens.filters import AnyOf


def _choices(places: QuerySet[Any]) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in places.values_list("pk", "name")]


class RecordsOfPlaces(AnyOf):
    """Rows whose key names one of the chosen records, which `records` finds; `titled` is the column
    by which people know them.

    On offer are those in the reader's sight; for the whole country, those of the chosen provinces.
    """

    def __init__(
        self, *args: object, records: Callable[[], QuerySet[Any]], titled: str, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.records, self.titled = records, titled

    def offer(self, data: QueryDict, name: str, *, is_national: bool) -> None:
        found = self.records()
        if is_national:
            provinces, chosen = (
                [int(key) for key in data.getlist(each) if is_key(key)]
                for each in ("province", name)
            )
            found = found.filter(Q(province__in=provinces) | Q(pk__in=chosen))
            if not provinces:
                self.extra["help_text"] = _("Choose a province first.")
        pairs = found.values_list("pk", self.titled)
        self.extra["choices"] = [(str(pk), title) for pk, title in pairs]


class OfPlaces(django_filters.FilterSet):
    """A FilterSet with filters called `province` and `county`, whatever columns they look at."""

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: object) -> None:
        super().__init__(data, queryset, **kwargs)
        place = scope.current()
        is_national = place is None or place.kind in (Kind.NATIONAL, Kind.SYSTEM)
        if not is_national:
            self.filters.pop("province", None)
        if place is not None and place.kind in (Kind.COUNTY, Kind.NGO):
            self.filters.pop("county", None)
        self._place = place
        self._is_national = is_national

    def counties(self) -> QuerySet[County]:
        """The counties on offer."""
        return County.objects.all()

    def get_form_class(self) -> type[forms.Form]:
        """The form, with the places and records there are: a query for each list of them."""
        data = self.data if isinstance(self.data, QueryDict) else QueryDict()
        for name, each in self.filters.items():
            if isinstance(each, RecordsOfPlaces):
                each.offer(data, name, is_national=self._is_national)
        if self._is_national:
            self.filters["province"].extra["choices"] = _choices(Province.objects.all())
            if "county" in self.filters:  # rows of a province alone have none
                return self._with_counties_by_province()
        if "county" in self.filters:
            own = self.counties().filter(province=self._place.province if self._place else None)
            self.filters["county"].extra["choices"] = _choices(own)
        return super().get_form_class()

    def _with_counties_by_province(self) -> type[forms.Form]:
        """The country has almost five hundred counties: show those of the chosen provinces."""
        found = list(
            self.counties()
            .order_by("province__sort_key", "sort_key")
            .values_list("pk", "name", "province", "province__name")
        )
        choices = {str(pk): f"{name} ({province})" for pk, name, _id, province in found}
        self.filters["county"].extra["choices"] = list(choices.items())
        form_class = super().get_form_class()
        data = self.data if isinstance(self.data, QueryDict) else QueryDict()
        provinces = set(data.getlist("province"))
        chosen = set(data.getlist("county"))
        field = form_class.base_fields["county"]
        field.widget.choices = [
            (str(pk), choices[str(pk)])
            for pk, _name, province, _province_name in found
            if str(province) in provinces or str(pk) in chosen
        ]
        if not provinces:
            field.help_text = _("Choose a province first.")
        return form_class
