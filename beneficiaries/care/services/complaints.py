"""Complaints of women: answered by the office; the director decides on her appeal."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import Refusal, require
from beneficiaries.care.models import Complaint
from beneficiaries.care.models.complaint import ComplaintState
from beneficiaries.care.policies import COMPLAINT_DAYS
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.personal_data import CHANGE
from persian.dates import today

ANSWER, DECIDE = "care.answer_complaint", "care.decide_complaint"


def due(woman: Beneficiary, since: datetime.date) -> datetime.date:
    """By when a complaint or an appeal of that day is to be answered."""
    return since + datetime.timedelta(days=value_of(COMPLAINT_DAYS, woman.province_id))


def _locked(complaint: Complaint, state: str) -> Complaint:
    stored = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
    if stored.state != state:
        raise Refusal("not_allowed", _("This complaint does not stand so any more."))
    return stored


@transaction.atomic
def receive(*, actor: User, woman: Beneficiary, about: str) -> Complaint:
    """Write down what she complains of."""
    require(actor, CHANGE)
    return Complaint.objects.create(beneficiary=woman, about=about, due_on=due(woman, today()))


@transaction.atomic
def answer(*, actor: User, complaint: Complaint, words: str) -> Complaint:
    """Answer her."""
    require(actor, ANSWER)
    stored = _locked(complaint, ComplaintState.RECEIVED)
    stored.state, stored.answer, stored.answered_on = ComplaintState.ANSWERED, words, today()
    stored.answered_by_name = actor.get_full_name()
    stored.save()
    return stored


@transaction.atomic
def appeal(*, actor: User, complaint: Complaint, words: str) -> Complaint:
    """Write down that she is not content, and why; the clock begins anew."""
    require(actor, CHANGE)
    stored = _locked(complaint, ComplaintState.ANSWERED)
    stored.state, stored.appeal, stored.appealed_on = ComplaintState.APPEALED, words, today()
    stored.due_on = due(stored.beneficiary, today())
    stored.save()
    return stored


@transaction.atomic
def decide(*, actor: User, complaint: Complaint, words: str) -> Complaint:
    """Decide on her appeal."""
    require(actor, DECIDE)
    stored = _locked(complaint, ComplaintState.APPEALED)
    stored.state, stored.decision, stored.decided_on = ComplaintState.DECIDED, words, today()
    stored.decided_by_name = actor.get_full_name()
    stored.save()
    return stored
