"""Referrals as the office keeps them: sent with her consent, answered, reported, taken back."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import Refusal, check_day_has_come, require
from beneficiaries.care.models import Referral
from beneficiaries.care.models.referral import WAITING, ReferralState
from beneficiaries.care.policies import REFERRAL_DAYS
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.words import RecordState
from beneficiaries.records.personal_data import CHANGE
from beneficiaries.safeguards.models import Consent
from beneficiaries.safeguards.models.consent import Purpose, Recipient
from beneficiaries.safeguards.services.notes import in_force
from persian.dates import today


def consents_to_referral(woman: Beneficiary) -> QuerySet[Consent]:
    """Her consents to being referred that hold today, each to one recipient."""
    to_others = [Recipient.NGO, Recipient.AGENCY, Recipient.OTHER_OFFICE]
    return Consent.objects.filter(
        in_force(), beneficiary=woman, purpose=Purpose.REFERRAL, recipient__in=to_others
    ).select_related("ngo")


@transaction.atomic
def send(
    *, actor: User, woman: Beneficiary, consent: Consent | None, reason: str, shares: list[str]
) -> Referral:
    """Refer her to the recipient of a consent.

    Raises Refusal without a consent that holds, PermissionDenied without the permission.
    """
    require(actor, CHANGE)
    if woman.state != RecordState.ACTIVE:
        raise Refusal("closed", _("This record is closed already."))
    if consent is None or not consents_to_referral(woman).filter(pk=consent.pk).exists():
        text = _("Record her consent to being referred to this recipient first.")
        raise Refusal("no_consent", text, field="consent")
    if consent.ngo_id is not None:
        waiting = Referral.objects.filter(beneficiary=woman, ngo=consent.ngo_id, state__in=WAITING)
        if waiting.exists():
            text = _("A referral to this NGO is under way already.")
            raise Refusal("under_way", text, field="consent")
    days = value_of(REFERRAL_DAYS, woman.province_id)
    return Referral.objects.create(
        beneficiary=woman,
        consent=consent,
        ngo_id=consent.ngo_id,
        recipient_name=consent.recipient_name,
        reason=reason,
        shares=shares,
        sent_by_name=actor.get_full_name(),
        due_on=today() + datetime.timedelta(days=days),
    )


def _locked(referral: Referral, *states: str) -> Referral:
    """Raises Refusal where the referral is in none of these states."""
    stored = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if stored.state not in states:
        raise Refusal("not_allowed", _("This referral does not stand so any more."))
    return stored


@transaction.atomic
def answer(
    *, actor: User, referral: Referral, accepts: bool, on: datetime.date, words: str
) -> Referral:
    """Write down what the recipient answered. Who declines says why."""
    require(actor, CHANGE)
    stored = _locked(referral, ReferralState.SENT)
    _check_day(on, stored.sent_on)
    if not accepts and not words:
        raise Refusal("no_reason", _("Write why it was declined."), field="words")
    stored.state = ReferralState.ACCEPTED if accepts else ReferralState.DECLINED
    stored.answered_on, stored.answer = on, words
    stored.save(update_fields=["state", "answered_on", "answer"])
    return stored


@transaction.atomic
def report(*, actor: User, referral: Referral, on: datetime.date, words: str) -> Referral:
    """Write down what came of it."""
    require(actor, CHANGE)
    stored = _locked(referral, ReferralState.ACCEPTED)
    _check_day(on, stored.answered_on or stored.sent_on)
    stored.state, stored.reported_on, stored.result = ReferralState.REPORTED, on, words
    stored.save(update_fields=["state", "reported_on", "result"])
    return stored


@transaction.atomic
def take_back(*, actor: User, referral: Referral) -> Referral:
    """End a referral that is under way; the recipient is told nothing of her any more."""
    require(actor, CHANGE)
    stored = _locked(referral, *WAITING)
    stored.state, stored.ended_on = ReferralState.ENDED, today()
    stored.save(update_fields=["state", "ended_on"])
    return stored


def _check_day(on: datetime.date, not_before: Any) -> None:
    check_day_has_come(on)
    if on < not_before:
        raise Refusal("too_early", _("This day is before the step of before."), field="on")
