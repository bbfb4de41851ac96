"""Who asks, on pages that only the signed-in reach."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The person who asks. Raises PermissionDenied for a visitor, who should not have come here."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
