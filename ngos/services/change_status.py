"""Changing the status of an NGO: the one table of what may follow what, and its rules."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, check_day_has_come, require
from accounts.roles import Role
from accounts.workflow import Taker
from ngos.models import NGO
from ngos.models.ngo import Status
from persian.dates import format_jalali

# What may follow each status.
TRANSITIONS: dict[str, tuple[str, ...]] = {
    # Of an NGO from an old list: whatever the office has found out.
    Status.UNKNOWN: tuple(status for status in Status if status != Status.UNKNOWN),
    Status.APPLICANT: (Status.ACTIVE, Status.DISSOLVED),
    Status.ACTIVE: (Status.INACTIVE, Status.SUSPENDED, Status.REVOKED, Status.DISSOLVED),
    Status.INACTIVE: (Status.ACTIVE, Status.SUSPENDED, Status.REVOKED, Status.DISSOLVED),
    Status.SUSPENDED: (Status.ACTIVE, Status.REVOKED, Status.DISSOLVED),
    Status.REVOKED: (Status.ACTIVE, Status.DISSOLVED),
    Status.DISSOLVED: (Status.ACTIVE, Status.INACTIVE),
}
# What a new NGO may begin as; the others come with their reason, in a change of status.
FIRST = (Status.APPLICANT, Status.ACTIVE)
# A revocation is undone by an appeal, a dissolution by a court: neither at an expert's desk.
FINAL = frozenset({Status.REVOKED, Status.DISSOLVED})
MAY_REOPEN = frozenset({Role.DIRECTOR_GENERAL, Role.NATIONAL_EXPERT})
NEEDS_REASON = frozenset({Status.SUSPENDED, Status.REVOKED, Status.DISSOLVED})


# What a room above does when the status of an NGO is changed, in the same transaction.
_followers: list[Callable[[NGO, datetime.date], None]] = []


def when_changed(follow: Callable[[NGO, datetime.date], None]) -> None:
    """Have `follow` called with an NGO and the day from which its status is another. For
    `AppConfig.ready()`."""
    _followers.append(follow)


def allowed_statuses(*, actor: User, ngo: NGO) -> tuple[str, ...]:
    """What this person may change the NGO's status to, now."""
    if not actor.has_perm("ngos.change_status"):
        return ()
    following = TRANSITIONS[ngo.status]
    if ngo.status in FINAL and actor.role not in MAY_REOPEN:
        return tuple(status for status in following if status in FINAL)
    return following


@transaction.atomic
def change_status(
    *,
    actor: User,
    ngo: NGO,
    status: str,
    on: datetime.date,
    reason: str = "",
    by: Taker = Taker.PERSON,
) -> NGO:
    """Give the NGO another status from a day on.

    What a body decided in session is asked for with `by`: who may sign it has been asked there.
    Raises PermissionDenied without the permission, NGO.DoesNotExist outside the actor's scope, and
    Refusal where the status, the day or the reason is against a rule.
    """
    if by is Taker.PERSON:
        require(actor, "ngos.change_status")
    ngo = NGO.objects.select_for_update(of=("self",)).get(pk=ngo.pk)
    reason = reason.strip()
    _check_transition(actor, ngo, status, by)
    check_day_has_come(on)
    if ngo.status_since and on < ngo.status_since:
        raise Refusal(
            "too_early",
            _(
                "The present status began on %(since)s; the new one cannot begin before it. "
                "Enter that day or a later one."
            ),
            field="on",
            params={"since": format_jalali(ngo.status_since)},
        )
    if status in NEEDS_REASON and not reason:
        raise Refusal(
            "reason_missing",
            _("This status needs its reason: the resolution or the ruling, with number and date."),
            field="reason",
        )
    ngo.status, ngo.status_since, ngo.status_reason = status, on, reason
    ngo.save(update_fields=["status", "status_since", "status_reason", "updated_at"])
    for follow in _followers:
        follow(ngo, on)
    return ngo


def _check_transition(actor: User, ngo: NGO, status: str, by: Taker) -> None:
    names = dict(Status.choices)
    decided = by is Taker.SESSION and status in TRANSITIONS[ngo.status]
    if decided or status in allowed_statuses(actor=actor, ngo=ngo):
        return
    params = {"old": names[ngo.status], "new": names.get(status, status)}
    if status in TRANSITIONS[ngo.status]:
        raise Refusal(
            "final",
            _("Only the director general or the ministry may end the status “%(old)s”."),
            field="status",
            params=params,
        )
    raise Refusal(
        "not_allowed",
        _("“%(new)s” cannot follow “%(old)s”. Look at the present status again."),
        field="status",
        params=params,
    )


def begin_work(*, ngo: NGO, on: datetime.date, level: str) -> None:
    """Make an NGO, locked, active at a level from the day on which its licence was issued.

    A part of signing the licence: who may sign has been asked there. An NGO that is active already
    stays so since the day that it is.
    """
    changed = ["updated_at"]
    if ngo.status != Status.ACTIVE:
        ngo.status, ngo.status_since, ngo.status_reason = Status.ACTIVE, on, ""
        changed += ["status", "status_since", "status_reason"]
    if ngo.activity_level != level:
        ngo.activity_level = level
        changed.append("activity_level")
    if len(changed) > 1:
        ngo.save(update_fields=changed)
