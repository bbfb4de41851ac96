"""What waits for a case worker: goals and answers due, income to ask, complaints, new women."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from beneficiaries.care.models import Complaint, Goal, Outcome, Referral
from beneficiaries.care.models.complaint import AWAITING, ComplaintState
from beneficiaries.care.models.plan import GoalState
from beneficiaries.care.models.referral import WAITING, ReferralState
from beneficiaries.care.policies import PLAN_DAYS
from beneficiaries.care.services import complaints
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.words import RecordState
from beneficiaries.records.personal_data import CHANGE
from screens.worklist.duty import Duty, Item, Moment, address, past

SOON = datetime.timedelta(days=14)  # a goal stands in the worklist so long before its day


def in_caseload(actor: User, to: str = "beneficiary__") -> Q:
    """Rows of women in one's caseload, as the guard of records has it."""
    of_nobody = Q(**{f"{to}case_worker": None, f"{to}county": actor.county_id})
    if actor.county_id is None:
        of_nobody = Q(**{f"{to}case_worker": None, f"{to}county__isnull": True})
    return Q(**{f"{to}case_worker": actor.pk}) | of_nobody


def _goals(actor: User, moment: Moment) -> QuerySet[Any]:
    rows = Goal.objects.filter(
        in_caseload(actor), state=GoalState.OPEN, due_on__lte=moment.today + SOON,
        beneficiary__state=RecordState.ACTIVE,
    )  # fmt: skip
    return rows.select_related("beneficiary").order_by("due_on", "pk")


def _referrals(actor: User, moment: Moment) -> QuerySet[Any]:
    rows = Referral.objects.filter(in_caseload(actor), state__in=WAITING)
    return rows.select_related("beneficiary", "ngo").order_by("due_on", "pk")


def _checks(actor: User, moment: Moment) -> QuerySet[Any]:
    rows = Outcome.objects.filter(in_caseload(actor), next_check_on__lte=moment.today)
    return rows.select_related("beneficiary").order_by("next_check_on", "pk")


def _complaints(actor: User, moment: Moment) -> QuerySet[Any]:
    rows = Complaint.objects.filter(in_caseload(actor), state=ComplaintState.RECEIVED)
    return rows.select_related("beneficiary").order_by("due_on", "pk")


def _appeals(actor: User, moment: Moment) -> QuerySet[Any]:
    """All of the province: the director decides on them, with a reason to open the record."""
    rows = Complaint.objects.filter(state=ComplaintState.APPEALED)
    return rows.select_related("beneficiary").order_by("due_on", "pk")


def _new(actor: User, moment: Moment) -> QuerySet[Any]:
    plan = Goal.objects.filter(beneficiary=OuterRef("pk"))
    rows = Beneficiary.objects.filter(
        in_caseload(actor, ""), ~Exists(plan), state=RecordState.ACTIVE
    )
    return rows.order_by("registered_on", "pk")


def _plan_days(day: datetime.date) -> int:
    return value_of(PLAN_DAYS)


def _unplanned(moment: Moment) -> Q:
    return Q(registered_on__lt=moment.today - datetime.timedelta(days=moment.once(_plan_days)))


def _record(woman_id: int) -> str:
    return address("records_beneficiary_detail", woman_id)


def _item_of_goal(goal: Goal, moment: Moment) -> Item:
    return Item(
        str(goal.beneficiary), goal.title, goal.set_on, goal.due_on, _record(goal.beneficiary_id)
    )


def _item_of_referral(referral: Referral, moment: Moment) -> Item:
    is_sent = referral.state == ReferralState.SENT
    return Item(
        title=str(referral.beneficiary),
        about=str(referral.ngo or referral.recipient_name),
        since=referral.sent_on,
        due_on=referral.due_on,
        address=_record(referral.beneficiary_id),
        step=_("Record the answer") if is_sent else _("Record the result"),
        step_address=address(
            f"records_beneficiary_referrals_{'answer' if is_sent else 'report'}",
            referral.beneficiary_id, referral.pk,
        ),
    )  # fmt: skip


def _item_of_check(outcome: Outcome, moment: Moment) -> Item:
    return Item(
        title=str(outcome.beneficiary),
        about=outcome.title,
        since=outcome.started_on,
        due_on=outcome.next_check_on,
        address=_record(outcome.beneficiary_id),
        step=_("Record her income"),
        step_address=address("records_beneficiary_income_checks_add", outcome.beneficiary_id),
    )


def _item_of_complaint(complaint: Complaint, moment: Moment) -> Item:
    step = "answer" if complaint.state == AWAITING[0] else "decide"
    return Item(
        title=str(complaint.beneficiary),
        about=complaint.about,
        since=complaint.received_on,
        due_on=complaint.due_on,
        address=_record(complaint.beneficiary_id),
        step=_("Answer the complaint") if step == "answer" else _("Decide on the appeal"),
        step_address=address(
            f"records_beneficiary_complaints_{step}", complaint.beneficiary_id, complaint.pk
        ),
    )


def _item_of_woman(woman: Beneficiary, moment: Moment) -> Item:
    return Item(
        title=str(woman),
        about=str(_("Has no plan yet")),
        since=woman.registered_on,
        due_on=woman.registered_on + datetime.timedelta(days=moment.once(_plan_days)),
        address=_record(woman.pk),
        step=_("Set a goal"),
        step_address=address("records_beneficiary_goals_add", woman.pk),
    )


DUTIES = [
    Duty("women_without_plan", _("New women without a plan"), "person_add", CHANGE, _new,
         "registered_on", _unplanned, _item_of_woman),
    Duty("women_goals", _("Goals that are due"), "flag", CHANGE, _goals, "set_on",
         past("due_on"), _item_of_goal),
    Duty("women_referrals", _("Referrals that wait for their recipients"), "send", CHANGE,
         _referrals, "sent_on", past("due_on"), _item_of_referral),
    Duty("women_incomes", _("Incomes to ask"), "payments", CHANGE, _checks, "next_check_on",
         past("next_check_on"), _item_of_check),
    Duty("women_complaints", _("Complaints of women to answer"), "campaign", complaints.ANSWER,
         _complaints, "received_on", past("due_on"), _item_of_complaint),
    Duty("women_appeals", _("Appeals of women to decide on"), "gavel", complaints.DECIDE,
         _appeals, "appealed_on", past("due_on"), _item_of_complaint),
]  # fmt: skip
