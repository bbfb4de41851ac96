"""Councils of the three offices with their members, and their sessions: held ones and one planned.

Sessions are made as the office makes them, planned first and signed after, so that the rules of
the database hold for them too.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import County, Province
from councils.decisions import ADOPT, DECLINE, POSTPONE, Decision
from councils.kinds import COUNCIL, Seat
from councils.models import AgendaItem, Attendance, Council, CouncilMember, Session
from councils.models.session import FollowUp, SessionState
from councils.services.members.reading import name_by_place
from councils.services.members.saving import level_of
from councils.services.sessions.planning import next_number
from licensing.services.applications.matter import ApplicationMatter
from persian.dates import to_jalali

_PLACES = ("گیلان", "گیلان/رشت", "گیلان/بندر انزلی", "قزوین", "اصفهان")
_BEGAN = datetime.timedelta(days=700)  # ago
# Seat, office held in a province, in a county, first and last name.
_MEMBERS = (
    (Seat.CHAIR, "معاون سیاسی و اجتماعی استاندار", "فرماندار", "جهانگیر"),
    (Seat.SECRETARY, "مدیرکل امور اجتماعی", "معاون فرماندار", "طاهره"),
    (Seat.ISLAMIC_COUNCIL, "نمایندهٔ شورای اسلامی استان", "نمایندهٔ شورای اسلامی شهرستان", "یوسف"),
    (Seat.MEMBER, "مدیرکل بهزیستی", "رئیس ادارهٔ بهزیستی", "فرزانه"),
    (Seat.MEMBER, "مدیرکل ورزش و جوانان", "رئیس ادارهٔ ورزش و جوانان", "سیروس"),
)
_FAMILIES = ("سپیدرودی", "گوهررودی", "کاسپین‌فر", "مینودری", "زاینده‌رودی")


@dataclass(frozen=True)
class _Subject:
    """A subject of a session held: what was decided, who follows it up, due in so many days."""

    text: str
    decision: Decision
    votes: tuple[int, int, int]
    owner: str = ""
    due_in: int | None = None
    notes: str = ""


_HELD = (
    (
        75,
        "رئیس جلسه بر همکاری دستگاه‌ها با سازمان‌های مردم‌نهاد تأکید کرد. گزارش دبیرخانه خوانده شد.",
        (
            _Subject(
                "برگزاری دورهٔ توانمندسازی مدیران سازمان‌ها", ADOPT, (4, 0, 1),
                "دبیرخانهٔ شورا", -20, "دوره در دو روز با حضور سی سازمان برگزار شد.",
            ),
            _Subject(
                "واگذاری فضای اداری به شبکهٔ خیرین", ADOPT, (3, 1, 0), "ادارهٔ بهزیستی", -12
            ),
            _Subject("تشکیل کارگروه محیط زیست", POSTPONE, (0, 0, 0)),
        ),
    ),
    (
        30,
        "مصوبه‌های جلسهٔ پیش مرور شد.",
        (
            _Subject("تشکیل کارگروه محیط زیست", ADOPT, (5, 0, 0), "معاون فرماندار", 25),
            _Subject("چاپ کتابچهٔ معرفی سازمان‌ها", DECLINE, (1, 4, 0)),
        ),
    ),
)  # fmt: skip


def make(today: datetime.date) -> None:
    """Make the councils with members and sessions; a council that has members stays as it is."""
    for number, place in enumerate(_PLACES):
        council = _council(place)
        if council.members.exists():
            continue
        _make_members(council, _FAMILIES[number], today - _BEGAN)
        for days, minutes, subjects in _HELD:
            held = _plan(council, today - datetime.timedelta(days), minutes)
            _hold(held, subjects, today)
        planned = _plan(council, today + datetime.timedelta(days=4), "")
        for position, text in enumerate(("گزارش دبیرخانه", "تقویم جلسه‌های شش ماه آینده"), 1):
            AgendaItem.objects.create(session=planned, position=position, subject=text)
        matter = ApplicationMatter()
        for position, application in enumerate(matter.to_put_on(council)[:3], 3):
            item = AgendaItem.objects.create(
                session=planned,
                position=position,
                matter=matter.key,
                subject=matter.title(application),
                reference=matter.reference(application),
            )
            matter.put_on(item, application)


def _council(place: str) -> Council:
    name, _slash, county_name = place.partition("/")
    province = Province.objects.get(name=name)
    county: County | None = province.counties.get(name=county_name) if county_name else None
    council = Council.objects.filter(kind=COUNCIL.key, province=province, county=county).first()
    if council is None:
        council = Council(province=province, county=county, name=name_by_place(province, county))
        council.level = level_of(council)
        council.save()
    return council


def _make_members(council: Council, family: str, since: datetime.date) -> None:
    for seat, in_province, in_county, first_name in _MEMBERS:
        CouncilMember.objects.create(
            council=council,
            seat=seat,
            full_name=f"{first_name} {family} فرضی",
            office_title=in_county if council.county_id else in_province,
            start_on=since,
        )


def _plan(council: Council, day: datetime.date, minutes: str) -> Session:
    year = to_jalali(day).year
    return Session.objects.create(
        council=council,
        year=year,
        number=next_number(council, year),
        held_on=day,
        place="سالن جلسات",
        chair=council.members.get(seat=Seat.CHAIR),
        minutes=minutes,
    )


def _hold(session: Session, subjects: tuple[_Subject, ...], today: datetime.date) -> None:
    """All members come; the subjects are decided, the session is signed, some are followed up."""
    for member in session.council.members.all():
        Attendance.objects.create(session=session, member=member, is_present=True)
    for position, subject in enumerate(subjects, start=1):
        due = today + datetime.timedelta(subject.due_in) if subject.due_in is not None else None
        follow_up = FollowUp.OPEN if subject.owner else FollowUp.NONE
        AgendaItem.objects.create(
            session=session,
            position=position,
            subject=subject.text,
            decision=subject.decision.key,
            sense=subject.decision.sense,
            votes_for=subject.votes[0],
            votes_against=subject.votes[1],
            votes_abstained=subject.votes[2],
            owner=subject.owner,
            due_on=due,
            follow_up=FollowUp.DONE if subject.notes else follow_up,
            follow_up_notes=subject.notes,
        )
    session.state, session.signed_at = SessionState.SIGNED, timezone.now()
    session.signed_by_name = session.chair.full_name
    session.quorum_percent = session.majority_percent = 51
    session.save()
