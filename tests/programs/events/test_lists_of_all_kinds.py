"""Lists of who came and of events, however offices write them."""

import pytest

from accounts import scope
from imports.models import State
from programs.events.models import Attendance, Cohort, Event, Participant, Session
from programs.events.registries.cleaning import cohort_number, course_of, hours, kind_of_title
from tests.cast import national_id
from tests.imports.test_samples import totals
from tests.programs.events.test_samples import imported, problems_of

pytestmark = pytest.mark.django_db


def people(actor, text, name="فهرست.csv"):
    with scope.enter(scope.of(actor)):
        return imported(text.encode(), name, "attendance", actor)


def seen(actor):
    return scope.enter(scope.of(actor))


def test_names_in_two_columns_and_a_course_in_its_own(cast):
    run = people(
        cast.gilan_expert,
        "نام,نام خانوادگی,کدملی,نقش,عنوان دوره,شماره گروه,تاریخ برگزاری,حضور و غیاب\n"
        f"مریم,احمدی,{national_id(1)},تسهیل گر,دوره امداد,گروه سوم,1402/3/5,ح\n"
        f"زهرا,کریمی,{national_id(2)},مسوول فنی,دوره امداد,گروه سوم,1402/3/5,غایب\n",
    )
    with seen(cast.gilan_expert):
        assert (run.created, run.rejected) == (2, 0)
        assert Cohort.objects.get().number == 3
        assert Event.objects.get().title == "دوره امداد"
        assert set(Attendance.objects.values_list("participant__full_name", "is_present")) == {
            ("مریم احمدی", True), ("زهرا کریمی", False),
        }  # fmt: skip
        assert set(Participant.objects.values_list("role", flat=True)) == {
            "facilitator", "technical_officer",
        }  # fmt: skip


def test_nobody_comes_into_two_cohorts_of_one_course(cast):
    head = "نام و نام خانوادگی,کد ملی,دوره آموزشی,گروه,تاریخ\n"
    who = f"مریم احمدی,{national_id(1)},دوره امداد"
    run = people(cast.gilan_expert, f"{head}{who},1,1402/3/5\n{who},2,1402/3/5\n")
    with seen(cast.gilan_expert):
        assert (run.created, run.rejected) == (1, 1)
        assert problems_of(run)[0]["field"] == "cohort"
        later = imported(
            f"{head}{who},2,1402/3/5\n".encode(), "ب.csv", "attendance", cast.gilan_expert
        )
        assert (later.created, later.rejected) == (0, 1)
        assert Participant.objects.get().cohort.number == 1


def test_the_second_day_of_the_same_people_marks_them_again(cast):
    head = "نام و نام خانوادگی,کد ملی,دوره آموزشی,تاریخ,حضور\n"
    who = f"مریم احمدی,{national_id(1)},دوره امداد"
    first = f"{head}{who},1402/3/5,✓\n{who},1402/3/6,✓\n"
    run = people(cast.gilan_expert, first)
    with seen(cast.gilan_expert):
        assert (run.created, run.repeated) == (1, 1)
        assert Session.objects.count() == Attendance.objects.count() == 2


def test_people_without_a_national_id_are_told_apart_by_name_and_centre(cast):
    text = (
        "نام و نام خانوادگی,شهرستان,مرکز,دوره آموزشی,تاریخ\n"
        "مریم احمدی,رشت,مرکز یاس,دوره امداد,1402/3/5\n"
        "مریم احمدی,رشت,مرکز مهر,دوره امداد,1402/3/5\n"
        "مريم احمدي,رشت,مرکز یاس,دوره امداد,1402/3/5\n"
    )
    run = people(cast.gilan_expert, text)
    again = people(cast.gilan_expert, text)
    assert (run.created, run.repeated) == (2, 1)
    assert (again.created, again.unchanged, again.brought) == (0, 2, 0)


def test_a_day_outside_a_registered_course_is_refused_with_its_days(cast):
    head = "نام و نام خانوادگی,کد ملی,دوره آموزشی,تاریخ\n"
    people(cast.gilan_expert, f"{head}مریم احمدی,{national_id(1)},دوره امداد,1402/3/5\n")
    run = people(cast.gilan_expert, f"{head}زهرا کریمی,{national_id(2)},دوره امداد,1402/3/9\n")
    with seen(cast.gilan_expert):
        assert run.rejected == 1
        assert problems_of(run)[0]["field"] == "date"
        assert Event.objects.count() == 1


def test_who_is_still_to_come_cannot_have_been_there(cast):
    run = people(
        cast.gilan_expert,
        "نام و نام خانوادگی,کد ملی,دوره آموزشی,تاریخ,حضور\n"
        f"مریم احمدی,{national_id(1)},دوره امداد,1480/3/5,✓\n",
    )
    assert (run.created, run.rejected) == (0, 1)


def test_events_are_known_by_the_words_of_their_titles(cast):
    text = (
        "ردیف;عنوان برنامه;تاریخ اجرا;محل برگزاری;مدت (ساعت);تعداد شرکت‌کنندگان;گروه هدف\n"
        "1;کارگاه آموزشی تسهیلگری;1401/2/3;سالن فرمانداری;سه ساعت و نیم;۳۵ نفر;زنان\n"
        "2;نمایشگاه صنایع دستی;5 مهر 1401;پارک;8;حدود 200;\n"
    )
    with seen(cast.qazvin_director):
        run = imported(text.encode(), "برنامه‌ها.csv", "events", cast.qazvin_director)
        assert run.state == State.APPLIED
        assert totals(run)["created"] == 2, problems_of(run)
        rows = Event.objects.order_by("starts_on").values_list("kind", "hours", "persons")
        assert [(kind, float(length), count) for kind, length, count in rows] == [
            ("course", 3.5, 35), ("exhibition", 8, 200),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "number"),
    [("دورهٔ 1", 1), ("گروه سوم", 3), ("کلاس ب", 2), ("۱۲", 12), ("دوره بیست و یکم", 21), (2, 2)],
)
def test_a_cohort_is_read_from_its_words(written, number):
    assert cohort_number()(None)(written) == number


@pytest.mark.parametrize(
    ("written", "length"),
    [("4", 4), ("2/5", None), ("۲٫۵", 2.5), ("۳ ساعت", 3), ("2:30", 2.5), (1.5, 1.5)],
)
def test_hours_are_read_from_their_words(written, length):
    clean = hours()(None)
    if length is None:
        with pytest.raises(ValueError):
            clean(written)
    else:
        assert clean(written) == length


def test_the_title_of_a_course_stands_above_its_list():
    lines = ("بسمه تعالی", "فهرست حضور و غیاب دورهٔ توانمندسازی زنان، استان گیلان")
    assert course_of(lines) == "دورهٔ توانمندسازی زنان"
    assert kind_of_title("نشست تخصصی سمن‌ها") == "meeting"
