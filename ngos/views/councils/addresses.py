"""What all pages of councils, sessions and resolutions share: their frame and their addresses."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _


def allow(request: HttpRequest, permission: str) -> None:
    """Raises PermissionDenied without the permission."""
    if not request.user.has_perm(permission):
        raise PermissionDenied(_("Your role does not allow this."))


def council_address(pk: int) -> str:
    return reverse("admin:ngos_council_detail", args=[pk])


def session_address(pk: int, item: int | None = None, part: str = "") -> str:
    """The address of a session's page, with one item chosen, at one of its parts."""
    address = reverse("admin:ngos_session_detail", args=[pk])
    return address + (f"?item={item}" if item else "") + (f"#{part}" if part else "")


def page(
    request: HttpRequest, model: type[models.Model], template: str, context: dict[str, Any]
) -> HttpResponse:
    """A page of the staff site, under the heading of a model's list."""
    frame = {**admin.site.each_context(request), "opts": model._meta, **context}
    return TemplateResponse(request, template, frame)
