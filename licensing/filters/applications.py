"""What the list of applications can be narrowed by."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.models import User
from councils.kinds import COUNCIL
from councils.models import Council
from licensing.deadlines import Deadlines
from licensing.kinds import Kind
from licensing.models import Application
from licensing.states import State
from licensing.workflow import APPLICATION
from ngos.models.ngo import ActivityLevel
from persian.dates import today
from screens.filters import AnyOf, FilterForm, JalaliDateFilter
from screens.filters_by_place import OfPlaces


class ApplicationFilterForm(FilterForm):
    ranges = (("submitted_after", "submitted_before"),)


class ApplicationFilter(OfPlaces):
    """Filters of applications. Places and councils are offered as far as the scope reaches."""

    state = AnyOf(label=_("State"), choices=State.choices)
    kind = AnyOf(label=_("Kind"), choices=Kind.choices)
    level = AnyOf(label=_("Activity level"), choices=ActivityLevel.choices)
    council = AnyOf(label=_("Council"))
    province = AnyOf(label=_("Province"), field_name="ngo__province")
    county = AnyOf(label=_("County"), field_name="ngo__county")
    overdue = django_filters.ChoiceFilter(
        label=_("Deadline"),
        choices=[("yes", _("Overdue")), ("no", _("In time"))],
        empty_label=_("All"),
        method="that_are_overdue",
    )
    waiting = django_filters.ChoiceFilter(
        label=_("Waiting for"),
        choices=[("me", _("Me"))],
        empty_label=_("Anybody"),
        method="that_wait",
    )
    submitted_after = JalaliDateFilter("submitted_on", "gte", label=_("Submitted from"))
    submitted_before = JalaliDateFilter("submitted_on", "lte", label=_("Submitted until"))

    class Meta:
        model = Application
        fields: list[str] = []
        form = ApplicationFilterForm

    def get_form_class(self) -> type[forms.Form]:
        councils = Council.objects.filter(kind=COUNCIL.key).values_list("pk", "name")
        self.filters["council"].extra["choices"] = [(str(pk), name) for pk, name in councils]
        return super().get_form_class()

    def that_are_overdue(
        self, queryset: QuerySet[Application], name: str, value: str
    ) -> QuerySet[Application]:
        if not value:
            return queryset
        overdue = Deadlines(today()).overdue()
        return queryset.filter(overdue) if value == "yes" else queryset.exclude(overdue)

    def that_wait(
        self, queryset: QuerySet[Application], name: str, value: str
    ) -> QuerySet[Application]:
        if not value:
            return queryset
        place = scope.current()
        user = User.objects.filter(pk=place.user).first() if place and place.user else None
        return queryset.filter(APPLICATION.waiting_for(user)) if user else queryset.none()
