"""What the licences can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from licensing.kinds import LicenceKind
from licensing.models import Licence
from licensing.models.licence import LicenceState
from licensing.standing import licence_is
from ngos.filters.places import OfPlacesAndFields
from ngos.models.ngo import ActivityLevel
from ngos.standing import OF_LICENCES, Standing
from persian.dates import today
from screens.filters import AnyOf, FilterForm, JalaliDateFilter


class LicenceFilterForm(FilterForm):
    ranges = (("issued_after", "issued_before"), ("expires_after", "expires_before"))


class LicenceFilter(OfPlacesAndFields):
    """Filters of the list of licences."""

    standing = AnyOf(
        label=_("State"),
        choices=[(each.value, each.label) for each in OF_LICENCES],
        method="of_standing",
    )
    kind = AnyOf(label=_("Kind"), choices=LicenceKind.choices)
    suspension = django_filters.ChoiceFilter(
        label=_("Suspension"),
        choices=[("over", _("Its day has passed"))],
        empty_label=_("All"),
        method="whose_suspension_is_over",
    )
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"), field_name="ngo__county")
    field = AnyOf(label=_("Field"), field_name="ngo__field")
    activity_level = AnyOf(
        label=_("Activity level"), choices=ActivityLevel.choices, field_name="ngo__activity_level"
    )
    issued_after = JalaliDateFilter("issued_on", "gte", label=_("Issued from"))
    issued_before = JalaliDateFilter("issued_on", "lte", label=_("Issued until"))
    expires_after = JalaliDateFilter("expires_on", "gte", label=_("Expires from"))
    expires_before = JalaliDateFilter("expires_on", "lte", label=_("Expires until"))

    class Meta:
        model = Licence
        fields: list[str] = []
        form = LicenceFilterForm

    def of_standing(
        self, queryset: QuerySet[Licence], name: str, value: list[str]
    ) -> QuerySet[Licence]:
        condition = Q()
        for standing in value:
            condition |= licence_is(Standing(standing))
        return queryset.filter(condition)

    def whose_suspension_is_over(
        self, queryset: QuerySet[Licence], name: str, value: Any
    ) -> QuerySet[Licence]:
        """Those that wait to be lifted or prolonged."""
        if not value:
            return queryset
        return queryset.filter(state=LicenceState.SUSPENDED, suspended_until__lte=today())
