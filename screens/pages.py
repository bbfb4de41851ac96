"""What all pages of the staff site share: their frame, who may open them, records' addresses."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _


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


def address_of(row: models.Model, page: str = "detail") -> str:
    """The address of a record's page, or of another page under it."""
    return reverse(f"admin:{named(row)}_{page}", args=[row.pk])


def named(row: models.Model | type[models.Model]) -> str:
    """What the addresses of a model's pages begin with."""
    return row._meta.label_lower.replace(".", "_")
