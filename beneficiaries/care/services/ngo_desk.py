"""What an NGO is told of the women who are referred to it, and what it says of them.

For the scope of an NGO's officer. Functions of the database answer, so there is no row of a woman
that an NGO could count, sort or search.
"""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal


@dataclass(frozen=True)
class ReferredWoman:
    """One referral: her name and what is asked; `told` is what was agreed besides, by field, once
    the NGO has accepted."""

    referral: int
    full_name: str
    reason: str
    state: str
    sent_on: datetime.date
    due_on: datetime.date
    told: dict[str, Any]


def referrals_to_my_ngo() -> list[ReferredWoman]:
    """Those under way to the NGO of the scope whose consents hold today; her log tells of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT referral, full_name, reason, state, sent_on, due_on, told"
            " FROM care_referrals_to_me()"
        )
        rows = cursor.fetchall()
    return [_read(*row) for row in rows]


def _read(*row: Any) -> ReferredWoman:
    referral, full_name, reason, state, sent_on, due_on, told = row
    return ReferredWoman(referral, full_name, reason, state, sent_on, due_on, _decoded(told))


def _decoded(told: Any) -> dict[str, Any]:
    return dict(json.loads(told)) if isinstance(told, str) else dict(told)


@transaction.atomic
def answer_as_ngo(*, referral: int, accepts: bool, words: str) -> None:
    """Accept, or decline with a reason. Raises Refusal for what is not, or no longer, theirs."""
    if not accepts and not words.strip():
        raise Refusal("no_reason", _("Write why it was declined."), field="words")
    _done("SELECT care_answer_referral(%s, %s, %s)", [referral, accepts, words.strip()])


@transaction.atomic
def report_as_ngo(*, referral: int, words: str) -> None:
    """Say what came of it. Raises Refusal for what is not, or no longer, theirs."""
    if not words.strip():
        raise Refusal("no_words", _("Write what came of it."), field="words")
    _done("SELECT care_report_referral(%s, %s)", [referral, words.strip()])


def _done(statement: str, parameters: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        row = cursor.fetchone()
    if not row or not row[0]:
        raise Refusal("not_allowed", _("This referral does not stand so any more."))
