"""What is reported of the register of NGOs as it stands today."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from ngos.models import NGO
from ngos.models.ngo import ActivityLevel, Status, Type
from ngos.standing import Standing, ngo_licence_is
from persian.dates import today
from reports.days import days_until
from reports.grouped import Figure, Group, Grouped
from reports.listing import Listing, Told
from reports.report import Asked
from reports.table import Kind


@dataclass(frozen=True, kw_only=True)
class _Census(Grouped):
    has_period: bool = False

    def figures(self, asked: Asked) -> Sequence[Figure]:
        def count(name: str, label: object, condition: Q, **query: str) -> Figure:
            return Figure(name, str(label), value=Count("pk", filter=condition), query=query)

        return [
            Figure("count", _("NGOs"), value=Count("pk"), query={}),
            count("charities", _("Charities"), Q(is_charity=True), is_charity="yes"),
            count("others", _("Not charities"), ~Q(is_charity=True), is_charity="no"),
            count("active", _("Active NGOs"), Q(status=Status.ACTIVE), status=Status.ACTIVE),
            count(
                "inactive", _("Inactive NGOs"), Q(status=Status.INACTIVE), status=Status.INACTIVE
            ),
            Figure("members", _("Members of NGOs"), value=Sum("member_count")),
        ]


CENSUS = _Census(
    name="census",
    title=_("NGOs of the register"),
    explained=_("NGOs by place, level, type or main field: charities, active ones, members."),
    model=NGO,
    grouped={
        "county": (Group("county", _("County"), "county", "county", shown="county__name"),),
        "province": (
            Group("province", _("Province"), "province", "province", shown="province__name"),
        ),
        "level": (
            Group(
                "level", _("Activity level"), "activity_level", "activity_level",
                choices=ActivityLevel.choices,
            ),
        ),
        "type": (Group("type", _("Type"), "ngo_type", "ngo_type", choices=Type.choices),),
        # The list finds an NGO by all its fields; here it stands in its main one alone.
        "field": (Group("field", _("Main field"), "field", "", shown="field__name"),),
    },
)  # fmt: skip


def _expiring(asked: Asked) -> QuerySet[NGO]:
    return NGO.objects.filter(ngo_licence_is(Standing.EXPIRING), status=Status.ACTIVE).order_by(
        "licence_expires_on", "pk"
    )


EXPIRING = Listing(
    name="expiring",
    title=_("Licences about to expire"),
    explained=_("Active NGOs whose licence ends within the days of the office's policy."),
    model=NGO,
    rows=_expiring,
    has_period=False,
    told=(
        Told("ngo", _("NGO"), "name"),
        Told("county", _("County"), "county__name"),
        Told("number", _("Licence number"), "licence_no", Kind.NUMBER),
        Told("expires_on", _("Expires on"), "licence_expires_on", Kind.DATE),
        Told("days", _("Days left"), lambda: days_until("licence_expires_on", today()), Kind.DAYS),
        Told("ceo", _("CEO"), "ceo_name"),
        Told("phone", _("Phone"), "phone", Kind.NUMBER),
    ),
)

REPORTS = (CENSUS, EXPIRING)
