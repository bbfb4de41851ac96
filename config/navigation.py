"""The staff site's look and its navigation, as the admin theme reads them."""

from collections.abc import Callable

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from persian.numbers import format_number

MOST_COUNTED = 99  # of what waits, beside an entry of the sidebar


def _may(permission: str) -> Callable[[HttpRequest], bool]:
    return lambda request: request.user.has_perm(permission)


def dashboard(request: HttpRequest, context: dict[str, object]) -> dict[str, object]:
    from accounts.requests import signed_in
    from reports.dashboard import dashboard as build

    return {**context, **build(signed_in(request), request.GET.get("year", ""))}


def is_at_applications(request: HttpRequest) -> bool:
    """Whether a page of applications is open, but the worklist, which stands beneath them."""
    within = request.path.startswith(reverse("admin:licensing_application_changelist"))
    return within and request.path != reverse("admin:licensing_application_worklist")


def open_pairs(request: HttpRequest) -> str:
    """How many likely duplicates wait, for the sidebar; "" for none."""
    from imports.models import DuplicatePair

    if not request.user.has_perm("imports.view_duplicatepair"):
        return ""
    count = DuplicatePair.objects.open().order_by()[: MOST_COUNTED + 1].count()
    if count > MOST_COUNTED:
        return f"{format_number(MOST_COUNTED)}+"
    return format_number(count) if count else ""


def _item(title: object, icon: str, address: str, permission: str) -> dict[str, object]:
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(address),
        "permission": _may(permission),
    }


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
        "navigation": [
            {
                "items": [
                    {
                        "title": _("Dashboard"),
                        "icon": "space_dashboard",
                        "link": reverse_lazy("admin:index"),
                    },
                ]
            },
            {
                "title": _("Licensing"),
                "items": [
                    _item(
                        _("Worklist"),
                        "inbox",
                        "admin:licensing_application_worklist",
                        "licensing.view_application",
                    ),
                    {
                        **_item(
                            _("Applications"),
                            "assignment",
                            "admin:licensing_application_changelist",
                            "licensing.view_application",
                        ),
                        "active": "config.navigation.is_at_applications",
                    },
                ],
            },
            {
                "title": _("Register"),
                "items": [
                    _item(_("NGOs"), "diversity_2", "admin:ngos_ngo_changelist", "ngos.view_ngo"),
                    _item(_("People"), "group", "admin:ngos_person_changelist", "ngos.view_person"),
                    _item(
                        _("Licences"),
                        "workspace_premium",
                        "admin:licensing_licence_changelist",
                        "licensing.view_licence",
                    ),
                    _item(
                        _("Imports"),
                        "upload_file",
                        "admin:imports_run_changelist",
                        "imports.view_run",
                    ),
                    {
                        **_item(
                            _("Likely duplicates"),
                            "content_copy",
                            "admin:imports_duplicatepair_changelist",
                            "imports.view_duplicatepair",
                        ),
                        "badge": "config.navigation.open_pairs",
                    },
                ],
            },
            {
                "title": _("Councils"),
                "items": [
                    _item(
                        _("Councils"),
                        "groups",
                        "admin:councils_council_changelist",
                        "councils.view_council",
                    ),
                    _item(
                        _("Sessions"),
                        "gavel",
                        "admin:councils_session_changelist",
                        "councils.view_session",
                    ),
                    _item(
                        _("Resolutions"),
                        "fact_check",
                        "admin:councils_agendaitem_changelist",
                        "councils.view_agendaitem",
                    ),
                ],
            },
            {
                "title": _("Supervision and letters"),
                "items": [
                    _item(
                        _("Supervision"),
                        "policy",
                        "admin:supervision_supervisioncase_changelist",
                        "supervision.view_supervisioncase",
                    ),
                    _item(
                        _("Annual reports"),
                        "summarize",
                        "admin:supervision_annualreport_changelist",
                        "supervision.view_annualreport",
                    ),
                    _item(
                        _("Letters"),
                        "mail",
                        "admin:letters_letter_changelist",
                        "letters.view_letter",
                    ),
                ],
            },
            {
                "title": _("Basic data"),
                "items": [
                    _item(
                        _("Counterparts"),
                        "account_balance",
                        "admin:letters_counterpart_changelist",
                        "letters.view_counterpart",
                    ),
                    _item(
                        _("Letter templates"),
                        "edit_note",
                        "admin:letters_lettertemplate_changelist",
                        "letters.view_lettertemplate",
                    ),
                    _item(
                        _("Fields"), "category", "admin:ngos_field_changelist", "ngos.view_field"
                    ),
                    _item(
                        _("Counties"),
                        "map",
                        "admin:accounts_county_changelist",
                        "accounts.view_county",
                    ),
                    _item(
                        _("Stationery"),
                        "contract",
                        "admin:papers_stationery_changelist",
                        "papers.view_stationery",
                    ),
                    _item(
                        _("Signatures"),
                        "signature",
                        "admin:papers_signature_changelist",
                        "papers.view_signature",
                    ),
                    _item(
                        _("Users"),
                        "manage_accounts",
                        "admin:accounts_user_changelist",
                        "accounts.view_user",
                    ),
                    _item(
                        _("Access log"),
                        "history",
                        "admin:accounts_accessentry_changelist",
                        "accounts.view_accessentry",
                    ),
                    _item(
                        _("Policy settings"),
                        "tune",
                        "admin:accounts_policysetting_changelist",
                        "accounts.view_policysetting",
                    ),
                ],
            },
        ],
    },
}
