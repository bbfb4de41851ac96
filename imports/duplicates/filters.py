"""What narrows the queue of likely duplicates."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from imports.duplicates.models import DuplicatePair, PairState
from imports.filters import ProvinceFilter
from screens.filters import AnyOf, FilterForm

# A merged pair is one row, which tells of it in its history.
_SHOWN = [(state.value, state.label) for state in (PairState.OPEN, PairState.DIFFERENT)]


class PairFilter(ProvinceFilter):
    """Pairs by state and province; those that wait, where no state is asked for."""

    state = AnyOf(label=_("State"), choices=_SHOWN)

    class Meta:
        model = DuplicatePair
        form = FilterForm
        fields: list[str] = []

    def filter_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if not self.form.cleaned_data.get("state"):
            queryset = queryset.filter(state=PairState.OPEN)
        return super().filter_queryset(queryset)
