"""The row scopes of accounts, their secrets and sessions, and of the log of what was looked at."""

from dataclasses import dataclass

from django.db import models

from accounts.row_security.access import READ, WRITE, Access, value
from accounts.scope import Kind


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
