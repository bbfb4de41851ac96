"""What a measure does to the NGO: its licences, and its status in the register.

The one place where supervision reaches over to them. The caller runs a transaction.
"""

import datetime

from accounts.models import User
from ngos.kinds import TO_WORK
from ngos.models import NGO, Licence, Measure, SupervisionCase
from ngos.models.licence import IN_FORCE, LicenceState
from ngos.models.ngo import Status
from ngos.models.supervision import MeasureKind
from ngos.services.change_status import change_status
from ngos.services.licences import suspending
from ngos.services.refusal import require

_REASON = 300  # letters that licences and the register keep of a reason
_GIVEN = {
    MeasureKind.SUSPENSION: Status.SUSPENDED,
    MeasureKind.REVOCATION: Status.REVOKED,
}


def apply_measure(*, actor: User, case: SupervisionCase, measure: Measure) -> None:
    """Suspend or revoke the NGO with the licences it works under, where the measure does so.

    Raises PermissionDenied without the permissions to do that with licences, and Refusal as their
    services and `change_status` do.
    """
    status = _GIVEN.get(MeasureKind(measure.kind))
    if status is None:
        return
    reason, on = measure.reason[:_REASON], measure.from_on
    if status == Status.REVOKED:
        require(actor, "ngos.revoke_licence")
        for licence in _licences(case, IN_FORCE):
            suspending.revoke(actor=actor, licence=licence, on=on, reason=reason)
    else:
        require(actor, "ngos.suspend_licence")
        for licence in _licences(case, (LicenceState.VALID,)):
            suspending.suspend(
                actor=actor, licence=licence, on=on, until=measure.to_on, reason=reason
            )
    ngo = NGO.objects.get(pk=case.ngo_id)
    # The last of its licences took the NGO along; one without a licence in force is left.
    if ngo.status != status or not _was_taken_along(ngo, measure, reason):
        change_status(actor=actor, ngo=ngo, status=status, on=on, reason=reason)


def _was_taken_along(ngo: NGO, measure: Measure, reason: str) -> bool:
    return (ngo.status_since, ngo.status_reason) == (measure.from_on, reason)


def undo_measure(
    *, actor: User, case: SupervisionCase, measure: Measure, on: datetime.date, reason: str
) -> None:
    """Let the NGO work again, where this measure is what keeps it from it.

    Licences that were suspended hold again; one that was revoked does not, since nothing brings it
    back: another is issued. A status that somebody has given the NGO since stays. Raises as
    `apply_measure` does.
    """
    reason = reason[:_REASON]
    if measure.kind == MeasureKind.SUSPENSION:
        for licence in _licences(case, (LicenceState.SUSPENDED,)):
            if licence.state_since == measure.from_on:
                suspending.hold_again(actor=actor, licence=licence, on=on, reason=reason)
    given = _GIVEN.get(MeasureKind(measure.kind))
    ngo = NGO.objects.get(pk=case.ngo_id)
    if given is not None and ngo.status == given:
        change_status(actor=actor, ngo=ngo, status=Status.ACTIVE, on=on, reason=reason)


def _licences(case: SupervisionCase, states: tuple[str, ...]) -> list[Licence]:
    """Those that the NGO works under, in one of these states."""
    found = Licence.objects.filter(ngo=case.ngo_id, kind__in=TO_WORK, state__in=states)
    return list(found.order_by("pk"))
