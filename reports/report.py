"""A report: one object that every rendering asks for its table.

`reports/subjects/` has one module for each subject; each declares its reports here.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from accounts.models import County, Province, User
from reports.periods import Periods
from reports.table import Table


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which days and which place a report is, and by what its rows are told apart (a name of
    the report's `ways`, "" for its first). A place narrows; scope decides."""

    periods: Periods
    province: Province | None = None
    county: County | None = None
    by: str = ""

    @property
    def place_query(self) -> dict[str, str]:
        """The place as filters of lists name it."""
        query = {}
        if self.province is not None:
            query["province"] = str(self.province.pk)
        if self.county is not None:
            query["county"] = str(self.county.pk)
        return query

    def of_place(self, rows: QuerySet[Any], province: str, county: str) -> QuerySet[Any]:
        """The rows of the place, by the paths of columns that lead to both."""
        condition = Q()
        if self.province is not None:
            condition &= Q(**{province: self.province})
        if self.county is not None:
            condition &= Q(**{county: self.county})
        return rows.filter(condition)


class Report(ABC):
    """`compares` where a year before stands beside it; `has_period` where it is of some days at
    all, and not of the register today."""

    name: str
    title: str | Promise
    explained: str | Promise
    has_period: bool = True
    compares: bool = False

    @property
    @abstractmethod
    def permission(self) -> str:
        """That of the rows which it counts."""

    @property
    def ways(self) -> dict[str, str]:
        """By what its rows can be told apart, with the words for it; empty where by one thing."""
        return {}

    def may_be_seen_by(self, user: User) -> bool:
        return user.has_perm(self.permission)

    @abstractmethod
    def table(self, asked: Asked) -> Table:
        """The figures, counted in the scope in force."""


_reports: dict[str, Report] = {}


def declare(*reports: Report) -> None:
    """Offer reports, in the order in which people look for them. For `AppConfig.ready()`."""
    for report in reports:
        _reports[report.name] = report


def names() -> list[str]:
    return list(_reports)


def named(name: str) -> Report:
    """Raises KeyError where there is no such report."""
    return _reports[name]


def seen_by(user: User | None) -> Iterator[Report]:
    """The reports that a person may see; all of them for a command, which is nobody."""
    return (report for report in _reports.values() if user is None or report.may_be_seen_by(user))
