"""Whether another office knows a woman, and asking that office to hand her over."""

from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from beneficiaries.records.personal_data import ADD
from beneficiaries.safeguards.keys import blinded
from beneficiaries.safeguards.models import Transfer
from beneficiaries.safeguards.models.asking import MOST_QUESTIONS, TransferState
from persian.numbers import format_number

ANSWER = "safeguards.answer_transfer"


@dataclass(frozen=True)
class Answer:
    """What another office's having a woman is told in: that it has, which, and whether it gives her
    a benefit of the kind now. Nothing else."""

    question: int
    is_known: bool
    office: str
    has_benefit: bool


def ask(*, actor: User, national_id: str, kind: str = "") -> Answer:
    """Ask whether another office knows the woman of this number. It is written down at both.

    Raises PermissionDenied without the permission, Refusal after twenty questions within an hour.
    """
    require(actor, ADD)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM safeguards_ask(%s, %s, %s)",
                [national_id, blinded(national_id), kind],
            )
            row = cursor.fetchone()
    except IntegrityError as error:
        met = getattr(error.__cause__, "diag", None)
        if getattr(met, "constraint_name", None) != "questions_in_an_hour":
            raise
        text = _("You have asked %(most)s times within an hour. Go on later.")
        raise Refusal("too_many", text, {"most": format_number(MOST_QUESTIONS)}) from error
    return Answer(*row)


def ask_for_transfer(*, actor: User, question: int, reason: str) -> int:
    """Ask the office that has her to hand her over; the id of the request.

    Raises Refusal without a reason, without a question of one's own of the last day that was
    answered with yes, and for a request that waits already.
    """
    require(actor, ADD)
    if not reason.strip():
        raise Refusal("no_reason", _("Write why your office should have her."), field="reason")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT safeguards_ask_for_transfer(%s, %s)", [question, reason])
            return int(cursor.fetchone()[0])
    except IntegrityError as error:
        text = _("Your office has asked for her already.")
        raise Refusal("asked_already", text) from error


def answer(*, actor: User, transfer: Transfer, agrees: bool, words: str) -> None:
    """Hand a woman over to the office that asks, or say why not.

    Raises Refusal where it is answered already, is another office's to answer, or where the asking
    office has taken her in meanwhile.
    """
    require(actor, ANSWER)
    if not agrees and not words.strip():
        raise Refusal("no_reason", _("Write why your office keeps her."), field="words")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT safeguards_answer_transfer(%s, %s, %s)", [transfer.pk, agrees, words]
            )
            is_done = cursor.fetchone()[0]
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        text = _("The other office has a record of her by now. Tell it to go on with that.")
        raise Refusal("known_there", text) from error
    if not is_done:
        raise Refusal("answered", _("This request is answered already."))


def may_answer(user: User, transfer: Transfer) -> bool:
    """Whether a request waits for this person's office."""
    own = transfer.from_province_id == user.province_id and user.county_id in (
        None, transfer.from_county_id,
    )  # fmt: skip
    return own and transfer.state == TransferState.ASKED and user.has_perm(ANSWER)
