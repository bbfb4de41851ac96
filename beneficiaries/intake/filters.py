"""What the list of intakes can be narrowed by."""

import django_filters

from beneficiaries.intake.models import Draft
from screens.filters import FilterForm


class DraftFilter(django_filters.FilterSet):
    class Meta:
        model = Draft
        fields: list[str] = []
        form = FilterForm
