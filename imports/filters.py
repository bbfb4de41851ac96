"""What narrows the lists of imports."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.models import Province
from imports.models import Run, State
from imports.registry import registries
from screens.filters import AnyOf, FilterForm


def _kinds() -> list[tuple[str, Any]]:
    return [(kind, registry.title) for kind, registry in registries().items()]


def _provinces() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Province.objects.values_list("pk", "name")]


class ProvinceFilter(django_filters.FilterSet):
    """Rows of offices by province, for those who see several."""

    province = AnyOf(label=_("Province"), field_name="province_id", choices=_provinces)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        entered = scope.current()
        if entered is not None and entered.province is not None:
            del self.filters["province"]  # there is one only


class RunFilter(ProvinceFilter):
    """Imports by state, registry and province."""

    state = AnyOf(label=_("State"), choices=State.choices)
    kind = AnyOf(label=_("Registry"), choices=_kinds)

    class Meta:
        model = Run
        form = FilterForm
        fields: list[str] = []
