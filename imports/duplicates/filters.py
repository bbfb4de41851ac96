"""What narrows the queue of likely duplicates."""

from typing import Any

import django_filters
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.models import Province
from imports.duplicates.models import DuplicatePair, PairState
from screens.filters import AnyOf, FilterForm

# A merged pair is one row, which tells of it in its history.
_SHOWN = [(state.value, state.label) for state in (PairState.OPEN, PairState.DIFFERENT)]


def _provinces() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Province.objects.values_list("pk", "name")]


class PairFilter(django_filters.FilterSet):
    """Pairs by state and province; those that wait, where no state is asked for."""

    state = AnyOf(label=_("State"), choices=_SHOWN)
    province = AnyOf(label=_("Province"), field_name="province_id", choices=_provinces)

    class Meta:
        model = DuplicatePair
        form = FilterForm
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entered = scope.current()
        if entered is not None and entered.province is not None:
            del self.filters["province"]  # there is one only

    def filter_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if not self.form.cleaned_data.get("state"):
            queryset = queryset.filter(state=PairState.OPEN)
        return super().filter_queryset(queryset)
