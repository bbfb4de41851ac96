"""The register in figures, each with the address of the rows that it counts.

All are counted by the database within the scope in force; nothing here asks whose they are.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F, Min, Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.policies import Decisions, decisions_on
from accounts.scope import Kind
from ngos.completeness import lacks_any
from ngos.models import NGO
from ngos.models.ngo import ActivityLevel, Status
from ngos.policies.register import LICENCE_ALERT_DAYS
from ngos.standing import Standing, ngo_licence_is
from reports.links import Values, ngo_list

MOST_BARS = 6  # what is beyond becomes one more bar
OTHER_STATUSES = tuple(each for each in Status if each not in (Status.ACTIVE, Status.INACTIVE))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, and where its rows are."""

    label: str | Promise
    value: int
    link: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Figures of one kind, largest first, as a chart of bars."""

    title: str | Promise
    figures: list[Figure]

    @property
    def largest(self) -> int:
        return max((figure.value for figure in self.figures), default=0)


class Totals:
    """What one pass over the register counts."""

    def __init__(self, today: datetime.date) -> None:
        self._today = today

    @cached_property
    def alert_days(self) -> Decisions[int]:
        """Days before its end from which a licence counts as expiring, in each province."""
        return decisions_on(LICENCE_ALERT_DAYS)

    @cached_property
    def _counted(self) -> dict[str, int | datetime.date | datetime.datetime | None]:
        active = Q(status=Status.ACTIVE)
        expired = active & ngo_licence_is(Standing.EXPIRED, self._today)
        expiring = active & ngo_licence_is(
            Standing.EXPIRING, self._today, alert_days=self.alert_days
        )
        lacking = active & lacks_any()
        every = Count("pk")
        return NGO.objects.aggregate(
            total=every,
            charities=Count("pk", filter=Q(is_charity=True)),
            active=Count("pk", filter=active),
            inactive=Count("pk", filter=Q(status=Status.INACTIVE)),
            members=Sum("member_count", default=0),
            expired=Count("pk", filter=expired),
            expired_since=Min("licence_expires_on", filter=expired),
            expiring=Count("pk", filter=expiring),
            expiring_from=Min("licence_expires_on", filter=expiring),
            lacking=Count("pk", filter=lacking),
            lacking_since=Min("created_at", filter=lacking),
        )

    def __getitem__(self, name: str) -> int:
        return self._counted[name]  # type: ignore[return-value]

    def day(self, name: str) -> datetime.date | None:
        return self._counted[name]  # type: ignore[return-value]

    def figures(self) -> list[Figure]:
        """The number of NGOs, and how it divides: charities and others, then by status."""
        total, charities = self["total"], self["charities"]
        active, inactive = self["active"], self["inactive"]
        return [
            Figure(_("NGOs"), total, ngo_list()),
            Figure(_("Charities"), charities, ngo_list(is_charity="yes")),
            Figure(_("Not charities"), total - charities, ngo_list(is_charity="no")),
            Figure(_("Active NGOs"), active, ngo_list(status=Status.ACTIVE)),
            Figure(_("Inactive NGOs"), inactive, ngo_list(status=Status.INACTIVE)),
            Figure(
                _("Other statuses"),
                total - active - inactive,
                ngo_list(status=list(OTHER_STATUSES)),
            ),
            Figure(_("Members of NGOs"), self["members"], ngo_list(members_min=1)),
        ]


def by_field() -> Bars:
    """NGOs by field. An NGO counts in each of its fields, as the list's filter finds it."""
    links = NGO.other_fields.through.objects.exclude(ngo__field=F("field"))
    main = NGO.objects.order_by().values_list("field", "field__name").annotate(count=Count("pk"))
    also = links.order_by().values_list("field", "field__name").annotate(count=Count("ngo"))
    counts: Counter[tuple[int, str]] = Counter()
    for field, name, count in main.union(also, all=True):
        counts[field, name] += count
    return Bars(_("By field"), _bars(counts, "field", _("All other fields")))


def by_place(kind: Kind) -> Bars:
    """NGOs by province for the nation, by county for a province, by level within one county."""
    rows = NGO.objects.order_by()
    if kind == Kind.NATIONAL:
        found = rows.values_list("province", "province__name").annotate(count=Count("pk"))
        return Bars(_("By province"), _bars(_counter(found), "province", _("Other provinces")))
    if kind == Kind.PROVINCE:
        found = rows.values_list("county", "county__name").annotate(count=Count("pk"))
        counts = _counter(found)
        nowhere = counts.pop((None, None), 0)
        figures = _bars(counts, "county", _("Other counties"))
        if nowhere:
            figures.append(Figure(_("Without a county"), nowhere, ngo_list(lacking="county")))
        return Bars(_("By county"), figures)
    levels = dict(ActivityLevel.choices)
    counted = dict(rows.values_list("activity_level").annotate(count=Count("pk")))
    unknown = counted.pop("", 0)
    named = [(level, levels[level], count) for level, count in counted.items()]
    figures = _bars(_counter(named), "activity_level", "")
    if unknown:
        figures.append(Figure(_("Level unknown"), unknown, ngo_list(lacking="activity_level")))
    return Bars(_("By activity level"), figures)


def _counter(rows: "Iterable[tuple]") -> "Counter[tuple]":
    return Counter({(key, name): count for key, name, count in rows})


def _bars(counts: "Counter[tuple]", parameter: str, rest: str | Promise) -> list[Figure]:
    """A bar for each of the most frequent, and one for all the rest together."""
    ordered = counts.most_common()
    shown, beyond = ordered[:MOST_BARS], ordered[MOST_BARS:]
    figures = [Figure(name, count, ngo_list(**{parameter: key})) for (key, name), count in shown]
    if beyond:
        keys: Values = [key for (key, _name), _count in beyond]
        value = sum(count for _key, count in beyond)
        figures.append(Figure(rest, value, ngo_list(**{parameter: keys})))
    return figures
