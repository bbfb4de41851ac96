"""Row security: each model says which rows a scope reaches; this file says it to the database.

A model declares `row_scope`. After every migration `install()` writes the policies and grants anew
from these declarations, so there is one place to read and nothing to drift. Models of libraries
are listed in `LIBRARIES`, an exemption with its reason.

Policies compare with `(SELECT scope_…())`, which PostgreSQL evaluates once per query, and there is
one policy for each kind of scope, since an OR over kinds would cost the planner its index. Where a
scope reads more than it may change, each verb has a policy of its own. Every policy first asks
whether the scope of its kind is signed (`sql_scope.py`): being in the role alone opens nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.backends.utils import CursorWrapper

from accounts import functions, history, sql_scope
from accounts.fields import key_of
from accounts.roles import readers_only
from accounts.scope import Kind, role_name

READ = "SELECT"
ADD = "SELECT, INSERT"
WRITE = "SELECT, INSERT, UPDATE, DELETE"
OFFICE = (Kind.NATIONAL, Kind.PROVINCE, Kind.COUNTY)


def value(name: str) -> str:
    """SQL of what the signed scope says: `province`, `county`, `ngo`, `user`, `role`, `kind`."""
    return f"(SELECT scope_{name}())"


@dataclass(frozen=True)
class Access:
    """What one kind of scope may do with a table's rows: SQL conditions, and granted verbs.

    `writes` holds for a row before it is changed or deleted, and for what becomes of it.
    """

    grant: str
    reads: str = "true"
    writes: str = "true"


class RowScope(Protocol):
    def access(self, model: type[models.Model]) -> dict[Kind, Access]: ...


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


@dataclass(frozen=True)
class Identity:
    """Accounts: one while somebody signs in; later those of one's own place, or oneself.

    Signing in changes nothing of an account but what the sign-in library keeps there. Accounts are
    made and changed by the roles that manage them, which the database asks too; those of an NGO's
    officers go with their NGO, whoever of the office merges it.
    """

    managers: tuple[str, ...] = ("national_expert", "director_general")

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        own = f"id = {value('user')}"
        province = f"(province_id = {value('province')} OR {own})"
        county = f"(county_id = {value('county')} OR {own})"
        names = ", ".join(f"'{name}'" for name in self.managers)
        manages = f"({value('role')} IN ({names}) OR role = 'ngo_officer')"
        return {
            Kind.SIGN_IN: Access("SELECT, UPDATE (last_login)", own, own),
            Kind.NATIONAL: Access(WRITE, "true", manages),
            Kind.SYSTEM: Access(WRITE),
            Kind.PROVINCE: Access(
                WRITE, province, f"province_id = {value('province')} AND {manages}"
            ),
            Kind.COUNTY: Access(READ, county, "false"),
            Kind.NGO: Access(READ, own, "false"),
        }


@dataclass(frozen=True)
class OwnWhileSigningIn:
    """Secrets of an account: reached while it is being found out that it is them who sign in, or
    while they are at the pages of their own account. No office's scope reaches any."""

    user: str = "user_id"
    grant: str = WRITE

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        own = f"{self.user} = {value('user')}"
        return {Kind.SIGN_IN: Access(self.grant, own, own), Kind.SYSTEM: Access(WRITE)}


@dataclass(frozen=True)
class OwnSessions:
    """Sessions: of one's own, what the page that ends them shows. Keys and data are no column that
    anybody reads."""

    shown: str = "id, user_id, made_at, seen_at, expires_at, address, device"

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        own = f"user_id = {value('user')}"
        return {Kind.SIGN_IN: Access(f"SELECT ({self.shown})", own, "false")}


@dataclass(frozen=True)
class AccessLog:
    """Lines of the access log: read by the people of a province's office about its own accounts,
    by those of the whole country all, by anybody while signing in what was done to the own account.
    Added by a function of the database alone."""

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        province, role = value("province"), value("role")
        own = f"user_id = {value('user')} OR about_id = {value('user')}"
        of_province = f"(province_id = {province} OR about_province_id = {province})"
        return {
            Kind.SIGN_IN: Access(READ, own, "false"),
            Kind.NATIONAL: Access(READ, f"{role} IN ('national_expert', 'auditor')", "false"),
            Kind.SYSTEM: Access(READ, "true", "false"),
            Kind.PROVINCE: Access(
                READ, f"{of_province} AND {role} IN ('director_general', 'auditor')", "false"
            ),
        }


@dataclass(frozen=True)
class History:
    """Events of a tracked model: read where its rows are, never changed.

    Triggers add them as the owner of the tables (`history.py`); no scope may.
    """

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        tracked = model.pgh_tracked_model  # type: ignore[attr-defined]
        scope = tracked.row_scope
        if isinstance(scope, ByPlace):
            ngo = "pgh_obj_id" if scope.ngo == "id" else scope.ngo
            scope = replace(scope, ngo=ngo, key="pgh_obj_id")
        elif isinstance(scope, Identity):
            return {
                Kind.NATIONAL: Access(READ, "true", "false"),
                Kind.SYSTEM: Access(READ, "true", "false"),
                Kind.PROVINCE: Access(READ, f"province_id = {value('province')}", "false"),
            }
        found: dict[Kind, Access] = scope.access(model)
        return {kind: Access(READ, access.reads, "false") for kind, access in found.items()}


@dataclass(frozen=True)
class Exempt:
    """A table without row security, why that is right, and who may do what with it."""

    reason: str
    grants: dict[str, tuple[Kind | None, ...]] = field(default_factory=dict)


EVERYBODY = (None, *Kind)  # None: the application before it has entered a scope

LIBRARIES: dict[str, Exempt | RowScope] = {
    "contenttypes.ContentType": Exempt("names of models", {READ: EVERYBODY}),
    "auth.Permission": Exempt("unused: roles are a table in code"),
    "auth.Group": Exempt("unused: roles are a table in code"),
    "auth.Group_permissions": Exempt("unused: roles are a table in code"),
    "admin.LogEntry": Exempt("unused: history is kept by triggers"),
    "account.EmailAddress": OwnWhileSigningIn(),
    "account.EmailConfirmation": Exempt("unused: no mail is confirmed"),
    "mfa.Authenticator": OwnWhileSigningIn(),
    "pghistory.Context": Exempt("unused: the context stands in each event"),
}
# Tables that no model describes.
OTHER_TABLES = {
    "cache": Exempt("counters of the rate limits, reached by functions of the database alone"),
    "scope_key": Exempt("the key that scopes are signed with, for the owner's functions alone"),
    "django_migrations": Exempt("names of migrations", {READ: EVERYBODY}),
}


def is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "pgh_tracked_model")


def declared(model: type[models.Model]) -> "Exempt | RowScope | None":
    """The row scope that a model declares, or None when it forgot to."""
    if model._meta.label in LIBRARIES:
        return LIBRARIES[model._meta.label]
    if is_history(model):
        return History()
    if model._meta.auto_created:  # the table between two models follows the one that declares it
        owner: Any = model._meta.auto_created
        scope: Any = declared(owner)
        kinds = tuple(kind for kind in (*OFFICE, Kind.NGO) if kind in scope.access(owner))
        return Follows((owner._meta.model_name,), kinds=kinds)
    return getattr(model, "row_scope", None)


def tables() -> Iterator[type[models.Model]]:
    """Every model that has a table of its own."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def install() -> None:
    """Write all policies and grants anew, as the owner of the tables, in one transaction.

    Raises LookupError for a model that declares no row scope.
    """
    from django.db import transaction

    with transaction.atomic(), connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        statements: list[str] = []
        for role in [*settings.LOGINS, *map(role_name, Kind)]:
            statements += [
                f"GRANT USAGE ON SCHEMA public TO {role}",
                f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
                f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
            ]
        for table, exempt in OTHER_TABLES.items():
            if table in present:
                statements += _grants(table, exempt)
        for model in tables():
            table = model._meta.db_table
            scope = declared(model)
            if scope is None:
                raise LookupError(f"{model._meta.label} declares no row_scope")
            if table not in present:
                continue
            if isinstance(scope, Exempt):
                statements += _grants(table, scope)
            else:
                statements += _policies(cursor, model, scope)
        cursor.execute(";\n".join(statements))
        sql_scope.keep_key()
        history.install(cursor)
        # Last: by now each function that runs as the owner is one.
        cursor.execute(";\n".join(functions.grants(cursor)))


def _grants(table: str, exempt: Exempt) -> Iterator[str]:
    for verbs, kinds in exempt.grants.items():
        for kind in kinds:
            for role in settings.LOGINS if kind is None else (role_name(kind),):
                yield f'GRANT {verbs} ON "{table}" TO {role}'


def _policies(cursor: CursorWrapper, model: type[models.Model], scope: RowScope) -> Iterator[str]:
    table = model._meta.db_table
    cursor.execute("SELECT policyname FROM pg_policies WHERE tablename = %s", [table])
    for (name,) in cursor.fetchall():
        yield f'DROP POLICY "{name}" ON "{table}"'
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    for kind, access in access_to(model, scope).items():
        role = role_name(kind)
        yield f'GRANT {access.grant} ON "{table}" TO {role}'
        for name, verbs, checks in policies_of(kind, access):
            yield f'CREATE POLICY "{name}" ON "{table}" FOR {verbs} TO {role} {checks}'


def access_to(model: type[models.Model], scope: RowScope) -> dict[Kind, Access]:
    """What each kind of scope may do, less the writing of roles that only look at office's rows."""
    found = scope.access(model)
    if isinstance(scope, OwnedBy | History | Identity):
        return found
    readers = ", ".join(f"'{role}'" for role in readers_only(model._meta.app_label))
    writes = f"coalesce({value('role')}, '') NOT IN ({readers})"
    for kind in set(found) & set(OFFICE):
        both = writes if found[kind].writes == "true" else f"({found[kind].writes}) AND {writes}"
        found[kind] = replace(found[kind], writes=both)
    return found


def policies_of(kind: Kind, access: Access) -> Iterator[tuple[str, str, str]]:
    """The policies of one kind of scope on one table: name, verbs, and conditions."""
    reads, writes = _signed(kind, access.reads), _signed(kind, access.writes)
    if access.reads == access.writes:
        yield f"{kind}", "ALL", f"USING ({reads}) WITH CHECK ({writes})"
        return
    yield f"{kind}", "SELECT", f"USING ({reads})"
    if "INSERT" in access.grant:
        yield f"{kind} adds", "INSERT", f"WITH CHECK ({writes})"
    if "UPDATE" in access.grant:
        yield f"{kind} changes", "UPDATE", f"USING ({writes}) WITH CHECK ({writes})"
    if "DELETE" in access.grant:
        yield f"{kind} deletes", "DELETE", f"USING ({writes})"


def _signed(kind: Kind, condition: str) -> str:
    signed = f"{value('kind')} = '{kind}'"
    return signed if condition == "true" else f"{signed} AND ({condition})"
