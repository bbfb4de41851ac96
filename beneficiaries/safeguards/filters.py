"""What the lists of this room can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from beneficiaries.safeguards.models import Opening, Question, Transfer
from beneficiaries.safeguards.models.asking import TransferState
from screens.filters import AnyOf, FilterForm


class OpeningFilter(django_filters.FilterSet):
    judged = django_filters.ChoiceFilter(
        label=_("Judgement"),
        choices=[
            ("no", _("To be judged")),
            ("justified", _("Justified")),
            ("unjustified", _("Not justified")),
        ],
        empty_label=_("All"),
        method="as_judged",
    )

    class Meta:
        model = Opening
        fields: list[str] = []
        form = FilterForm

    def as_judged(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        wanted = {"no": None, "justified": True, "unjustified": False}
        return queryset.filter(is_justified=wanted[value]) if value in wanted else queryset


class QuestionFilter(django_filters.FilterSet):
    way = django_filters.ChoiceFilter(
        label=_("Asked by this office"),
        choices=[("ours", _("Asked by us")), ("theirs", _("Asked about one of ours"))],
        empty_label=_("All"),
        method="asked_by",
    )

    class Meta:
        model = Question
        fields: list[str] = []
        form = FilterForm

    def asked_by(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(is_asked_here=value == "ours") if value else queryset


class TransferFilter(django_filters.FilterSet):
    state = AnyOf(label=_("State"), choices=TransferState.choices)

    class Meta:
        model = Transfer
        fields: list[str] = []
        form = FilterForm
