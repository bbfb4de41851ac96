"""What a measure does to the NGO: its status in the register, and its licences.

The one place where supervision reaches over to them. The caller runs a transaction.
"""

import datetime

from accounts.models import User
from ngos.models import NGO, Measure, SupervisionCase
from ngos.models.ngo import Status
from ngos.models.supervision import MeasureKind
from ngos.services.change_status import change_status
from ngos.services.refusal import require

_STATUS_REASON = 300  # letters that the register keeps of a reason


def apply_measure(*, actor: User, case: SupervisionCase, measure: Measure) -> None:
    """Suspend or revoke, where the measure is one that does. Raises as `change_status` does."""
    reason = measure.reason[:_STATUS_REASON]
    if measure.kind == MeasureKind.SUSPENSION:
        change_status(
            actor=actor, ngo=case.ngo, status=Status.SUSPENDED, on=measure.from_on, reason=reason
        )
    elif measure.kind == MeasureKind.REVOCATION:
        require(actor, "ngos.revoke_licence")
        change_status(
            actor=actor, ngo=case.ngo, status=Status.REVOKED, on=measure.from_on, reason=reason
        )


def undo_measure(
    *, actor: User, case: SupervisionCase, measure: Measure, on: datetime.date, reason: str
) -> None:
    """Let the NGO work again, where this measure is what keeps it from it.

    A status that somebody has given it since stays. Raises as `change_status` does.
    """
    given = {
        MeasureKind.SUSPENSION: Status.SUSPENDED,
        MeasureKind.REVOCATION: Status.REVOKED,
    }.get(MeasureKind(measure.kind))
    ngo = NGO.objects.get(pk=case.ngo_id)
    if given is not None and ngo.status == given:
        change_status(
            actor=actor, ngo=ngo, status=Status.ACTIVE, on=on, reason=reason[:_STATUS_REASON]
        )
