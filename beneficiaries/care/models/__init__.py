from beneficiaries.care.models.complaint import Complaint
from beneficiaries.care.models.enrolment import Enrolment
from beneficiaries.care.models.note import CaseNote
from beneficiaries.care.models.outcome import Graduation, IncomeCheck, Outcome
from beneficiaries.care.models.plan import Goal
from beneficiaries.care.models.referral import Referral
from beneficiaries.care.models.service import Service

__all__ = [
    "CaseNote", "Complaint", "Enrolment", "Goal", "Graduation", "IncomeCheck", "Outcome",
    "Referral", "Service",
]  # fmt: skip
