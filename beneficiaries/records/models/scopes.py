"""Who reaches the rows of persons in need: their own office, and of it those who work with them.

Nobody of the ministry, of councils or of audit is among them, in raw SQL neither. What hangs on a
woman is reached where she is (`OF_THE_WOMAN`).
"""

from dataclasses import dataclass

from django.db import models

from accounts.roles import Role
from accounts.row_security import WRITE, Access, Follows, value
from accounts.scope import Kind
from imports import confidential

CARERS = (
    Role.CASE_WORKER,
    Role.COUNTY_EXPERT,
    Role.PROVINCIAL_EXPERT,
    Role.DIRECTOR_GENERAL,
)
OF_THE_OFFICE = (Kind.PROVINCE, Kind.COUNTY)


def is_one_of(*roles: Role) -> str:
    """SQL: whether the person of the signed scope has one of these roles."""
    return f"{value('role')} IN ({', '.join(repr(str(role)) for role in roles)})"


@dataclass(frozen=True)
class OfCarers:
    """Rows of an office that those read and write who work with persons in need: a county's office
    its own, the province's all of the province. `or_reads` is what opens others to them besides."""

    grant: str = WRITE
    readers: tuple[Role, ...] = CARERS
    writers: tuple[Role, ...] = CARERS
    or_reads: str = ""
    province: str = "province_id"
    county: str = "county_id"

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        own = f"{self.province} = {value('province')}"
        places = {Kind.PROVINCE: own, Kind.COUNTY: f"{self.county} = {value('county')} AND {own}"}
        # The ministry sees none of them; it asks all the same, when it merges or deletes an NGO.
        nothing = Access(self.grant, "false", "false")
        found: dict[Kind, Access] = {Kind.SYSTEM: Access(WRITE), Kind.NATIONAL: nothing}
        for kind, place in places.items():
            reads = f"({place} OR {self.or_reads})" if self.or_reads else place
            reads = f"{reads} AND {is_one_of(*self.readers)}"
            found[kind] = Access(self.grant, reads, f"{place} AND {is_one_of(*self.writers)}")
        return found


@dataclass(frozen=True)
class OfTheWoman(Follows):
    """What hangs on a woman, reached where she is; jobs keep all of it."""

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        nothing = Access(self.grant, "false", "false")
        return {
            **super().access(model), Kind.SYSTEM: Access(WRITE), Kind.NATIONAL: nothing,
        }  # fmt: skip


def of_the_woman(*parents: str, grant: str = WRITE) -> OfTheWoman:
    """The row scope of what hangs on a woman, by the names of its keys."""
    return OfTheWoman(parents or ("beneficiary",), kinds=OF_THE_OFFICE, grant=grant)


# What files of persons hold is staged for whoever may read the persons, and nobody else.
confidential.declare(("beneficiaries", "households", "services"), CARERS)
