"""What all pages of one NGO share: their frame and their addresses."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ngos.models import NGO


def ngo_page_address(pk: int, tab: str = "") -> str:
    """The address of an NGO's page, at one of its tabs."""
    address = reverse("admin:ngos_ngo_detail", args=[pk])
    return f"{address}?tab={tab}" if tab else address


def page(
    request: HttpRequest, ngo: NGO | None, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the staff site about an NGO, or about none."""
    frame = {**admin.site.each_context(request), "opts": NGO._meta, "ngo": ngo, **context}
    return TemplateResponse(request, template, frame, status=status)
