"""The first page of office staff: what waits, the register in figures, what ends, what is new.

Every figure is counted in the scope of the person, and links to the rows that it counts.
"""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import Decisions
from ngos.models import NGO
from ngos.models.ngo import Status
from ngos.standing import Standing, ngo_licence_is
from persian.dates import today as today_in_tehran
from reports.links import ngo_list
from reports.recent_changes import since_yesterday
from reports.register_figures import Totals, by_field, by_place
from reports.waiting import waiting_for

MOST_EXPIRING = 10


def dashboard(user: User) -> dict[str, object]:
    """What the dashboard's template shows for this person."""
    today = today_in_tehran()
    totals = Totals(today)
    context: dict[str, Any] = {"title": _("Dashboard"), "today": today}
    if not user.has_perm("ngos.view_ngo"):
        return context
    waiting = list(waiting_for(user, totals))
    if not totals["total"]:
        pressing = [each for each in waiting if each.count]
        return {**context, "is_empty": True, "beginnings": _beginnings(user), "waiting": pressing}
    return {
        **context,
        "waiting": waiting,
        "figures": totals.figures(),
        "charts": [by_field(), by_place(user.scope_kind)],
        "expiring": expiring_soon(today, totals.alert_days)[:MOST_EXPIRING],
        "expiring_total": totals["expiring"],
        "expiring_link": ngo_list(status=Status.ACTIVE, licence=Standing.EXPIRING),
        "changes": since_yesterday(user),
    }


def expiring_soon(today: datetime.date, alert_days: Decisions[int]) -> QuerySet[NGO]:
    """Active NGOs whose licence is about to expire, the first to expire first."""
    expiring = ngo_licence_is(Standing.EXPIRING, today, alert_days=alert_days)
    soon = NGO.objects.filter(expiring, status=Status.ACTIVE)
    return soon.order_by("licence_expires_on", "id").only(
        "name", "licence_expires_on", "ceo_name", "phone", "mobile"
    )


def _beginnings(user: User) -> list[dict[str, object]]:
    """Ways to fill an empty register that this person may take."""
    ways = (
        ("imports.add_run", _("Import a register"), "admin:imports_run_add", "upload_file"),
        ("ngos.add_ngo", _("Register an NGO"), "admin:ngos_ngo_add", "add"),
    )
    return [
        {"label": label, "link": reverse(address), "icon": icon}
        for permission, label, address, icon in ways
        if user.has_perm(permission)
    ]
