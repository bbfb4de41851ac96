from accounts.models.place import County, Province
from accounts.models.policy_setting import PolicySetting
from accounts.models.user import User

__all__ = ["County", "PolicySetting", "Province", "User"]
