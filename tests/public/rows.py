"""Rows of the public register for tests of other rooms."""

from accounts import scope
from accounts.models import User
from ngos.models import NGO
from public.models import Withheld


def withheld(ngo: NGO, *, by: User, reason: str = "به درخواست سازمان") -> Withheld:
    """An NGO that the public register does not show."""
    with scope.system():
        return Withheld.objects.create(ngo=ngo, reason=reason, by=by)
