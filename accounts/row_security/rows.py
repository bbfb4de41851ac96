"""The row scopes that rooms declare on their models: of places, of parents, of persons."""

from dataclasses import dataclass, replace

from django.db import models

from accounts.fields import key_of
from accounts.row_security.access import OFFICE, READ, WRITE, Access, value
from accounts.scope import Kind


@dataclass(frozen=True)
class ByPlace:
    """Rows of an office: the province's, and of a county where the row names one.

    `ngo` names the column with the NGO that a row belongs to, where its officers read it; they
    write what `ngo_grant` names.
    A row without a county is for the province's office only, unless `also` holds: a condition on
    the row's `{key}` under which the kinds of `also_for` (counties and NGOs) read it too. With
    `counties_read`, the rows of the province's office, which name no county, are read by all its
    counties.
    """

    province: str = "province_id"
    county: str | None = "county_id"
    ngo: str | None = None
    also: str | None = None
    also_for: tuple[Kind, ...] = (Kind.COUNTY, Kind.NGO)
    counties_read: bool = False
    key: str = "id"
    grant: str = WRITE
    ngo_grant: str = READ

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        own = f"{self.province} = {value('province')}"
        found = {
            Kind.NATIONAL: Access(self.grant),
            Kind.SYSTEM: Access(self.grant),
            Kind.PROVINCE: Access(self.grant, own, own),
        }
        if self.county:
            county = f"{self.county} = {value('county')} AND {own}"
            found[Kind.COUNTY] = Access(self.grant, county, county)
        elif self.counties_read:
            found[Kind.COUNTY] = Access(READ, own, "false")
        if self.ngo:
            theirs = f"{self.ngo} = {value('ngo')}"
            writes = "false" if self.ngo_grant == READ else theirs
            found[Kind.NGO] = Access(self.ngo_grant, theirs, writes)
        if self.also:
            also = self.also.format(key=f"{model._meta.db_table}.{self.key}")
            for kind in self.also_for:
                access = found.get(kind, Access(READ, "false", "false"))
                found[kind] = replace(access, reads=f"{access.reads} OR {also}")
        return found


@dataclass(frozen=True)
class Follows:
    """Rows reached wherever every row that they hang on is reached, by foreign key.

    An NGO's officers read them; where `ngo_grant` says more, they also write them.
    """

    parents: tuple[str, ...]
    kinds: tuple[Kind, ...] = (*OFFICE, Kind.NGO)
    grant: str = WRITE
    ngo_grant: str = READ

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        table = model._meta.db_table
        conditions = []
        for name in self.parents:
            key = key_of(model, name)
            parent = key.remote_field.model._meta.db_table
            conditions.append(
                f"({table}.{key.column} IS NULL OR "
                f"EXISTS (SELECT 1 FROM {parent} parent WHERE parent.id = {table}.{key.column}))"
            )
        reached = " AND ".join(conditions)
        found = {kind: Access(self.grant, reached, reached) for kind in self.kinds}
        found[Kind.SYSTEM] = Access(self.grant)
        if Kind.NATIONAL in found:
            found[Kind.NATIONAL] = Access(self.grant)
        if Kind.NGO in found:
            writes = "false" if self.ngo_grant == READ else reached
            found[Kind.NGO] = Access(self.ngo_grant, reached, writes)
        return found


@dataclass(frozen=True)
class OwnedBy:
    """Rows of one person, reached by nobody else."""

    user: str = "user_id"

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        own = f"{self.user} = {value('user')}"
        found = {kind: Access(WRITE, own, own) for kind in (*OFFICE, Kind.NGO)}
        return {**found, Kind.SYSTEM: Access(WRITE)}


@dataclass(frozen=True)
class Reference:
    """What the whole country shares: read by all who sign in, changed under a national scope."""

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        readers = [kind for kind in Kind if kind != Kind.PUBLIC]
        found: dict[Kind, Access] = {kind: Access(READ) for kind in readers}
        return {**found, Kind.NATIONAL: Access(WRITE), Kind.SYSTEM: Access(WRITE)}


@dataclass(frozen=True)
class OfCountryOrProvince:
    """Rows of the country, which name no province and every office reads, and those of a province:
    read by its people, changed under its own scope; all of them by the nation."""

    province: str = "province_id"

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        own = f"{self.province} = {value('province')}"
        reads = f"({self.province} IS NULL OR {own})"
        return {
            Kind.NATIONAL: Access(WRITE),
            Kind.SYSTEM: Access(WRITE),
            Kind.PROVINCE: Access(WRITE, reads, own),
            Kind.COUNTY: Access(READ, reads, "false"),
            Kind.NGO: Access(READ, reads, "false"),
        }
