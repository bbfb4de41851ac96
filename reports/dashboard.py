"""The first page that office staff see."""

from accounts.models import User


def dashboard(user: User) -> dict[str, object]:
    """What the dashboard's template shows for this person."""
    return {}
