from accounts.models.place import County, Province
from accounts.models.user import User

__all__ = ["County", "Province", "User"]
