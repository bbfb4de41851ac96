"""What every page may show of the product itself."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

PRODUCT = _("Samanyar")
TAGLINE = _("The register of non-governmental organisations")


def product(request: HttpRequest) -> dict[str, object]:
    return {
        "product": PRODUCT,
        "tagline": TAGLINE,
        "is_demonstration": settings.DEMONSTRATION,
    }
