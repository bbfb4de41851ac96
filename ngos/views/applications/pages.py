"""What all pages of applications share: how one is found, their frame, their addresses."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ngos.models import Application


def allow(request: HttpRequest, *permissions: str) -> None:
    """Raises PermissionDenied unless the person has every permission."""
    if not all(request.user.has_perm(permission) for permission in permissions):
        raise PermissionDenied(_("Your role does not allow this."))


def found(pk: int) -> Application:
    """Raises Http404 outside the scope."""
    query = Application.objects.select_related(
        "ngo", "ngo__county", "ngo__province", "ngo__field", "council", "branch_county"
    )
    return get_object_or_404(query, pk=pk)


def address_of(application: Application) -> str:
    return reverse("admin:ngos_application_detail", args=[application.pk])


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the staff site about applications."""
    frame = {**admin.site.each_context(request), "opts": Application._meta, **context}
    return TemplateResponse(request, template, frame, status=status)
