"""Events by screen: recording, parts, certificates, calendars, an NGO's page, duties."""

import datetime

import pytest
from django.urls import reverse

from accounts import scope
from persian.dates import jalali_iso, today
from programs.events.models import Booth, Certificate, Cohort, Event, Participant, Session
from programs.events.services import certificates
from programs.events.worklist import DUTIES
from screens.worklist.duty import Moment
from tests.cast import county, make_person, province, signed_in

pytestmark = pytest.mark.django_db
LIST = reverse("admin:events_event_changelist")


def make(cast, **facts):
    values = {
        "province": province("گیلان"), "county": county("رشت"), "kind": "course",
        "title": "دورهٔ امداد", "starts_on": today(), **facts,
    }  # fmt: skip
    with scope.system():
        return Event.objects.create(**values)


def post(client, event, part, **data):
    return client.post(reverse(f"admin:events_event_{part}_add", args=[event.pk]), data)


def test_an_event_is_recorded_and_found_by_its_target_group(cast, everything):
    client = signed_in(cast.rasht_expert)
    client.post(reverse("admin:events_event_add"), {
        "kind": "conference", "title": "المپیاد استعدادیابی", "starts_on": "1402/05/12",
        "target_group": "کودکان حاشیهٔ شهر", "state": "held", "persons": "140",
    })  # fmt: skip
    event = Event.objects.get()
    assert (event.county.name, event.persons) == ("رشت", 140)
    found = client.get(LIST, {"target": "كودكان"}).content.decode()
    assert "المپیاد استعدادیابی" in found
    assert "المپیاد استعدادیابی" not in client.get(LIST, {"target": "زنان"}).content.decode()


def test_an_event_of_a_day_to_come_was_not_held(cast, everything):
    day = jalali_iso(today() + datetime.timedelta(days=3))
    client = signed_in(cast.gilan_expert)
    data = {"kind": "meeting", "title": "نشست", "starts_on": day, "state": "held"}
    answer = client.post(reverse("admin:events_event_add"), data)
    assert "state" in answer.context["form"].errors
    assert Event.objects.count() == 0


def test_a_course_gets_its_cohorts_sessions_and_people_by_forms(cast, everything):
    client, course = signed_in(cast.rasht_expert), make(cast)
    post(client, course, "cohorts", number="1")
    cohort = Cohort.objects.get()
    outside = jalali_iso(today() + datetime.timedelta(days=30))
    refused = post(client, course, "sessions", cohort=cohort.pk, held_on=outside, state="planned")
    assert "held_on" in refused.context["form"].errors
    post(client, course, "sessions", cohort=cohort.pk, held_on=jalali_iso(today()), state="planned")
    assert Session.objects.get().cohort == cohort
    person = {"full_name": "مریم احمدی", "cohort": cohort.pk}
    assert post(client, course, "participants", **person).status_code == 302
    twice = post(client, course, "participants", **person)
    assert "full_name" in twice.context["form"].errors
    assert Participant.objects.count() == 1


def test_sales_are_summed_for_each_booth_and_together(cast, everything):
    client, fair = signed_in(cast.rasht_expert), make(cast, kind="exhibition", title="نمایشگاه")
    post(client, fair, "booths", ngo=cast.rasht_ngo.pk)
    post(client, fair, "booths", holder="مریم احمدی", goods="عسل")
    ngo, woman = Booth.objects.order_by("pk")
    for booth, amount in ((ngo, "1000000"), (woman, "2500000")):
        day = jalali_iso(today())
        post(client, fair, "sales", booth=booth.pk, sold_on=day, amount=amount)
    page = client.get(reverse("admin:events_event_detail", args=[fair.pk])).content.decode()
    assert "۳٬۵۰۰٬۰۰۰" in page
    tab = reverse("admin:ngos_ngo_detail", args=[cast.rasht_ngo.pk])
    assert "۱٬۰۰۰٬۰۰۰" in client.get(tab, {"tab": "events"}).content.decode()


def test_a_certificate_is_earned_by_attendance_printed_and_checked_by_anybody(cast, everything):
    client, course = signed_in(cast.gilan_expert), make(cast)
    session = Session.objects.create(event=course, held_on=today(), hours=4, state="held")
    there, absent = (
        Participant.objects.create(event=course, province=course.province, full_name=name)
        for name in ("مریم احمدی", "زهرا کریمی")
    )
    session.attendance.create(participant=there, is_present=True)
    session.attendance.create(participant=absent, is_present=False)
    page = reverse("admin:events_event_certificates", args=[course.pk])
    client.post(page)
    given = Certificate.objects.get()
    assert (given.participant, given.hours) == (there, 4)
    assert client.get(page, {"print": "1"}).content.startswith(b"%PDF")
    check = reverse("verify_licence", args=[given.verification_code])
    assert "مریم احمدی" in client.get(check).content.decode()
    with scope.enter(scope.of(cast.gilan_expert)):
        certificates.withdraw(actor=cast.gilan_expert, certificate=given, reason="اشتباه")
    assert "ابطال" in client.get(check).content.decode()


def test_a_calendar_takes_the_sessions_with_their_hours(cast, everything):
    course = make(cast, title="دوره؛ بخش ۱، مقدماتی " * 6, starts_on=datetime.date(2025, 1, 4))
    Session.objects.create(
        event=course, held_on=course.starts_on, begins_at="09:00", ends_at="11:30", state="held"
    )
    client = signed_in(cast.rasht_expert)
    answer = client.get(reverse("admin:events_event_calendar", args=[course.pk]))
    content = b"".join(answer.streaming_content)
    lines = content.split(b"\r\n")
    assert b"DTSTART:20250104T053000Z" in lines
    assert b"DTEND:20250104T080000Z" in lines
    assert max(map(len, lines)) <= 75
    assert content.endswith(b"END:VCALENDAR\r\n")


def test_a_session_that_nobody_marked_is_work_until_somebody_does(cast, everything):
    day = today() - datetime.timedelta(days=2)
    course = make(cast, starts_on=day)
    session = Session.objects.create(event=course, held_on=day)
    person = Participant.objects.create(
        event=course, province=course.province, full_name="مریم احمدی"
    )
    client = signed_in(cast.rasht_expert)
    waiting = reverse("admin:events_session_changelist") + "?attendance=missing"
    for address in (reverse("admin:worklist"), waiting):
        assert course.title in client.get(address).content.decode()
    session.attendance.create(participant=person, is_present=True)
    assert course.title not in client.get(waiting).content.decode()


def test_another_province_sees_nothing_of_it(cast, everything):
    course = make(cast)
    client = signed_in(cast.isfahan_expert)
    assert course.title not in client.get(LIST).content.decode()
    detail = reverse("admin:events_event_detail", args=[course.pk])
    assert client.get(detail).status_code == 404


def test_the_list_behind_planned_events_whose_day_passed_holds_those_counted(cast, everything):
    yesterday = today() - datetime.timedelta(1)
    make(cast, title="روزش گذشته", state="planned", starts_on=yesterday)
    make(cast, title="هنوز برپاست", state="planned", starts_on=yesterday, ends_on=today())
    make(cast, title="در راه است", state="planned", starts_on=today())
    make(cast, title="برگزار شده", state="held", starts_on=yesterday)
    (duty,) = [each for each in DUTIES if each.key == "events_over"]
    with scope.enter(scope.of(cast.gilan_expert)):
        counted = [event.title for event in duty.rows(cast.gilan_expert, Moment(today()))]
    name, query = duty.listed.split("?")
    answer = signed_in(cast.gilan_expert).get(f"{reverse(f'admin:{name}')}?{query}")
    listed = [event.title for event in answer.context["cl"].result_list]
    assert counted == listed == ["روزش گذشته"]


def test_a_participant_who_is_in_the_register_of_people_leads_to_their_page(cast, everything):
    course, known = make(cast), make_person("فاطمه", "نمونه", at="گیلان/رشت")
    client = signed_in(cast.rasht_expert)
    data = {"full_name": "فاطمه نمونه", "person": known.pk}
    assert post(client, course, "participants", **data).status_code == 302
    participant = Participant.objects.get()
    assert participant.person == known
    address = reverse("admin:events_participant_detail", args=[participant.pk])
    page = client.get(address).content.decode()
    assert reverse("admin:ngos_person_change", args=[known.pk]) in page


def test_a_person_of_another_province_is_not_chosen_for_a_participant(cast, everything):
    course, foreign = make(cast), make_person("زهرا", "نمونه", at="اصفهان")
    data = {"full_name": "زهرا نمونه", "person": foreign.pk}
    refused = post(signed_in(cast.rasht_expert), course, "participants", **data)
    assert "person" in refused.context["form"].errors
    assert Participant.objects.count() == 0
