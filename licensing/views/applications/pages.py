"""What all pages of applications share: how one is found, their frame, their addresses."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from licensing.badges import application_badge
from licensing.models import Application
from screens.pages import model_page
from screens.step_page import Back


def found(pk: int) -> Application:
    """Raises Http404 outside the scope."""
    query = Application.objects.select_related(
        "ngo", "ngo__county", "ngo__province", "ngo__field", "council", "branch_county"
    )
    return get_object_or_404(query, pk=pk)


def address_of(application: Application) -> str:
    return reverse("admin:licensing_application_detail", args=[application.pk])


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the staff site about applications."""
    return model_page(request, Application, template, context, status)


def back_to(application: Application) -> Back:
    """The way back to an application's page."""
    code = format_html('<bdi dir="ltr">{}</bdi>', application.tracking_code)
    title = format_html("{} {}", application.get_kind_display(), code)
    return Back(address_of(application), title)


def about(application: Application) -> SafeString:
    """Whose application it is, and how it stands."""
    return format_html("{} {}", application.ngo.name, application_badge(application.state))
