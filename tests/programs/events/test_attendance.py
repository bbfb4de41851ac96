"""Attendance on a phone, by oneself, and what the database refuses of it."""

import datetime
import json

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import scope
from persian.dates import today
from programs.events.models import Attendance, Cohort, Event, Participant, Session
from programs.events.services import self_marking
from tests.cast import county, province, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(cast):
    """A course of Rasht that goes on today, two cohorts of two people each."""
    with scope.system():
        course = Event.objects.create(
            province=province("گیلان"), county=county("رشت"), kind="course", title="دورهٔ امداد",
            starts_on=today() - datetime.timedelta(days=1), ends_on=today(),
        )  # fmt: skip
        for number in (1, 2):
            cohort = Cohort.objects.create(event=course, number=number)
            Session.objects.create(event=course, cohort=cohort, held_on=today(), hours=4)
            for name in ("مریم", "زهرا"):
                Participant.objects.create(
                    event=course, province=course.province, cohort=cohort,
                    full_name=f"{name} {'احمدی' if number == 1 else 'کریمی'}",
                )  # fmt: skip
    return course


def session_of(course, number=1):
    return course.sessions.get(cohort__number=number)


def people_of(course, number=1):
    return list(course.participants.filter(cohort__number=number).order_by("pk"))


def send(client, session, *marks):
    told = [
        {"participant": who.pk, "present": present, "at": at.isoformat(), "way": "list"}
        for who, present, at in marks
    ]
    return client.post(
        reverse("admin:events_session_mark", args=[session.pk]),
        {"marks": json.dumps(told)},
        headers={"X-Requested-With": "fetch"},
    )


def test_marks_that_are_sent_twice_or_out_of_order_count_once(cast, course, everything):
    client, session = signed_in(cast.rasht_expert), session_of(course)
    first, second = people_of(course)
    now = timezone.now()
    earlier = now - datetime.timedelta(minutes=90)
    answer = send(client, session, (first, True, now), (second, True, earlier))
    assert answer.json() == {"present": 2, "absent": 0, "expected": 2, "strangers": []}
    assert send(client, session, (first, True, now), (second, True, earlier)).status_code == 200
    assert send(client, session, (second, False, now)).json()["absent"] == 1
    late = send(client, session, (second, True, earlier), (first, False, earlier)).json()
    assert (late["present"], late["absent"]) == (1, 1)
    assert Attendance.objects.count() == 2
    session.refresh_from_db()
    assert session.state == "held"


def test_nobody_of_another_cohort_is_marked(cast, course, everything):
    stranger = people_of(course, 2)[0]
    client = signed_in(cast.rasht_expert)
    answer = send(client, session_of(course), (stranger, True, timezone.now()))
    assert answer.json()["strangers"] == [stranger.pk]
    assert Attendance.objects.count() == 0


def test_without_a_script_each_button_sends_its_own_form(cast, course, everything):
    client, session = signed_in(cast.rasht_expert), session_of(course)
    who = people_of(course)[0]
    page = reverse("admin:events_session_detail", args=[session.pk])
    assert who.full_name in client.get(page).content.decode()
    mark = reverse("admin:events_session_mark", args=[session.pk])
    client.post(mark, {"participant": who.pk, "present": "1"})
    client.post(reverse("admin:events_session_all", args=[session.pk]))
    assert Attendance.objects.filter(session=session, is_present=True).count() == 2


def test_a_cancelled_session_takes_nobody_whatever_the_way(cast, course, everything):
    session = session_of(course)
    client = signed_in(cast.rasht_expert)
    client.post(reverse("admin:events_session_cancel", args=[session.pk]))
    session.refresh_from_db()
    assert session.state == "cancelled"
    who = people_of(course)[0]
    assert send(client, session, (who, True, timezone.now())).status_code == 409
    with pytest.raises(IntegrityError, match="cancelled"), transaction.atomic():
        Attendance.objects.create(session=session, participant=who, is_present=True)


def _of_another_cohort(course):
    stranger = people_of(course, 2)[0]
    Attendance.objects.create(session=session_of(course), participant=stranger, is_present=True)


def _to_come(course):
    session, day = session_of(course), today() + datetime.timedelta(days=1)
    Event.objects.filter(pk=course.pk).update(ends_on=day)
    Session.objects.filter(pk=session.pk).update(held_on=day)
    who = people_of(course)[0]
    Attendance.objects.create(session=session, participant=who, is_present=True)


def _outside(course):
    Session.objects.create(event=course, held_on=today() + datetime.timedelta(days=9))


def _in_two_cohorts(course):
    Participant.objects.create(
        event=course, province=course.province, full_name=people_of(course)[0].full_name,
        cohort=course.cohorts.get(number=2),
    )  # fmt: skip


@pytest.mark.parametrize("attempt", [_of_another_cohort, _to_come, _outside, _in_two_cohorts])
def test_the_database_itself_refuses(course, everything, attempt):
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt(course)


def attend(client, code):
    return client.get(reverse("attend"), {"c": code})


def test_who_reads_the_square_in_time_marks_themselves_once(course, everything):
    session, who = session_of(course), people_of(course)[0]
    client = Client()
    assert attend(client, self_marking.new_code(session)).status_code == 200
    for expected in (True, False):
        answer = client.post(reverse("attend"), {"code": who.code.upper()})
        assert answer.context["marked"].is_new is expected
    assert Attendance.objects.get().way == "self"


def test_the_page_of_the_square_tells_its_own_site_where_its_form_comes_from(course, everything):
    """A browser told to hide that sends the form with no origin, and the form is refused."""
    page = attend(Client(), self_marking.new_code(session_of(course)))
    assert page["Referrer-Policy"] == "same-origin"


def test_a_square_that_was_sent_on_comes_too_late(course, everything, monkeypatch):
    code = self_marking.new_code(session_of(course))
    later = signing.time.time() + self_marking.CODE_SECONDS + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert attend(Client(), code).status_code == 409


def test_without_a_ticket_or_with_a_code_of_another_cohort_nobody_is_marked(course, everything):
    session = session_of(course)
    assert Client().post(reverse("attend"), {"code": people_of(course)[0].code}).status_code == 409
    client = Client()
    attend(client, self_marking.new_code(session))
    stranger = people_of(course, 2)[0]
    assert client.post(reverse("attend"), {"code": stranger.code}).status_code == 409
    assert Attendance.objects.count() == 0


def test_a_session_outside_its_hours_shows_no_square(cast, course, everything):
    session = session_of(course)
    begin = (timezone.localtime() + datetime.timedelta(hours=1)).time()
    is_late = begin < timezone.localtime().time()  # an hour before midnight
    hours = {"ends_at": datetime.time(0, 1)} if is_late else {"begins_at": begin}
    Session.objects.filter(pk=session.pk).update(**hours)
    client = signed_in(cast.rasht_expert)
    answer = client.get(reverse("admin:events_session_square", args=[session.pk]))
    assert answer.status_code == 409
