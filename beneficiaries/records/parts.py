"""What hangs on a woman and is kept from her page, behind the guard of her record."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from beneficiaries.records.forms import MemberForm
from beneficiaries.records.models import HouseholdMember
from beneficiaries.records.opening import open_record
from beneficiaries.records.personal_data import CHANGE
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


def _name(row: Any) -> str:
    return str(row["full_name"])


PARTS = (
    WomanPart(
        key="members", model=HouseholdMember, parent="beneficiary", form=MemberForm,
        permission=CHANGE, title=_name, order=("birth_date", "pk"),
        adding=_("Add a member of the household"), changing=_("Change the member of the household"),
    ),
)  # fmt: skip
