"""A row of every model of the rooms of women who head households, for trying addresses."""

import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import User
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
from tests.cast import national_id

# What hangs on a woman, by her addresses' word for it.
PARTS: dict[str, type[models.Model]] = {
    "beneficiary_members": HouseholdMember, "beneficiary_consents": Consent,
    "beneficiary_notes": Note,
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
