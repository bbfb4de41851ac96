"""Suspending and revoking licences, and what that means for their NGOs.

A suspension lasts until somebody lifts it, also when the day until which it was meant has passed:
whether what was asked for has been put right is the office's to say, and nobody would have said so
of a licence that became valid overnight. The list of licences names those whose day has passed.
"""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, check_day_has_come, require
from accounts.workflow import Taker
from licensing.kinds import TO_WORK, LicenceKind
from licensing.models import Licence
from licensing.models.licence import LicenceState
from licensing.services.licences import chain
from licensing.services.licences.held import is_held, tell_changed
from ngos.models import NGO, Branch
from ngos.models.ngo import Status
from ngos.services.change_status import change_status
from persian.dates import format_jalali
from screens.history import Track
from screens.seen import Stamp, state_of

STAMP = Stamp(
    of=state_of,
    tracks=lambda licence: [Track(Licence, Q(pgh_obj_id=licence.pk), hidden={"ngo", "province"})],
)
AT_WORK = (Status.ACTIVE, Status.INACTIVE, Status.UNKNOWN)


@transaction.atomic
def suspend(
    *,
    actor: User,
    licence: Licence,
    on: datetime.date,
    reason: str,
    until: datetime.date | None = None,
    by: Taker = Taker.PERSON,
) -> Licence:
    """Suspend a valid licence from a day on, until another day where one is set.

    An NGO that works under no other licence is suspended with it. What a body decided in session
    is asked for with `by`: who may sign it has been asked there. Raises PermissionDenied without
    the permission, Licence.DoesNotExist outside the scope, and Refusal where the licence is not
    valid, a day is against the order of days, or the reason is missing.
    """
    if by is Taker.PERSON:
        require(actor, "licensing.suspend_licence")
    licence, ngo = chain.lock(licence)
    _check_state(licence, (LicenceState.VALID,), _("Suspend"))
    _check_day(licence, on)
    if until is not None and until <= on:
        raise Refusal(
            "ends_before", _("The suspension ends before it begins. Enter a later day."),
            field="until",
        )  # fmt: skip
    reason = _checked_reason(reason)
    _store(licence, LicenceState.SUSPENDED, on, reason, until)
    if ngo.status in AT_WORK and _works_under_no_other(ngo, licence, on):
        change_status(actor=actor, ngo=ngo, status=Status.SUSPENDED, on=on, reason=reason, by=by)
    return licence


@transaction.atomic
def lift_suspension(*, actor: User, licence: Licence, on: datetime.date, reason: str) -> Licence:
    """Let a suspended licence hold again from a day on; its NGO is active again.

    Where a supervision case suspends the NGO, that lasts. Raises as `suspend` does, and Refusal
    where it is the licence that a case has suspended: the case ends that.
    """
    require(actor, "licensing.suspend_licence")
    licence, ngo = chain.lock(licence)
    if is_held(licence):
        raise Refusal(
            "suspended_by_a_case",
            _("A supervision case has suspended this licence. End the suspension in that case."),
        )
    licence = hold_again(actor=actor, licence=licence, on=on, reason=reason)
    if licence.kind in TO_WORK and ngo.status == Status.SUSPENDED and not is_held(ngo):
        change_status(actor=actor, ngo=ngo, status=Status.ACTIVE, on=on, reason=reason)
    return licence


@transaction.atomic
def hold_again(*, actor: User, licence: Licence, on: datetime.date, reason: str) -> Licence:
    """The licence alone holds again, whoever has suspended it. Raises as `suspend` does."""
    require(actor, "licensing.suspend_licence")
    licence, _ngo = chain.lock(licence)
    _check_state(licence, (LicenceState.SUSPENDED,), _("Lift the suspension"))
    _check_day(licence, on)
    _store(licence, LicenceState.VALID, on, _checked_reason(reason))
    return licence


@transaction.atomic
def revoke(
    *,
    actor: User,
    licence: Licence,
    on: datetime.date,
    reason: str,
    by: Taker = Taker.PERSON,
) -> Licence:
    """Revoke a licence for good from a day on.

    An NGO that works under no other licence is revoked with it; the branch of a branch permit
    closes. Raises as `suspend` does.
    """
    if by is Taker.PERSON:
        require(actor, "licensing.revoke_licence")
    licence, ngo = chain.lock(licence)
    _check_state(licence, (LicenceState.VALID, LicenceState.SUSPENDED), _("Revoke"))
    _check_day(licence, on)
    reason = _checked_reason(reason)
    _store(licence, LicenceState.REVOKED, on, reason)
    if ngo.status in (*AT_WORK, Status.SUSPENDED) and _works_under_no_other(ngo, licence, on):
        change_status(actor=actor, ngo=ngo, status=Status.REVOKED, on=on, reason=reason, by=by)
    if licence.kind == LicenceKind.BRANCH:
        _close_branch(ngo, licence, on)
    return licence


def _works_under_no_other(ngo: NGO, licence: Licence, on: datetime.date) -> bool:
    return licence.kind in TO_WORK and not chain.works_otherwise(ngo, but=licence, on=on)


def _store(
    licence: Licence,
    state: str,
    on: datetime.date,
    reason: str,
    until: datetime.date | None = None,
) -> None:
    licence.state, licence.state_since, licence.state_reason = state, on, reason
    licence.suspended_until = until
    licence.save(update_fields=["state", "state_since", "state_reason", "suspended_until"])
    tell_changed(licence, on)


def _check_state(licence: Licence, allowed: tuple[LicenceState, ...], action: object) -> None:
    """Refuse what the stored state does not allow; somebody may have been faster."""
    if licence.state in allowed:
        return
    last = licence.events.order_by("-pgh_id").first()  # type: ignore[attr-defined]
    if last is not None and (last.pgh_context or {}).get("name"):
        raise STAMP.overtaken(licence)
    raise Refusal(
        "not_allowed",
        _("The licence has the state “%(state)s”; “%(action)s” is not possible now."),
        params={"state": licence.get_state_display(), "action": action},
    )


def _check_day(licence: Licence, on: datetime.date) -> None:
    check_day_has_come(on)
    begun = max(filter(None, (licence.issued_on, licence.state_since)))
    if on < begun:
        raise Refusal(
            "too_early",
            _(
                "The present state of the licence began on %(since)s. "
                "Enter that day or a later one."
            ),
            field="on",
            params={"since": format_jalali(begun)},
        )


def _checked_reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise Refusal(
            "reason_missing",
            _("Write the reason: the resolution or the ruling, with number and date."),
            field="reason",
        )
    return reason


def _close_branch(ngo: NGO, licence: Licence, on: datetime.date) -> None:
    for branch in Branch.objects.filter(ngo=ngo, permit_no=licence.number, closed_on=None):
        branch.closed_on = max(on, branch.opened_on or on)
        branch.save(update_fields=["closed_on"])
