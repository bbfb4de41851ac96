"""What all pages share: their frame, who may open them, and the addresses of an NGO's page."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ngos.models import NGO


def allow(request: HttpRequest, *permissions: str) -> None:
    """Raises PermissionDenied unless the person has every permission."""
    if not all(request.user.has_perm(permission) for permission in permissions):
        raise PermissionDenied(_("Your role does not allow this."))


def model_page(
    request: HttpRequest,
    model: type[models.Model],
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page of the staff site, under the heading of a model's list."""
    frame = {**admin.site.each_context(request), "opts": model._meta, **context}
    return TemplateResponse(request, template, frame, status=status)


def ngo_page_address(pk: int, tab: str = "") -> str:
    """The address of an NGO's page, at one of its tabs."""
    address = reverse("admin:ngos_ngo_detail", args=[pk])
    return f"{address}?tab={tab}" if tab else address


def page(
    request: HttpRequest, ngo: NGO | None, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the staff site about an NGO, or about none."""
    return model_page(request, NGO, template, {"ngo": ngo, **context}, status)
