"""Where a woman is taken in: the room of intake says its address, and this room links to it."""

from django.core.exceptions import ImproperlyConfigured

_ways: list[str] = []


def declare(address: str) -> None:
    """Name the page on which an intake begins. For `AppConfig.ready()`."""
    _ways[:] = [address]


def way_in() -> str:
    """The name of that page's address."""
    if not _ways:
        raise ImproperlyConfigured("No room takes women in.")
    return _ways[0]
