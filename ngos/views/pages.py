"""The frame of pages about an NGO, and the addresses of its own page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ngos.models import NGO
from screens.pages import model_page


def ngo_page_address(pk: int, tab: str = "") -> str:
    """The address of an NGO's page, at one of its tabs."""
    address = reverse("admin:ngos_ngo_detail", args=[pk])
    return f"{address}?tab={tab}" if tab else address


def page(
    request: HttpRequest, ngo: NGO | None, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the staff site about an NGO, or about none."""
    return model_page(request, NGO, template, {"ngo": ngo, **context}, status)
