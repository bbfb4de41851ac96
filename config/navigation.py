"""The staff site's look and its navigation, as the admin theme reads them."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from screens.navigation import groups, item


def dashboard(request: HttpRequest, context: dict[str, object]) -> dict[str, object]:
    from accounts.requests import signed_in
    from reports.dashboard import dashboard as build

    return {**context, **build(signed_in(request), request.GET.get("year", ""))}


def navigation(request: HttpRequest) -> list[dict[str, object]]:
    """The sidebar: where everybody begins, then what the rooms have declared."""
    first = [item(_("Dashboard"), "space_dashboard", "admin:index", request)]
    if request.user.has_perm("screens.view_worklist"):
        first.append(item(_("Worklist"), "inbox", "admin:worklist", request))
    return [{"items": first}, *groups(request)]


UNFOLD: dict[str, object] = {
    "SITE_TITLE": _("Samanyar"),
    "SITE_HEADER": _("Samanyar"),
    "SITE_SUBHEADER": _("The register of non-governmental organisations"),
    "SITE_URL": reverse_lazy("admin:index"),
    "SITE_ICON": lambda request: static("favicon.svg"),
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("favicon.svg")}
    ],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "DASHBOARD_CALLBACK": "config.navigation.dashboard",
    "STYLES": [lambda request: static("screens/office.css")],
    "SCRIPTS": [
        lambda request: static("screens/office.js"),
        lambda request: static("account/rest.js"),
    ],
    "BORDER_RADIUS": "8px",
    # A deep teal; greys are left as the theme has them.
    "COLORS": {
        "primary": {
            "50": "oklch(97.5% .016 190)",
            "100": "oklch(94% .035 190)",
            "200": "oklch(88% .06 190)",
            "300": "oklch(80% .085 190)",
            "400": "oklch(70% .1 190)",
            "500": "oklch(58% .098 190)",
            "600": "oklch(47% .085 192)",
            "700": "oklch(41% .074 194)",
            "800": "oklch(35% .062 196)",
            "900": "oklch(29% .05 198)",
            "950": "oklch(21% .038 200)",
        },
    },
    "COMMAND": {"search_models": False, "show_history": False},
    "SIDEBAR": {
        "show_search": False,
        "command_search": False,
        "show_all_applications": False,
    },
}
