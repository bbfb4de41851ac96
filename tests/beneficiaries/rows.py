"""A row of every model of the rooms of women who head households, for trying addresses."""

import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import User
from beneficiaries.assessments import scoring, standard
from beneficiaries.assessments.models import Assessment, Questionnaire, Version
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
from beneficiaries.intake.models import Draft, Search
from beneficiaries.records.models import Beneficiary, HouseholdMember
from beneficiaries.safeguards.models import (
    Consent,
    Look,
    Note,
    OfficeKey,
    Opening,
    Question,
    Transfer,
)
from programs.projects.models import Program
from tests.cast import national_id

# What hangs on a woman, by her addresses' word for it.
PARTS: dict[str, type[models.Model]] = {
    "beneficiary_members": HouseholdMember, "beneficiary_consents": Consent,
    "beneficiary_notes": Note, "beneficiary_goals": Goal, "beneficiary_services": Service,
    "beneficiary_enrolments": Enrolment, "beneficiary_case_notes": CaseNote,
    "beneficiary_outcomes": Outcome, "beneficiary_income_checks": IncomeCheck,
    "beneficiary_referrals": Referral, "beneficiary_complaints": Complaint,
    "beneficiary_graduations": Graduation, "beneficiary_assessments": Assessment,
}  # fmt: skip


def make_woman(at: dict[str, Any], number: int, **fields: Any) -> Beneficiary:
    """A record in the caseload of everybody of its office, unless it is said otherwise."""
    return Beneficiary.objects.create(**at, **{
        "first_name": "زهرا", "last_name": f"نمونه {number}", "national_id": national_id(number),
        "birth_date": "1980-05-01", "headship_cause": "widowed", **fields,
    })  # fmt: skip


def of_women(ngo: Any) -> list[models.Model]:
    """A woman of the NGO's county with all that hangs on a record, and an intake under way."""
    at = {"province": ngo.province, "county": ngo.county}
    user = User.objects.filter(county=ngo.county, role="county_expert").earliest("pk")
    woman = make_woman(at, 880_000 + ngo.pk, mobile="09700000088")
    given = {"beneficiary": woman, "way": "paper", "given_on": "2024-01-01"}
    consent = Consent.objects.create(**given, purpose="record")  # which nothing hangs on
    leave = Consent.objects.create(**given, purpose="notes")
    key = OfficeKey.objects.create(**at, version=1, wrapped=b"wrapped")
    search = Search.objects.create(**at, user_id=user.pk, blinded=b"x" * 32, found=0)
    now = timezone.now()
    return [
        woman,
        *of_care(woman, ngo),
        *of_assessments(woman),
        HouseholdMember.objects.create(
            beneficiary=woman, province=ngo.province, relation="child", full_name="سارا نمونه"
        ),
        consent,
        key,
        Note.objects.create(
            beneficiary=woman, subject="violence", author_name="کارشناس", consent=leave,
            sealed=b"sealed", key=key, digest=b"x" * 32,
        ),
        Opening.objects.create(
            beneficiary=woman, user_id=user.pk, name="کارشناس", role="county_expert",
            reason="پیگیری درخواست", closes_at=now - datetime.timedelta(hours=1),
        ),
        Look.objects.create(
            beneficiary=woman, deed="opened", page="record", user_id=user.pk, name="کارشناس",
            role="county_expert", is_own=True,
        ),
        Question.objects.create(
            **at, is_asked_here=True, blinded=b"x" * 32, user_id=user.pk, name="کارشناس",
            asking_office="گیلان، رشت",
        ),
        Transfer.objects.create(
            to_province=ngo.province, to_county=ngo.county, from_province=ngo.province,
            from_county=ngo.county, beneficiary_id=woman.pk, reason="نقل مکان",
            asked_by_name="کارشناس",
        ),
        search,
        Draft.objects.create(
            **at, search=search, begun_by=user, begun_by_name="کارشناس", last_by_name="کارشناس",
            data={"first_name": "لیلا"},
        ),
    ]  # fmt: skip


def of_care(woman: Beneficiary, ngo: Any) -> list[models.Model]:
    """What is done for a woman, a row of each kind."""
    program = Program.objects.create(
        province=ngo.province, county=ngo.county, title="توانمندسازی زنان", type="empowerment"
    )
    leave = Consent.objects.create(
        beneficiary=woman, purpose="referral", recipient="ngo", ngo=ngo, way="paper",
        given_on="2024-01-01",
    )  # fmt: skip
    outcome = Outcome.objects.create(
        beneficiary=woman, kind="job", title="کارگاه خیاطی", started_on="2024-03-01"
    )
    return [
        Goal.objects.create(
            beneficiary=woman, domain="employment", title="یادگیری خیاطی", set_on="2024-01-01",
            due_on="2024-06-01",
        ),
        Service.objects.create(
            beneficiary=woman, province=woman.province, kind="goods", title="سبد کالا",
            given_on="2024-02-01", provider="ngo", ngo=ngo,
        ),
        Enrolment.objects.create(
            beneficiary=woman, program=program, title=program.title, began_on="2024-02-01"
        ),
        CaseNote.objects.create(
            beneficiary=woman, kind="home_visit", on="2024-02-01", text="خانه سرد است.",
            author_name="کارشناس",
        ),
        outcome,
        IncomeCheck.objects.create(
            outcome=outcome, months=3, on="2024-06-01", income=60_000_000
        ),
        Referral.objects.create(
            beneficiary=woman, consent=leave, ngo=ngo, reason="آموزش خیاطی", shares=["skills"],
            sent_on="2024-02-01", sent_by_name="کارشناس", due_on="2024-03-01",
        ),
        Complaint.objects.create(
            beneficiary=woman, about="تأخیر در پرداخت", received_on="2024-02-01",
            due_on="2024-02-16",
        ),
        Graduation.objects.create(
            beneficiary=woman, reasons=["income"], remarks="درآمد پایدار",
            graduated_on="2024-07-01", decided_by_name="کارشناس",
        ),
    ]  # fmt: skip


def of_assessments(woman: Beneficiary) -> list[models.Model]:
    """A questionnaire of her office, by which she was asked once."""
    questionnaire = Questionnaire.objects.create(
        province=woman.province, county=woman.county, title=standard.TITLE
    )
    version = Version.objects.create(
        questionnaire=questionnaire, number=1, questions=standard.QUESTIONS
    )
    found = scoring.result(standard.QUESTIONS, {"work": "no", "why_not": "skill"})
    asked = Assessment.objects.create(
        beneficiary=woman, version=version, title=questionnaire.title, on="2024-02-01",
        parts=found.parts, severities=found.severities, score=found.score, author_name="کارشناس",
    )  # fmt: skip
    return [questionnaire, version, asked]
