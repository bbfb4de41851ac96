"""Who may open a record, the lines of its log, and the breaking of the glass."""

import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.personal_data import VIEW
from beneficiaries.safeguards.models import Opening

REVIEW = "safeguards.review_opening"


def is_open(woman: Beneficiary) -> bool:
    """Whether the person of the scope may open the record: it is in their caseload, or they have
    broken its glass. One query."""
    return bool(_asked("SELECT safeguards_is_open(%s)", [woman.pk]))


def note(woman: Beneficiary, deed: str, page: str = "", reason: str = "") -> None:
    """Write down what the person of the scope did with a record. One query."""
    _asked("SELECT safeguards_look(%s, %s, %s, %s)", [woman.pk, deed, page, reason])


def break_glass(*, actor: User, woman: Beneficiary, reason: str) -> datetime.datetime:
    """Open a record outside the caseload, until when is given back.

    The director of the province is told by their worklist. Raises PermissionDenied without the
    permission, Refusal without a reason.
    """
    require(actor, VIEW)
    if not reason.strip():
        raise Refusal("no_reason", _("Write why you need this record."), field="reason")
    until: datetime.datetime = _asked("SELECT safeguards_open(%s, %s)", [woman.pk, reason])
    return until


def review(*, actor: User, opening: Opening, is_justified: bool, remarks: str) -> None:
    """Judge an opening. Raises Refusal for one's own, and for one that is judged already."""
    require(actor, REVIEW)
    if opening.user_id == actor.pk:
        raise Refusal("own", _("Nobody judges an opening of their own."))
    if not _asked("SELECT safeguards_review(%s, %s, %s)", [opening.pk, is_justified, remarks]):
        raise Refusal("judged", _("This opening is judged already."))


def _asked(statement: str, parameters: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        row = cursor.fetchone()
    return row[0] if row else None
