"""Staff screens of users, provinces and counties: `accounts` itself knows no screen."""

from screens.people.access import AccessEntryAdmin
from screens.people.places import CountyAdmin, ProvinceAdmin
from screens.people.users import UserAdmin

__all__ = ["AccessEntryAdmin", "CountyAdmin", "ProvinceAdmin", "UserAdmin"]
