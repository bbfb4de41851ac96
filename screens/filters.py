"""The bridge from a django-filter FilterSet to the lists of the staff site.

A FilterSet is declared once (`<room>/filters.py`) and drives the screen, the export, reports and
commands alike. Its parameters are fields of one value or of several, named as in the address.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from unfold import widgets

from persian.forms import JalaliDateField, WholeNumberField
from persian.numbers import persian_digits
from screens.addresses import without


@dataclass(frozen=True)
class Chip:
    """One thing that narrows a list, in words, and the address of the list without it."""

    text: str
    address: str
    is_wrong: bool = False


class FilterForm(forms.Form):
    """The form of a FilterSet: checks that ranges run forwards, and looks like the theme."""

    # Pairs of fields of which the first may not exceed the second.
    ranges: tuple[tuple[str, str], ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "filter_%s")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Select):
                classes = widgets.SELECT_CLASSES
            elif isinstance(field.widget, forms.TextInput):
                classes = widgets.INPUT_CLASSES
            else:
                classes = []
            field.widget.attrs["class"] = " ".join(classes)

    @property
    def paired(self) -> set[str]:
        """Fields that stand side by side."""
        return {name for pair in self.ranges for name in pair}

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        for first, last in self.ranges:
            start, end = cleaned.get(first), cleaned.get(last)
            if start is not None and end is not None and start > end:
                self.add_error(last, _("The end of the range lies before its beginning."))
        return cleaned


class AnyOf(django_filters.MultipleChoiceFilter):
    """Rows whose column has one of the chosen values."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(*args, distinct=False, **kwargs)

    def filter(self, qs: models.QuerySet[Any], value: list[str]) -> models.QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class JalaliDateFilter(django_filters.Filter):
    """A day typed in the Jalali calendar."""

    field_class = JalaliDateField


class WholeNumberFilter(django_filters.Filter):
    """A whole number, as people type it."""

    field_class = WholeNumberField

    def __init__(self, *args: object, **kwargs: object) -> None:
        attrs = {"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs))
        super().__init__(*args, **kwargs)


class FilterSetFilter(admin.ListFilter):
    """One list filter that owns every parameter of the list's FilterSet."""

    title = _("Filters")
    template = "screens/filter_panel.html"

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[models.Model],
        model_admin: Any,
    ) -> None:
        super().__init__(request, params, model, model_admin)
        self.address = request.GET
        data = QueryDict(mutable=True)
        self.filterset = model_admin.filterset_class(data, queryset=model._default_manager.none())
        for name in self.filterset.filters:
            if name in params:
                data.setlist(name, [value for value in params.pop(name) if value.strip()])
        self.used_parameters = {name: values for name, values in data.lists() if values}
        self.filterset.data = data
        self.filterset.is_bound = True
        self.form = self.filterset.form
        self.is_valid = self.form.is_valid()

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str | None]:
        return list(self.filterset.filters)

    def choices(self, changelist: object) -> Iterator[Mapping[str, object]]:
        return iter(())

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        return self.filterset.filter_queryset(queryset) if self.is_valid else queryset.none()

    @property
    def problems(self) -> list[str]:
        """A sentence for each value that could not be read."""
        return [
            f"{self.form.fields[name].label}: {error}" if name in self.form.fields else str(error)
            for name, errors in self.form.errors.items()
            for error in errors
        ]

    @property
    def chips(self) -> list[Chip]:
        """A chip for each chosen value."""
        chips = []
        used: dict[str, Any] = self.used_parameters
        for name, values in used.items():
            field = self.form.fields[name]
            labels = {str(key): str(text) for key, text in getattr(field, "choices", ())}
            is_wrong = name in self.form.errors
            for value in values:
                shown = labels.get(value) or persian_digits(value)
                text = f"{field.label}: {shown}"
                chips.append(Chip(text, without(self.address, name, value), is_wrong))
        return chips
