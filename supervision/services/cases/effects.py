"""What a measure does to the NGO: its licences, and its status in the register.

The one place where supervision reaches over to them. The caller runs a transaction.
"""

import datetime

from accounts.models import User
from accounts.refusals import require
from accounts.workflow import Taker
from licensing.kinds import TO_WORK
from licensing.models import Licence
from licensing.models.licence import IN_FORCE, LicenceState
from licensing.services.licences import suspending
from ngos.models import NGO
from ngos.models.ngo import Status
from ngos.services.change_status import change_status
from supervision.models import Measure, SupervisionCase
from supervision.models.case import MeasureKind
from supervision.services.cases.in_effect import status_effects

_REASON = 300  # letters that licences and the register keep of a reason
_GIVEN = {
    MeasureKind.SUSPENSION: Status.SUSPENDED,
    MeasureKind.REVOCATION: Status.REVOKED,
}


def apply_measure(
    *, actor: User, case: SupervisionCase, measure: Measure, by: Taker = Taker.PERSON
) -> None:
    """Suspend or revoke the NGO with the licences it works under, where the measure does so.

    Each effect is stored with what was so before. What a council decided in session is asked for
    with `by`: who may sign it has been asked there. Raises PermissionDenied without the permissions
    to do that with licences, and Refusal as their services and `change_status` do.
    """
    status = _GIVEN.get(MeasureKind(measure.kind))
    if status is None:
        return
    reason, on = measure.reason[:_REASON], measure.from_on
    before = NGO.objects.get(pk=case.ngo_id).status
    if status == Status.REVOKED:
        if by is Taker.PERSON:
            require(actor, "licensing.revoke_licence")
        for licence in _licences(case, IN_FORCE):
            suspending.revoke(actor=actor, licence=licence, on=on, reason=reason, by=by)
            measure.effects.create(licence=licence, before=licence.state)
    else:
        if by is Taker.PERSON:
            require(actor, "licensing.suspend_licence")
        for licence in _licences(case, (LicenceState.VALID,)):
            suspending.suspend(
                actor=actor, licence=licence, on=on, until=measure.to_on, reason=reason, by=by
            )
            measure.effects.create(licence=licence, before=licence.state)
    ngo = NGO.objects.get(pk=case.ngo_id)
    # The last of its licences took the NGO along; one without a licence in force is left, and one
    # that had the status before is refused it a second time.
    if ngo.status != status or before == status:
        change_status(actor=actor, ngo=ngo, status=status, on=on, reason=reason, by=by)
    measure.effects.create(before=before)


def undo_measure(
    *, actor: User, case: SupervisionCase, measure: Measure, on: datetime.date, reason: str
) -> None:
    """Let the NGO work again, where this measure is what keeps it from it.

    Licences that it has suspended hold again; one that was revoked does not, since nothing brings
    it back: another is issued. What somebody has decided since about a licence or the status stays,
    and so does the status where another measure gives it too. Raises as `apply_measure` does.
    """
    reason = reason[:_REASON]
    lasting = list(measure.effects.filter(ended_on=None).select_related("licence"))
    if measure.kind == MeasureKind.SUSPENSION:
        for effect in lasting:
            if effect.licence is not None and effect.licence.state == LicenceState.SUSPENDED:
                suspending.hold_again(actor=actor, licence=effect.licence, on=on, reason=reason)
    measure.effects.filter(ended_on=None).update(ended_on=on)
    if all(effect.licence_id is not None for effect in lasting):
        return
    ngo = NGO.objects.get(pk=case.ngo_id)
    if ngo.status == _GIVEN[MeasureKind(measure.kind)] and not status_effects(ngo).exists():
        change_status(actor=actor, ngo=ngo, status=Status.ACTIVE, on=on, reason=reason)


def _licences(case: SupervisionCase, states: tuple[str, ...]) -> list[Licence]:
    """Those that the NGO works under, in one of these states."""
    found = Licence.objects.filter(ngo=case.ngo_id, kind__in=TO_WORK, state__in=states)
    return list(found.order_by("pk"))
