"""What every page may show of the product itself."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.second_factor import is_required_for

PRODUCT = _("Samanyar")
TAGLINE = _("The register of non-governmental organisations")


def product(request: HttpRequest) -> dict[str, object]:
    # What is refused before anybody is known, such as a strange host, has a page too.
    user = getattr(request, "user", None)
    return {
        "product": PRODUCT,
        "tagline": TAGLINE,
        "is_demonstration": settings.DEMONSTRATION,
        "second_factor_required": partial(is_required_for, user),
    }


def demonstration_accounts(request: HttpRequest) -> dict[str, object]:
    """The accounts that the sign-in page of a demonstration offers, and their one password."""
    if not settings.DEMONSTRATION:
        return {}
    from demonstration import ACCOUNTS, PASSWORD

    return {"demonstration_accounts": ACCOUNTS, "demonstration_password": PASSWORD}
