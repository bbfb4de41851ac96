"""Where the square code of a certificate leads."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from programs.events.models import Certificate


def certificate_address(request: HttpRequest, certificate: Certificate) -> str:
    path = reverse("verify_licence", args=[certificate.verification_code])
    if settings.PUBLIC_ADDRESS:
        return str(settings.PUBLIC_ADDRESS + path)
    return request.build_absolute_uri(path)
