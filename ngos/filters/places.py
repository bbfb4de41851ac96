"""Filters by place and field of activity, of NGOs and what hangs on them."""

from django import forms

from ngos.models import Field
from screens.filters_by_place import OfPlaces


class OfPlacesAndFields(OfPlaces):
    """A FilterSet that has a filter called `field` too."""

    def get_form_class(self) -> type[forms.Form]:
        fields = Field.objects.values_list("pk", "name")
        self.filters["field"].extra["choices"] = [(str(pk), name) for pk, name in fields]
        return super().get_form_class()
