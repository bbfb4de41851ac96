from accounts.models.access_entry import AccessEntry, Act, Unusual
from accounts.models.password import Password
from accounts.models.place import County, Province
from accounts.models.policy_setting import PolicySetting
from accounts.models.session import Session
from accounts.models.user import User

__all__ = [
    "AccessEntry",
    "Act",
    "County",
    "Password",
    "PolicySetting",
    "Province",
    "Session",
    "Unusual",
    "User",
]
