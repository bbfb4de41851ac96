"""The addresses of the pages of councils and sessions."""

from django.urls import reverse


def council_address(pk: int) -> str:
    return reverse("admin:councils_council_detail", args=[pk])


def session_address(pk: int, item: int | None = None, part: str = "") -> str:
    """The address of a session's page, with one item chosen, at one of its parts."""
    address = reverse("admin:councils_session_detail", args=[pk])
    return address + (f"?item={item}" if item else "") + (f"#{part}" if part else "")
