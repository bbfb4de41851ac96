"""Planning sessions: numbers within the Jalali year, days, chairs, and the agenda."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts import scope
from accounts.refusals import Refusal
from councils.models import AgendaItem
from councils.services.sessions import agenda, planning, recording
from licensing.states import State
from ngos.models.ngo import ActivityLevel
from persian.dates import to_gregorian
from tests.cast import make_ngo
from tests.councils.factory import (
    BEGAN,
    MATTER,
    attend,
    make_application,
    make_council,
    make_member,
    plan,
    put_on,
)


@pytest.fixture
def rasht(cast):
    return make_council("گیلان/رشت")


def change(actor, session, **fields):
    with scope.enter(scope.of(actor)):
        return planning.change_session(actor=actor, session=session, **fields)


def code_of(call, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return caught.value.code


def test_numbers_begin_anew_with_the_jalali_year_also_after_a_leap_year(cast, rasht):
    days = [(1403, 12, 29), (1403, 12, 30), (1404, 1, 1), (1404, 12, 29), (1405, 1, 1)]
    planned = [plan(cast.rasht_secretary, rasht, to_gregorian(*day)) for day in days]
    assert [(each.year, each.number) for each in planned] == [
        (1403, 1), (1403, 2), (1404, 1), (1404, 2), (1405, 1),
    ]  # fmt: skip


def test_councils_count_their_sessions_apart(cast, rasht):
    other = make_council("گیلان")
    assert plan(cast.rasht_secretary, rasht).number == 1
    assert plan(cast.gilan_secretary, other).number == 1


def test_a_number_can_be_given_and_the_next_follows_it(cast, rasht):
    assert plan(cast.rasht_secretary, rasht, number=12).number == 12
    assert plan(cast.rasht_secretary, rasht).number == 13
    with pytest.raises(Refusal) as caught:
        plan(cast.rasht_secretary, rasht, number=12)
    assert (caught.value.code, caught.value.field) == ("number_taken", "number")
    assert "۱۴" in str(caught.value)


def test_a_session_moved_over_the_new_year_takes_the_next_number_of_that_year(cast, rasht):
    plan(cast.rasht_secretary, rasht, to_gregorian(1404, 1, 20))
    session = plan(cast.rasht_secretary, rasht, to_gregorian(1403, 12, 30))
    moved = change(cast.rasht_secretary, session, held_on=to_gregorian(1404, 1, 5), number=1)
    assert (moved.year, moved.number) == (1404, 2)


def test_members_out_of_office_on_the_new_day_leave_the_list(cast, rasht):
    going = make_member(rasht, end_on=to_gregorian(1403, 6, 1))
    session = plan(cast.rasht_secretary, rasht)
    attend(cast.rasht_secretary, session)
    assert session_members(session) == 6
    change(cast.rasht_secretary, session, held_on=to_gregorian(1403, 7, 1))
    assert session_members(session) == 5
    with scope.enter(scope.of(cast.rasht_secretary)):
        assert code_of(
            recording.mark_attendance,
            actor=cast.rasht_secretary, session=session, member=going, is_present=True,
        ) == "not_in_office"  # fmt: skip


def session_members(session):
    with scope.system():
        return session.attendance.count()


def test_a_session_needs_a_chair_in_office_on_its_day(cast, rasht):
    before = BEGAN - datetime.timedelta(days=1)
    assert code_of(plan, cast.rasht_secretary, rasht, before) == "no_chair"
    stranger = make_council("گیلان/بندر انزلی").members.model.objects
    with scope.system():
        member = stranger.filter(council__county__name="بندر انزلی").first()
    assert code_of(plan, cast.rasht_secretary, rasht, chair=member) == "chair_not_in_office"


def test_only_its_own_secretary_plans_for_a_council(cast, rasht):
    for person in (cast.gilan_secretary, cast.rasht_chair, cast.rasht_expert, cast.gilan_director):
        with pytest.raises(PermissionDenied):
            plan(person, rasht)


def waiting(council):
    with scope.system():
        return {each.pk for each in MATTER.waiting_for(council)}


def test_what_waits_is_of_the_level_and_the_place_or_was_sent_here(cast, rasht):
    province = make_council("گیلان")
    own = make_application()
    final = make_application(State.FINAL_REVIEW)
    sent = make_application(council=rasht, level=ActivityLevel.PROVINCIAL)
    upward = make_application(level=ActivityLevel.PROVINCIAL)
    make_application(State.DRAFT)
    make_application(ngo=make_ngo(at="گیلان/بندر انزلی"))
    make_application(ngo=make_ngo(at="اصفهان/کاشان"), level=ActivityLevel.PROVINCIAL)
    assert waiting(rasht) == {own.pk, final.pk, sent.pk}
    assert waiting(province) == {upward.pk}


def test_an_application_of_another_province_is_refused_in_words_and_by_the_database(cast, rasht):
    session = plan(cast.rasht_secretary, rasht)
    foreign = make_application(ngo=make_ngo(at="اصفهان/کاشان"))
    with pytest.raises(Refusal) as caught, scope.system():
        put_on(cast.rasht_secretary, session, foreign)
    assert caught.value.code == "not_waiting"
    assert "شهر" in str(caught.value) or "جای دیگری" in str(caught.value)
    with scope.system(), pytest.raises(IntegrityError) as broken, transaction.atomic():
        MATTER.put_on(AgendaItem.objects.create(session=session, position=1, subject="x"), foreign)
    assert broken.value.__cause__.diag.constraint_name == "item_is_of_the_place"


def test_an_application_is_on_one_open_agenda_at_a_time(cast, rasht):
    first, second = plan(cast.rasht_secretary, rasht), plan(cast.rasht_secretary, rasht)
    application = make_application()
    put_on(cast.rasht_secretary, first, application)
    assert code_of(put_on, cast.rasht_secretary, second, application) == "on_agenda"
    with scope.enter(scope.of(cast.rasht_secretary)):
        planning.cancel_session(actor=cast.rasht_secretary, session=first)
    put_on(cast.rasht_secretary, second, application)


def test_the_agenda_keeps_the_order_that_it_is_given(cast, rasht):
    clerk = cast.rasht_secretary
    session = plan(clerk, rasht)
    with scope.enter(scope.of(clerk)):
        items = [agenda.add_subject(actor=clerk, session=session, subject=name) for name in "ابپ"]
        order = [items[2].pk, items[0].pk, items[1].pk]
        agenda.order_items(actor=clerk, session=session, order=order)
        assert list(session.agenda.values_list("pk", flat=True)) == order
        for wrong in (order[:2], [*order, order[0]], [order[0], order[0], order[1]]):
            assert code_of(
                agenda.order_items, actor=clerk, session=session, order=wrong
            ) == "agenda_changed"  # fmt: skip
        assert code_of(
            agenda.add_subject, actor=clerk, session=session, subject="  "
        ) == "no_subject"  # fmt: skip


def test_the_second_of_two_who_write_is_told_of_the_first(cast, rasht):
    from screens.seen import version_of

    session = plan(cast.rasht_secretary, rasht)
    with scope.enter(scope.of(cast.rasht_secretary)):
        seen = version_of(session)
        write = {"actor": cast.rasht_secretary, "session": session, "seen": seen}
        recording.write_minutes(minutes="آغاز جلسه", **write)
        assert code_of(recording.write_minutes, minutes="دیگری", **write) == "overtaken"
        session.refresh_from_db()
    assert session.minutes == "آغاز جلسه"
