"""Invented women of Gilan who head households: in caseloads and without, one of them known in two
counties; their households and consents, a sealed note, an intake under way."""

import datetime
from collections.abc import Mapping

from accounts.models import County, User
from beneficiaries.intake.models import Draft, Search
from beneficiaries.records.models import Beneficiary, HouseholdMember
from beneficiaries.records.models.words import HeadshipCause, Housing, Insurance
from beneficiaries.safeguards.keys import blinded
from beneficiaries.safeguards.models import Consent, Note
from beneficiaries.safeguards.services import sealing
from demonstration import care
from demonstration.numbers import mobile, national_id
from persian.dates import add_jalali_months

FIRST = 570_000  # of the national IDs
_COUNTIES = ("رشت", "رشت", "رشت", "بندر انزلی", "لاهیجان", "شفت", "فومن")
_NAMES = (
    "مریم", "صغرا", "سیده زهرا", "کبری", "طاهره", "گلناز", "فاطمه", "رقیه", "سکینه", "اکرم",
    "لیلا", "نسرین", "معصومه",
)  # fmt: skip
_SURNAMES = ("نمونه", "فرضی", "آزمونی", "خیالی", "گمانی", "پنداری", "عظیمی نمونه")
_JOBS = ("خیاط", "قالی‌باف", "کارگر", "", "آشپز", "خانه‌دار")
_CHILDREN = ("سارا", "علی", "رضا", "مینا", "امیر", "نگار")
COUNT = 90


def make(people: Mapping[str, User], today: datetime.date) -> None:
    """Ninety women of Gilan, the first of whom another county knows too."""
    counties = {row.name: row for row in County.objects.filter(province__name="گیلان")}
    worker = people.get("rasht.caseworker")
    women = Beneficiary.objects.bulk_create(
        _woman(number, counties[_COUNTIES[number % len(_COUNTIES)]], worker, today)
        for number in range(COUNT)
    )
    twin = _woman(0, counties["بندر انزلی"], None, today)
    twin.save()
    HouseholdMember.objects.bulk_create(
        HouseholdMember(
            beneficiary=woman,
            province_id=woman.province_id,
            relation="child",
            full_name=f"{_CHILDREN[(number + each) % len(_CHILDREN)]} {woman.last_name}",
            birth_date=add_jalali_months(today, -12 * (4 + (number + 3 * each) % 15)),
            gender="",
        )
        for number, woman in enumerate(women)
        for each in range(woman.children or 0)
    )
    Consent.objects.bulk_create(
        Consent(
            beneficiary=woman,
            purpose=purpose,
            way="paper",
            given_on=woman.registered_on,
            until=add_jalali_months(today, 12),
        )
        for number, woman in enumerate(women)
        for purpose in (("record", "notes") if number % 9 == 0 else ("record",))
        if number % 10 or number == 0
    )
    _seal_one(women[0], worker)
    care.make(women, worker, today)
    if worker is not None:
        _begin_one(worker)


def _woman(number: int, county: County, worker: User | None, today: datetime.date) -> Beneficiary:
    causes, housings, insurances = list(HeadshipCause), list(Housing), list(Insurance)
    children = number % 4
    return Beneficiary(
        province_id=county.province_id,
        county=county,
        case_worker=worker if county.name == "رشت" and number % 3 < 2 else None,
        first_name=_NAMES[number % len(_NAMES)],
        last_name=_SURNAMES[number % len(_SURNAMES)],
        father_name="حسن",
        national_id=national_id(FIRST + number),
        mobile=mobile(FIRST + number),
        birth_date=add_jalali_months(today, -12 * (22 + number * 7 % 45)),
        headship_cause=causes[number % len(causes)],
        children=children,
        dependents=children + number % 2,
        housing=housings[number % len(housings)],
        insurance=insurances[number % len(insurances)],
        income=(number % 6) * 20_000_000,
        job=_JOBS[number % len(_JOBS)],
        supporters=(["relief"], ["welfare"], [], ["relief", "ngo"])[number % 4],
        registered_on=add_jalali_months(today, -(number % 24)),
    )


def _seal_one(woman: Beneficiary, worker: User | None) -> None:
    consent = Consent.objects.filter(beneficiary=woman, purpose="notes").first()
    key = sealing.new_key(province_id=woman.province_id, county_id=woman.county_id, version=1)
    key.save()
    note = Note(
        beneficiary=woman, subject="violence", consent=consent,
        author_name=worker.get_full_name() if worker else "مددکار نمونه",
    )  # fmt: skip
    sealing.seal(note, "یادداشت نمایشی: در این خانه آرامش نیست.", key)
    note.save()


def _begin_one(worker: User) -> None:
    place = {"province_id": worker.province_id, "county_id": worker.county_id}
    search = Search.objects.create(
        **place, user_id=worker.pk, blinded=blinded("پذیرش نمایشی"), found=0
    )
    Draft.objects.create(
        **place, search=search, begun_by=worker, begun_by_name=worker.get_full_name(),
        last_by_name=worker.get_full_name(), step=2,
        data={"first_name": "گوهر", "last_name": "نمونه"},
    )  # fmt: skip
