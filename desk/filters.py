"""What the list of change requests can be narrowed by."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from desk.models import ChangeRequest, ChangeState, FieldChange
from desk.models.change_request import ChangeField
from screens.filters import AnyOf, FilterForm
from screens.filters_by_place import OfPlaces


class ChangeFilter(OfPlaces):
    province = AnyOf(label=_("Province"), field_name="ngo__province")
    county = AnyOf(label=_("County"), field_name="ngo__county")
    state = AnyOf(label=_("State"), choices=ChangeState.choices, method="with_state")
    field = AnyOf(label=_("What changes"), choices=ChangeField.choices, method="of_field")

    class Meta:
        model = ChangeRequest
        fields: list[str] = []
        form = FilterForm

    def with_state(
        self, queryset: QuerySet[ChangeRequest], name: str, value: list[str]
    ) -> QuerySet[ChangeRequest]:
        return self._with(queryset, state__in=value) if value else queryset

    def of_field(
        self, queryset: QuerySet[ChangeRequest], name: str, value: list[str]
    ) -> QuerySet[ChangeRequest]:
        return self._with(queryset, field__in=value) if value else queryset

    @staticmethod
    def _with(queryset: QuerySet[ChangeRequest], **wanted: list[str]) -> QuerySet[ChangeRequest]:
        return queryset.filter(Exists(FieldChange.objects.filter(request=OuterRef("pk"), **wanted)))
