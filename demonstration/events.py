"""Invented events: what the offices of Gilan, Qazvin and Isfahan tell of, and people to come."""

import datetime
from random import Random

from accounts.models import County, Province
from demonstration import numbers, words
from ngos.models import NGO
from ngos.models.ngo import Status
from persian.dates import to_gregorian
from programs.events.models import (
    Attendance,
    Booth,
    Centre,
    Cohort,
    Event,
    Participant,
    Sale,
    Session,
    VisitedPlace,
)
from programs.events.models.event import EventKind, EventLevel, EventState
from programs.events.models.people import ParticipantRole, Way

_COHORTS = (80, 85, 85)  # the 250 facilitators of Gilan
_FIRST_PERSON = 200_000  # of the demonstration's national IDs: far from its founders
_CENTRES = 60
_COUNTIES = ("رشت", "بندر انزلی", "لاهیجان", "تالش", "صومعه‌سرا")
_ROLES = (
    ParticipantRole.FACILITATOR, ParticipantRole.FACILITATOR, ParticipantRole.FACILITATOR,
    ParticipantRole.TECHNICAL_OFFICER, ParticipantRole.LICENSEE,
)  # fmt: skip
_OF_QAZVIN = (
    (EventKind.CONFERENCE, "همایش کارآفرینی خانگی", 45),
    (EventKind.MEETING, "نشست هم‌اندیشی سمن‌ها", 28),
    (EventKind.COURSE, "دورهٔ آموزشی توانمندسازی سمن‌ها", 32),
    (EventKind.CONFERENCE, "همایش مهارت زنان سرپرست خانوار", 60),
    (EventKind.MEETING, "نشست پیشگیری از آسیب‌های اجتماعی", 24),
    (EventKind.CONFERENCE, "همایش روز جهانی داوطلب", 80),
)
_QAZVIN_BY_YEAR = ((1400, 5), (1401, 12))
_EMPOWERMENT_SESSIONS = 6  # of Isfahan
_GOODS = ("حصیربافی", "عسل کوهستان", "چادرشب", "مربای بهارنارنج", "گلیم")


def make(today: datetime.date) -> None:
    """The events of the three provinces."""
    _gilan(today)
    _qazvin()
    _isfahan()


def _gilan(today: datetime.date) -> None:
    rng = Random("events")  # noqa: S311  the same data each time
    province = Province.objects.get(name="گیلان")
    _facilitators(rng, province)
    rasht = County.objects.get(province=province, name="رشت")
    Event.objects.create(
        province=province, county=rasht, kind=EventKind.CONFERENCE,
        title="المپیاد استعدادیابی ورزشی", starts_on=to_gregorian(1402, 5, 12),
        place="ورزشگاه تختی", persons=140, target_group="کودکان حاشیهٔ شهر",
        organiser="شبکهٔ گیل‌بانو", level=EventLevel.COUNTY, state=EventState.HELD,
    )  # fmt: skip
    Event.objects.create(
        province=province, kind=EventKind.CONFERENCE, title="همایش سمن‌های گیلان",
        starts_on=today + datetime.timedelta(days=20), place="تالار شهرداری رشت",
        organiser="استانداری گیلان", level=EventLevel.PROVINCIAL,
    )  # fmt: skip
    ngos = list(
        NGO.objects.filter(county=rasht, status=Status.ACTIVE).order_by("pk")[: len(_GOODS)]
    )
    _exhibition(rng, rasht, ngos)
    visit = Event.objects.create(
        province=province, county=rasht, kind=EventKind.VISIT,
        title="بازدید معاون وزیر از سمن‌های رشت", starts_on=to_gregorian(1403, 9, 4),
        organiser="استانداری گیلان", state=EventState.HELD,
    )  # fmt: skip
    VisitedPlace.objects.bulk_create(
        VisitedPlace(event=visit, ngo=ngo, findings="برای محل کار تازه کمک می‌خواهد.")
        for ngo in ngos[:3]
    )


def _facilitators(rng: Random, province: Province) -> None:
    """The course of 250 in three cohorts, the third of them on 26 Dey 1400."""
    counties = {row.name: row for row in County.objects.filter(province=province)}
    homes = [counties[name] for name in _COUNTIES if name in counties]
    centres = Centre.objects.bulk_create(
        Centre(
            province=province, county=homes[number % len(homes)],
            name=f"مرکز مثبت زندگی {('امید', 'مهر', 'نور', 'یاس')[number % 4]} {number + 1}",
        )
        for number in range(_CENTRES)
    )  # fmt: skip
    days = [to_gregorian(1400, 10, day) for day in (24, 25, 26)]
    course = Event.objects.create(
        province=province, kind=EventKind.COURSE, title="آموزش برنامه‌های اجتماع‌محور",
        starts_on=days[0], ends_on=days[-1], hours=8, organiser="ادارهٔ کل بهزیستی گیلان",
        target_group="تسهیلگران مراکز مثبت زندگی", level=EventLevel.PROVINCIAL,
        state=EventState.HELD,
    )  # fmt: skip
    cohorts = Cohort.objects.bulk_create(
        Cohort(event=course, number=number, capacity=90) for number in range(1, len(_COHORTS) + 1)
    )
    sessions = Session.objects.bulk_create(
        Session(event=course, cohort=cohort, held_on=day, hours=8, state=EventState.HELD)
        for cohort, day in zip(cohorts, days, strict=True)
    )
    people: list[Participant] = []
    for cohort, size in zip(cohorts, _COHORTS, strict=True):
        for _each in range(size):
            centre = rng.choice(centres)
            name = f"{rng.choice(words.FEMALE_NAMES)} {rng.choice(words.LAST_NAMES)}"
            people.append(
                Participant(
                    event=course, province=province, cohort=cohort, full_name=name,
                    national_id=numbers.national_id(_FIRST_PERSON + len(people)),
                    role=rng.choice(_ROLES), county_id=centre.county_id, centre=centre,
                )
            )  # fmt: skip
    Participant.objects.bulk_create(people)
    of_cohort = {session.cohort_id: session for session in sessions}
    Attendance.objects.bulk_create(
        Attendance(
            session=of_cohort[person.cohort_id], participant=person, is_present=True, way=Way.FILE
        )
        for person in people
    )


def _exhibition(rng: Random, county: County, ngos: list[NGO]) -> None:
    first = to_gregorian(1403, 6, 1)
    fair = Event.objects.create(
        province_id=county.province_id, county=county, kind=EventKind.EXHIBITION,
        title="نمایشگاه دستاوردهای بانوان سرپرست خانوار", starts_on=first,
        ends_on=first + datetime.timedelta(days=2), place="پارک شهر رشت",
        organiser="شبکهٔ گیل‌بانو", state=EventState.HELD,
    )  # fmt: skip
    booths = [
        Booth(event=fair, ngo=ngo, number=str(place), goods=_GOODS[place - 1])
        for place, ngo in enumerate(ngos, 1)
    ]
    for name, goods in zip(words.FEMALE_NAMES[:4], _GOODS, strict=False):
        holder = f"{name} {rng.choice(words.LAST_NAMES)}"
        booths.append(Booth(event=fair, holder=holder, number=str(len(booths) + 1), goods=goods))
    Booth.objects.bulk_create(booths)
    Sale.objects.bulk_create(
        Sale(
            booth=booth, sold_on=first + datetime.timedelta(days=day),
            amount=rng.randint(5, 60) * 500_000,
        )
        for booth in booths
        for day in range(3)
    )  # fmt: skip


def _qazvin() -> None:
    """Twelve events in 1401, and five the year before."""
    province = Province.objects.get(name="قزوین")
    counties = list(County.objects.filter(province=province).order_by("pk"))
    events = []
    for year, count in _QAZVIN_BY_YEAR:
        for number in range(count):
            kind, title, persons = _OF_QAZVIN[number % len(_OF_QAZVIN)]
            events.append(
                Event(
                    province=province, county=counties[number % len(counties)], kind=kind,
                    title=title, starts_on=to_gregorian(year, number % 12 + 1, 9), hours=4,
                    persons=persons + number, organiser="استانداری قزوین", state=EventState.HELD,
                )
            )  # fmt: skip
    Event.objects.bulk_create(events)


def _isfahan() -> None:
    """Six sessions in which NGOs were empowered."""
    province = Province.objects.get(name="اصفهان")
    first = to_gregorian(1401, 2, 3)
    days = [first + datetime.timedelta(days=30 * number) for number in range(_EMPOWERMENT_SESSIONS)]
    course = Event.objects.create(
        province=province, kind=EventKind.COURSE, title="توانمندسازی مدیران سمن‌ها",
        starts_on=days[0], ends_on=days[-1], hours=3 * len(days), target_group="مدیران سمن‌ها",
        organiser="استانداری اصفهان", level=EventLevel.PROVINCIAL, state=EventState.HELD,
    )  # fmt: skip
    sessions = Session.objects.bulk_create(
        Session(event=course, held_on=day, hours=3, state=EventState.HELD, title=f"جلسهٔ {place}")
        for place, day in enumerate(days, 1)
    )
    ngos = NGO.objects.filter(province=province, status=Status.ACTIVE).exclude(ceo_name="")
    people = [
        Participant(
            event=course, province=province, full_name=ngo.ceo_name, ngo=ngo,
            county_id=ngo.county_id, role=ParticipantRole.NGO_MEMBER,
        )
        for ngo in ngos.order_by("pk")[:20]
    ]  # fmt: skip
    unique = {(each.full_name, each.county_id): each for each in people}
    stored = Participant.objects.bulk_create(unique.values())
    Attendance.objects.bulk_create(
        Attendance(session=session, participant=person, is_present=True)
        for session in sessions
        for person in stored
    )
