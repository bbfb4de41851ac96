"""The page of one licence, and the frame of all pages of licences."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.policies import value_of
from licensing.models import Licence
from licensing.models.licence import LicenceState
from licensing.services.licences.printing import PRINTABLE
from licensing.standing import standing_of
from licensing.verification import verification_address
from ngos.policies.register import LICENCE_ALERT_DAYS
from ngos.standing import Standing, standing_badge
from screens.history import Track, timeline
from screens.pages import allow, model_page

MOST_OF_A_CHAIN = 30  # licences that are looked for, in each direction


def find(request: HttpRequest, pk: Any, permission: str) -> Licence:
    """The licence. Outsiders get 404, insiders without the right 403."""
    query = Licence.objects.select_related(
        "ngo", "ngo__field", "ngo__county", "province", "application", "resolution",
    )  # fmt: skip
    is_number = str(pk).isdecimal() and len(str(pk)) < 19
    licence = get_object_or_404(query, pk=int(pk) if is_number else 0)
    allow(request, permission)
    return licence


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return model_page(request, Licence, template, context, status)


def address(licence: Licence) -> str:
    return reverse("admin:licensing_licence_change", args=[licence.pk])


def track_of(licence: Licence) -> Track:
    return Track(Licence, Q(pgh_obj_id=licence.pk), hidden={"ngo", "province"})


def _actions(request: HttpRequest, licence: Licence, may_print: bool) -> list[dict[str, object]]:
    """What this person may do with the licence now."""
    is_held = licence.state in (LicenceState.VALID, LicenceState.SUSPENDED)
    possible = [
        ("print_licence", may_print, _("Print (A5)"), "print", "print"),
        ("suspend_licence", licence.state == LicenceState.VALID, _("Suspend"), "block", "suspend"),
        ("suspend_licence", licence.state == LicenceState.SUSPENDED, _("Lift the suspension"),
         "lock_open", "lift"),
        ("revoke_licence", is_held, _("Revoke"), "cancel", "revoke"),
        ("change_licence", licence.application_id is None, _("Correct"), "edit", "correct"),
    ]  # fmt: skip
    return [
        {"title": title, "icon": icon, "address": reverse(f"admin:licensing_licence_{name}",
                                                          args=[licence.pk])}
        for permission, is_possible, title, icon, name in possible
        if is_possible and request.user.has_perm(f"licensing.{permission}")
    ]  # fmt: skip


def _chain(licence: Licence) -> list[dict[str, object]]:
    """The licences before and after, and this one, the newest first."""
    chain = [licence]
    while chain[-1].previous is not None and len(chain) < MOST_OF_A_CHAIN:
        chain.append(chain[-1].previous)
    while (following := getattr(chain[0], "next", None)) and len(chain) < 2 * MOST_OF_A_CHAIN:
        chain.insert(0, following)
    return [{"licence": each, "is_this": each.pk == licence.pk} for each in chain]


def show(request: HttpRequest, object_id: Any) -> HttpResponse:
    """One licence: its standing, the chain it belongs to, and its history."""
    licence = find(request, object_id, "licensing.view_licence")
    standing = standing_of(licence, alert_days=value_of(LICENCE_ALERT_DAYS, licence.province_id))
    may_print = standing in PRINTABLE and request.user.has_perm("licensing.print_licence")
    context = {
        "title": str(licence),
        "licence": licence,
        "ngo": licence.ngo,
        "standing": standing,
        "is_running": standing in (Standing.VALID, Standing.EXPIRING),
        "badge": standing_badge(standing),
        "actions": _actions(request, licence, may_print),
        "may_print": may_print,
        "chain": _chain(licence),
        "verification": verification_address(request, licence),
        "page": timeline([track_of(licence)], page=request.GET.get("page")),
    }
    return page(request, "licensing/licences/page.html", context)
