"""The first page of office staff: what waits, the register in figures, what ends, what is new.

Every figure is counted in the scope of the person, and links to the rows that it counts.
"""

import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import Decisions
from ngos.models import NGO
from ngos.models.ngo import Status
from ngos.standing import Standing, ngo_licence_is
from persian.dates import to_jalali
from persian.dates import today as today_in_tehran
from persian.numbers import is_key
from reports.links import ngo_list
from reports.periods import periods
from reports.recent_changes import since_yesterday
from reports.register_figures import Totals, by_field, by_place
from reports.waiting import waiting_for
from screens.yearly import counted

MOST_EXPIRING = 4
YEARS_BACK = 10  # that the dashboard sets against the year before


def dashboard(user: User, year: str = "") -> dict[str, object]:
    """What the dashboard's template shows for this person; `year` is a Jalali one they chose."""
    today = today_in_tehran()
    totals = Totals(today)
    context: dict[str, object] = {"title": _("Dashboard"), "today": today}
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
        "year": _year_beside_the_last(user, year, today),
    }


def _year_beside_the_last(user: User, asked: str, today: datetime.date) -> dict[str, object]:
    """The figures of the year asked for, or of this one, and the ways to its neighbours."""
    this_year = to_jalali(today).year
    known = is_key(asked) and this_year - YEARS_BACK <= int(asked) <= this_year
    year = int(asked) if known else this_year
    now, before = periods(year, today)
    return {
        "now": now,
        "before": before,
        "is_whole": year < this_year,
        "lines": counted(user, now, before),
        "earlier": year - 1 if year > this_year - YEARS_BACK else None,
        "later": year + 1 if year < this_year else None,
    }


def expiring_soon(today: datetime.date, alert_days: Decisions[int]) -> QuerySet[NGO]:
    """Active NGOs whose licence is about to expire, the first to expire first."""
    expiring = ngo_licence_is(Standing.EXPIRING, today, alert_days=alert_days)
    soon = NGO.objects.filter(expiring, status=Status.ACTIVE)
    return soon.order_by("licence_expires_on", "id").only(
        "name", "licence_expires_on", "ceo_name", "phone"
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
