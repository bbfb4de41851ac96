"""The invented register: NGOs whose licences, statuses and gaps look like those of an office."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from accounts.models import County, Province
from demonstration import numbers, words
from demonstration.accounts import GIL_BANOO
from demonstration.offices import OFFICES, Office
from ngos.models import NGO, Field
from ngos.models.ngo import ActivityLevel, Issuer, Status, Type
from persian.dates import add_jalali_months, to_jalali

T = TypeVar("T")
LICENCE_MONTHS = 24
_STATUSES = {
    Status.ACTIVE: 83, Status.INACTIVE: 7, Status.APPLICANT: 4, Status.SUSPENDED: 3,
    Status.REVOKED: 2, Status.DISSOLVED: 1,
}  # fmt: skip
_LEVELS = {ActivityLevel.COUNTY: 72, ActivityLevel.PROVINCIAL: 25, ActivityLevel.NATIONAL: 3}
_ISSUERS = {
    Issuer.MOI: 58, Issuer.WELFARE: 20, Issuer.YOUTH: 10, Issuer.POLICE: 8, Issuer.OTHER: 4,
}  # fmt: skip
# NGOs that the offices' own announcements speak of: name, type, field, is it a charity.
_NAMED = {
    "گیلان": ("رشت", GIL_BANOO, Type.NETWORK, "زنان و خانواده", True),
    "قزوین": ("قزوین", "مجمع خیرین اشتغال قزوین", Type.ASSEMBLY, "اشتغال و کارآفرینی", True),
    "اصفهان": ("اصفهان", "خیریهٔ پیشگامان سلامت نصف جهان", Type.CHARITY, "سلامت و درمان", True),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """An NGO to be stored, and the name of its CEO in two parts."""

    ngo: NGO
    ceo: tuple[str, str]


def picked(rng: Random, weights: dict[T, int]) -> T:
    """One of the keys, each as likely as its weight says."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def full_name(rng: Random) -> tuple[str, str]:
    first = rng.choice(words.FEMALE_NAMES if rng.random() < 0.45 else words.MALE_NAMES)
    return first, rng.choice(words.LAST_NAMES)


def invent(today: datetime.date) -> list[Draft]:
    """All NGOs of the three offices, the same ones for the same day, not yet stored."""
    fields = {field.name: field for field in Field.objects.all()}
    provinces = {province.name: province for province in Province.objects.all()}
    drafts: list[Draft] = []
    for office in OFFICES:
        province = provinces[office.province]
        counties = {county.name: county for county in province.counties.all()}
        drafts += _Inventor(office, province, counties, fields, today, len(drafts)).drafts()
    return drafts


class _Inventor:
    def __init__(
        self,
        office: Office,
        province: Province,
        counties: dict[str, County],
        fields: dict[str, Field],
        today: datetime.date,
        first_number: int,
    ) -> None:
        self.rng = Random(office.province)  # noqa: S311  the same data each time
        self.office, self.province, self.counties = office, province, counties
        self.fields, self.today, self.number = fields, today, first_number
        self.names: set[str] = set()

    def drafts(self) -> Iterator[Draft]:
        yield self._draft(named=True)
        for _place in range(self.office.ngos - 1):
            yield self._draft(named=False)

    def _draft(self, *, named: bool) -> Draft:
        self.number += 1
        rng, number = self.rng, self.number
        county = self.counties[picked(rng, self.office.counties)]
        field = self.fields[picked(rng, self.office.fields)]
        ngo_type, name = self._name(field.name, county)
        is_charity = field.is_charitable or (field.name == "سلامت و درمان" and rng.random() < 0.6)
        if named:
            county_name, name, ngo_type, field_name, is_charity = _NAMED[self.office.province]
            county, field = self.counties[county_name], self.fields[field_name]
        ceo = full_name(rng)
        founded_on = self._founded_on()
        ngo = NGO(
            name=name,
            ngo_type=ngo_type,
            is_charity=is_charity,
            field=field,
            activity_level=ActivityLevel.PROVINCIAL if named else picked(rng, _LEVELS),
            issuer=Issuer.MOI if named else picked(rng, _ISSUERS),
            legal_id=numbers.legal_id(number),
            registration_no=str(1000 + number),
            registration_office=f"ادارهٔ ثبت شرکت‌ها و مؤسسات غیرتجاری {county.name}",
            founded_on=founded_on,
            province=self.province,
            county=county,
            address=(
                f"{county.name}، خیابان {rng.choice(words.STREETS)}، کوچهٔ {rng.randint(1, 40)}، "
                f"پلاک {rng.randint(1, 180)}"
            ),
            postal_code=self._postal_code(),
            phone=numbers.landline(self.office.area_code, number),
            mobile=numbers.mobile(number),
            email=f"ngo{number}@example.org" if rng.random() < 0.4 else "",
            website=f"https://ngo{number}.example.org/" if rng.random() < 0.12 else "",
            sheba=numbers.sheba(number) if rng.random() < 0.3 else None,
            member_count=5 + int(rng.lognormvariate(3.6, 1.1)),
            ceo_name=" ".join(ceo),
        )
        self._set_status(ngo, named=named)
        self._set_licence(ngo, named=named)
        if not named:
            self._leave_gaps(ngo)
            if rng.random() < 0.03:
                ngo.former_names = f"کانون {rng.choice(words.NAMES['plain'])}"
        return Draft(ngo, ceo)

    def _name(self, field: str, county: County) -> tuple[Type, str]:
        """A name that the province does not have yet; the county tells namesakes apart."""
        kind, titles = words.TITLES[field]
        while True:
            ngo_type, title = self.rng.choice(titles)
            name = title.format(self.rng.choice(words.NAMES[kind]))
            for candidate in (name, f"{name} {county.name}"):
                if candidate not in self.names:
                    self.names.add(candidate)
                    return ngo_type, candidate

    def _postal_code(self) -> str | None:
        if self.rng.random() < 0.3:
            return None
        district = "".join(self.rng.choices("13456789", k=3))
        return f"{self.office.postal_prefix}{district}{self.rng.randint(0, 99999):05d}"

    def _founded_on(self) -> datetime.date:
        """Between 1370 and three years ago: more of them in later years."""
        months = int(self.rng.triangular(36, 12 * (to_jalali(self.today).year - 1370), 90))
        return add_jalali_months(self.today, -months) - datetime.timedelta(self.rng.randint(0, 29))

    def _set_status(self, ngo: NGO, *, named: bool) -> None:
        ngo.status = Status.ACTIVE if named else picked(self.rng, _STATUSES)
        ngo.status_since = ngo.founded_on
        if ngo.status == Status.ACTIVE:
            return
        ngo.status_since = self.today - datetime.timedelta(self.rng.randint(5, 700))
        if ngo.status == Status.APPLICANT:
            ngo.founded_on, ngo.registration_no, ngo.legal_id = None, "", None
            ngo.registration_office = ""
        else:
            ngo.status_reason = self.rng.choice(words.REASONS[ngo.status])
        if ngo.status == Status.INACTIVE and self.number % 3 == 0:  # as old lists leave it
            ngo.status, ngo.status_since, ngo.status_reason = Status.UNKNOWN, None, ""

    def _set_licence(self, ngo: NGO, *, named: bool) -> None:
        """Two years, as the by-law has it: most are valid, some end soon, some have ended."""
        if ngo.status == Status.APPLICANT:
            return
        share = self.rng.random()
        if named:
            days = 38
        elif ngo.status in (Status.REVOKED, Status.DISSOLVED):
            days = -self.rng.randint(100, 900)
        elif share < 0.05:
            days = self.rng.randint(0, 60)
        elif share < 0.14:
            days = -self.rng.randint(1, 400)
        else:
            days = self.rng.randint(61, 700)
        expires_on = self.today + datetime.timedelta(days)
        ngo.licence_expires_on = expires_on
        ngo.licence_issued_on = add_jalali_months(expires_on, -LICENCE_MONTHS)
        year = to_jalali(ngo.licence_issued_on).year
        ngo.licence_no = (
            f"{60000 + self.number}/ت{50000 + self.number % 3000}ه"
            if ngo.issuer == Issuer.MOI and self.number % 9 == 0
            else f"{year}/{self.number}"
        )

    def _leave_gaps(self, ngo: NGO) -> None:
        """One row in twelve lacks what an office should ask for."""
        if self.rng.random() > 1 / 12:
            return
        for gap in self.rng.sample(("phones", "ceo", "legal_id", "members", "address"), 2):
            match gap:
                case "phones":
                    ngo.phone, ngo.mobile = "", None
                case "ceo":
                    ngo.ceo_name = ""
                case "legal_id":
                    ngo.legal_id = None
                case "members":
                    ngo.member_count = None
                case "address":
                    ngo.address, ngo.postal_code = "", None
        if self.rng.random() < 0.1:
            ngo.county = None  # an office that has not said where: the province alone sees it
