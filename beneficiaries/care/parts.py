"""What of care is kept from a woman's page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from beneficiaries.care import forms
from beneficiaries.care.models import (
    CaseNote,
    Complaint,
    Enrolment,
    Goal,
    Graduation,
    IncomeCheck,
    Outcome,
    Referral,
    Service,
)
from beneficiaries.care.models.complaint import ComplaintState
from beneficiaries.care.models.referral import ReferralState
from beneficiaries.care.services import complaints
from beneficiaries.care.services.graduating import GRADUATE
from beneficiaries.care.views import steps
from beneficiaries.records.models.words import RecordState
from beneficiaries.records.parts import StepsOfWoman, WomanPart, WomanStep
from beneficiaries.records.personal_data import CHANGE


def _while_open(user: User, woman: Any) -> Refusal | None:
    if woman.state == RecordState.ACTIVE:
        return None
    return Refusal("closed", _("This record is closed already."))


GOALS = WomanPart(
    key="goals", model=Goal, parent="beneficiary", form=forms.GoalForm, permission=CHANGE,
    title=lambda row: row["title"], order=("due_on", "pk"), objection=_while_open,
    adding=_("Set a goal"), changing=_("Change the goal"),
)  # fmt: skip
SERVICES = WomanPart(
    key="services", model=Service, parent="beneficiary", form=forms.ServiceForm,
    permission=CHANGE, title=lambda row: row["title"], order=("-given_on", "-pk"),
    objection=_while_open, adding=_("Record a service"), changing=_("Change the service"),
)  # fmt: skip
ENROLMENTS = WomanPart(
    key="enrolments", model=Enrolment, parent="beneficiary", form=forms.EnrolmentForm,
    permission=CHANGE, title=lambda row: row["title"], order=("-began_on", "-pk"),
    objection=_while_open, adding=_("Enrol her"), changing=_("Change the enrolment"),
)  # fmt: skip
NOTES = WomanPart(
    key="case_notes", model=CaseNote, parent="beneficiary", form=forms.CaseNoteForm,
    permission=CHANGE, title=lambda row: row["kind"], order=("-on", "-pk"),
    adding=_("Write a note"), changing=_("Change the note"),
)  # fmt: skip
OUTCOMES = WomanPart(
    key="outcomes", model=Outcome, parent="beneficiary", form=forms.OutcomeForm,
    permission=CHANGE, title=lambda row: row["title"], order=("-started_on", "-pk"),
    adding=_("Record work that she has found"), changing=_("Change the work"),
)  # fmt: skip
CHECKS = WomanPart(
    key="income_checks", model=IncomeCheck, parent="outcome__beneficiary",
    form=forms.IncomeCheckForm, permission=CHANGE, title=lambda row: str(row["months"]),
    order=("outcome", "months"), adding=_("Record her income"), changing=_("Change the check"),
)  # fmt: skip
REFERRALS = StepsOfWoman(
    key="referrals", model=Referral, parent="beneficiary", permission=CHANGE,
    adding=_("Refer her"), add=steps.refer, order=("-sent_on", "-pk"), objection=_while_open,
    title=lambda row: row["reason"],
    steps=(
        WomanStep("answer", _("Record the answer"), CHANGE, steps.answer_referral,
                  (ReferralState.SENT,)),
        WomanStep("report", _("Record the result"), CHANGE, steps.report_referral,
                  (ReferralState.ACCEPTED,)),
        WomanStep("take_back", _("Take the referral back"), CHANGE, steps.take_back_referral,
                  (ReferralState.SENT, ReferralState.ACCEPTED)),
    ),
)  # fmt: skip
COMPLAINTS = StepsOfWoman(
    key="complaints", model=Complaint, parent="beneficiary", permission=CHANGE,
    adding=_("Record a complaint of hers"), add=steps.complain, order=("-received_on", "-pk"),
    title=lambda row: row["about"],
    steps=(
        WomanStep("answer", _("Answer the complaint"), complaints.ANSWER, steps.answer_complaint,
                  (ComplaintState.RECEIVED,)),
        WomanStep("appeal", _("Record her appeal"), CHANGE, steps.appeal,
                  (ComplaintState.ANSWERED,)),
        WomanStep("decide", _("Decide on the appeal"), complaints.DECIDE, steps.decide,
                  (ComplaintState.APPEALED,)),
    ),
)  # fmt: skip
GRADUATIONS = StepsOfWoman(
    key="graduations", model=Graduation, parent="beneficiary", permission=GRADUATE,
    adding=_("She graduates"), add=steps.graduate, objection=_while_open,
    title=lambda row: row["remarks"],
)  # fmt: skip
PARTS = (GOALS, SERVICES, ENROLMENTS, NOTES, OUTCOMES, CHECKS)
STEPPED = (REFERRALS, COMPLAINTS, GRADUATIONS)
