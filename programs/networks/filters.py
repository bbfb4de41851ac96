"""What the list of networks can be narrowed by."""

from django.utils.translation import gettext_lazy as _

from programs.networks.models import Network, NetworkKind
from screens.filters import AnyOf, FilterForm
from screens.filters_by_place import OfPlaces


class NetworkFilter(OfPlaces):
    kind = AnyOf(label=_("Kind"), choices=NetworkKind.choices)
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))

    class Meta:
        model = Network
        fields: list[str] = []
        form = FilterForm
