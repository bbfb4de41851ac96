"""What is published of self-help groups: the sum of their grants in a year, and nobody by name.

A few women are a group, and its name tells who they are. So a province's year is one figure, and
one of fewer than `FEWEST` persons is not told at all. Loans of micro-funds are no grants.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from persian.dates import jalali_year_range, to_jalali
from persian.numbers import format_number, persian_digits
from programs.microfunds.models import SelfHelpGroup
from programs.money.open_data import Grant, Receiver

FEWEST = 10


def grants_in_sum() -> Iterator[Grant]:
    """For each province and Jalali year one grant to persons together, of the day of the last."""
    found: dict[tuple[int, int], list[SelfHelpGroup]] = defaultdict(list)
    for group in SelfHelpGroup.objects.filter(grant__gt=0).select_related("province"):
        if group.granted_on is not None:
            found[group.province_id, to_jalali(group.granted_on).year].append(group)
    for (_province, year), groups in sorted(found.items()):
        persons = sum(group.member_count for group in groups)
        if persons >= FEWEST:
            yield _grant(year, groups, persons)


def _grant(year: int, groups: list[SelfHelpGroup], persons: int) -> Grant:
    province = groups[0].province
    last = max(group.granted_on for group in groups if group.granted_on)
    first, after = jalali_year_range(year)
    told = {
        "persons": format_number(persons),
        "groups": format_number(len(groups)),
        "year": persian_digits(year),
    }
    key = f"persons-{province.code}-{year}"
    return Grant(
        key=key,
        title=_("Grants to self-help groups in %(year)s") % told,
        description=_("The sum of what %(groups)s self-help groups were given in %(year)s.") % told,
        awarded=sum(group.grant or 0 for group in groups),
        awarded_on=last,
        province=province,
        receiver=Receiver(
            key=key, name=_("%(persons)s persons, not named") % told, is_persons=True
        ),
        modified_at=max(group.created_at for group in groups),
        begins_on=first,
        ends_on=after - datetime.timedelta(1),
    )
