"""What narrows the lists of accounts and of counties."""

from typing import Any

import django_filters
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import County, Province, User
from accounts.roles import Role
from persian.dates import today
from screens.filters import AnyOf, FilterForm


def _provinces() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Province.objects.values_list("pk", "name")]


class UserFilters(django_filters.FilterSet):
    role = AnyOf(label=_("Role"), choices=Role.choices)
    province = AnyOf(label=_("Province"), choices=_provinces)
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="of_state",
        choices=[("open", _("Open")), ("ended", _("Ended")), ("closed", _("Closed"))],
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ()
        form = FilterForm

    def of_state(
        self, queryset: models.QuerySet[User], name: str, value: str
    ) -> models.QuerySet[User]:
        has_ended = models.Q(role_ends_on__lt=today())
        conditions: dict[str, Any] = {
            "open": models.Q(is_active=True) & ~has_ended,
            "ended": models.Q(is_active=True) & has_ended,
            "closed": models.Q(is_active=False),
        }
        return queryset.filter(conditions[value])


class CountyFilters(django_filters.FilterSet):
    province = AnyOf(label=_("Province"), choices=_provinces)

    class Meta:
        model = County
        fields: tuple[str, ...] = ()
        form = FilterForm
