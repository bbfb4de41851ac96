"""Reading that stands out: many records in a week, outside the caseload, outside office hours."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay
from django.utils import timezone

from accounts.policies import value_of
from accounts.security_policies import OFFICE_CLOSES, OFFICE_OPENS
from beneficiaries.safeguards.models import Look
from beneficiaries.safeguards.policies import MANY_RECORDS
from persian.dates import TEHRAN

FRIDAY = 5  # of ISO's week
DAYS = 7


@dataclass(frozen=True)
class Reader:
    """What one person has read within a week. `is_unusual` says whether it stands out."""

    user_id: int
    name: str
    records: int  # different women
    outside: int  # of looks, those outside the caseload
    out_of_hours: int
    revealed: int
    is_unusual: bool


def of_the_week(province_id: int | None, until: datetime.datetime | None = None) -> list[Reader]:
    """Those who read within the last seven days, whoever stands out first. Four queries.

    For the scope of who may judge it: the director of the province.
    """
    until = until or timezone.now()
    opens, closes = value_of(OFFICE_OPENS, province_id), value_of(OFFICE_CLOSES, province_id)
    many = value_of(MANY_RECORDS, province_id)
    looks = Look.objects.filter(at__gt=until - datetime.timedelta(days=DAYS), at__lte=until)
    late = Q(hour__lt=opens) | Q(hour__gte=closes) | Q(weekday=FRIDAY)
    found = (
        looks.annotate(
            hour=ExtractHour("at", tzinfo=TEHRAN), weekday=ExtractIsoWeekDay("at", tzinfo=TEHRAN)
        )
        .order_by()
        .values("user_id")
        .annotate(
            last_name=F("name"),
            records=Count("beneficiary", distinct=True),
            outside=Count("pk", filter=Q(is_own=False)),
            out_of_hours=Count("pk", filter=late),
            revealed=Count("pk", filter=Q(deed="revealed")),
        )
    )
    readers = [
        Reader(
            user_id=row["user_id"],
            name=row["last_name"],
            records=row["records"],
            outside=row["outside"],
            out_of_hours=row["out_of_hours"],
            revealed=row["revealed"],
            is_unusual=row["records"] > many or row["out_of_hours"] > 0,
        )
        for row in found
    ]
    return sorted(readers, key=lambda each: (not each.is_unusual, -each.records, each.name))
