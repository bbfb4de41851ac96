"""What waits for the person who looks: how much, since when, and where to begin."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from imports.models import Run, State
from ngos.models.ngo import Status
from ngos.standing import Standing
from persian.dates import today
from reports.links import ngo_list
from reports.register_figures import Totals
from screens.worklist import Moment, counted


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of work: `tone` and `icon` say how pressing it is, beside the words."""

    label: str | Promise
    count: int
    oldest_label: str | Promise
    oldest: datetime.date | None
    link: str
    tone: str
    icon: str


def waiting_for(user: User, totals: Totals) -> Iterator[Waiting]:
    """The work that this person's role lets them do or follow."""
    if user.has_perm("screens.view_worklist"):
        yield _on_worklist(user)
    if user.has_perm("imports.view_run"):
        runs = Run.objects.filter(state=State.CHECKED).aggregate(
            count=Count("pk"), oldest=Min("checked_at")
        )
        yield Waiting(
            _("Imports checked, not applied"),
            runs["count"],
            _("Oldest:"),
            runs["oldest"],
            f"{reverse('admin:imports_run_changelist')}?state={State.CHECKED}",
            "primary",
            "upload_file",
        )
    active = Status.ACTIVE
    yield Waiting(
        _("Licence expired"),
        totals["expired"],
        _("Oldest:"),
        totals.day("expired_since"),
        ngo_list(status=active, licence=Standing.EXPIRED),
        "bad",
        "event_busy",
    )
    yield Waiting(
        _("Licence about to expire"),
        totals["expiring"],
        _("First:"),
        totals.day("expiring_from"),
        ngo_list(status=active, licence=Standing.EXPIRING),
        "warning",
        "schedule",
    )
    yield Waiting(
        _("Incomplete records"),
        totals["lacking"],
        _("Oldest:"),
        totals.day("lacking_since"),
        ngo_list(status=active, lacking="any"),
        "neutral",
        "edit_note",
    )


def _on_worklist(user: User) -> Waiting:
    """All that waits for this person, with what is overdue said first."""
    found = counted(user, Moment(today()))
    overdue = sum(each.overdue for each in found)
    return Waiting(
        _("On your worklist, some of it overdue") if overdue else _("On your worklist"),
        sum(each.count for each in found),
        _("Oldest:"),
        min((each.oldest for each in found), default=None),
        reverse("admin:worklist"),
        "bad" if overdue else "primary",
        "inbox",
    )
