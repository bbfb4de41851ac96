"""What the list of women can be narrowed by: nothing that a record would tell.

Who asks for all whose husbands are in prison would learn it of each without opening a record.
"""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import scope
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.words import RecordState
from screens.filters import AnyOf, FilterForm
from screens.filters_by_place import OfPlaces


class WomanFilter(OfPlaces):
    caseload = django_filters.ChoiceFilter(
        label=_("Caseload"),
        choices=[("mine", _("My caseload")), ("nobody", _("Without a case worker"))],
        empty_label=_("All"),
        method="in_caseload",
    )
    state = AnyOf(label=_("State"), choices=RecordState.choices)
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))

    class Meta:
        model = Beneficiary
        fields: list[str] = []
        form = FilterForm

    def in_caseload(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "nobody":
            return queryset.filter(case_worker=None)
        place = scope.current()
        mine = Q(case_worker=place.user) if value and place else Q()
        return queryset.filter(mine)
