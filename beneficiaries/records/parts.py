"""What hangs on a woman and is kept from her page, behind the guard of her record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from beneficiaries.records.forms import MemberForm
from beneficiaries.records.models import Beneficiary, HouseholdMember
from beneficiaries.records.opening import open_record
from beneficiaries.records.personal_data import CHANGE
from screens.admin import OfficeAdmin
from screens.history import Shown, Track
from screens.pages import named
from screens.record_parts import Finder, RecordPart


class WomanPart(RecordPart):
    """A `RecordPart` of a woman: adding, changing and removing open her record first."""

    def edit(
        self, request: HttpRequest, pk: int, part_pk: int | None = None, *, find: Finder
    ) -> HttpResponse:
        found = open_record(request, pk, self.key, self.permission)
        if isinstance(found, HttpResponse):
            return found
        answer: HttpResponse = super().edit(request, pk, part_pk, find=find)
        return answer

    def remove(self, request: HttpRequest, pk: int, part_pk: int, *, find: Finder) -> HttpResponse:
        found = open_record(request, pk, self.key, self.permission)
        if isinstance(found, HttpResponse):
            return found
        answer: HttpResponse = super().remove(request, pk, part_pk, find=find)
        return answer


@dataclass(frozen=True)
class WomanStep:
    """Something that is done with a row of hers on a page of its own, while it stands in one of
    `states`."""

    name: str
    title: str | Promise
    permission: str
    view: Callable[..., HttpResponse]
    states: tuple[str, ...]


def _no_objection(user: User, woman: Any) -> Refusal | None:
    return None


@dataclass(frozen=True, kw_only=True)
class StepsOfWoman:
    """Rows that hang on a woman and change by steps alone. The views are `of_record`, so each opens
    her record first; they are given the row's key as `part_pk`."""

    key: str
    model: type[models.Model]
    parent: str
    permission: str
    adding: str | Promise
    add: Callable[..., HttpResponse]
    title: Callable[[Shown], str]
    steps: tuple[WomanStep, ...] = ()
    order: tuple[str, ...] = ("-pk",)
    objection: Callable[[User, Any], Refusal | None] = _no_objection

    def rows(self, woman: models.Model) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(**{self.parent: woman}).order_by(*self.order)

    def track(self, pk: int) -> Track:
        return Track(self.model, Q(**{self.parent: pk}), hidden={self.parent}, title=self.title)

    def on_page(self, user: User, woman: models.Model) -> dict[str, Any]:
        adds = user.has_perm(self.permission) and self.objection(user, woman) is None
        return {
            "key": self.key,
            "adding": self.adding,
            "add": self._address("add", woman.pk) if adds else "",
            "rows": [
                {
                    "row": row,
                    "steps": [
                        {"title": step.title, "address": self._address(step.name, woman.pk, row.pk)}
                        for step in self.steps
                        if row.state in step.states and user.has_perm(step.permission)
                    ],
                }
                for row in self.rows(woman)
            ],
        }

    def _address(self, page: str, *keys: int) -> str:
        return reverse(f"admin:{named(Beneficiary)}_{self.key}_{page}", args=keys)

    def paths(self, admin: OfficeAdmin, find: Finder) -> list[URLPattern]:
        name, office = f"{named(admin.model)}_{self.key}", admin.admin_site.admin_view
        own = f"<int:pk>/{self.key}/"
        return [
            path(f"{own}add/", office(self.add), name=f"{name}_add"),
            *(
                path(
                    f"{own}<int:part_pk>/{step.name}/", office(step.view),
                    name=f"{name}_{step.name}",
                )
                for step in self.steps
            ),
        ]  # fmt: skip


def _name(row: Any) -> str:
    return str(row["full_name"])


PARTS = (
    WomanPart(
        key="members", model=HouseholdMember, parent="beneficiary", form=MemberForm,
        permission=CHANGE, title=_name, order=("birth_date", "pk"),
        adding=_("Add a member of the household"), changing=_("Change the member of the household"),
    ),
)  # fmt: skip
