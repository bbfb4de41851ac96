"""Inquiries: asked, reminded of, answered, lapsed; the last one moves the application on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from accounts import scope
from accounts.models import PolicySetting
from accounts.refusals import Refusal
from jobs.daily import run_daily
from licensing.models import ApplicationStep, Inquiry
from licensing.services.inquiries.answering import answer_inquiry, correct_inquiry
from licensing.services.inquiries.sending import remind, send_inquiries
from persian.dates import to_gregorian, today
from tests.cast import make_ngo
from tests.licensing.applications.cases import (
    DAY,
    add_documents,
    make_application,
    make_inquiry,
    stored,
)


@pytest.fixture
def application(cast):
    return make_application(cast.rasht_ngo, state="inquiries")


def inquiries(application):
    with scope.system():
        return list(Inquiry.objects.filter(application=application).order_by("pk"))


def answer(who, inquiry, result="positive", on=None):
    with scope.enter(scope.of(who)):
        mine = Inquiry.objects.get(pk=inquiry.pk)
        return answer_inquiry(actor=who, inquiry=mine, result=result, on=on or today(), number="9")


def code_of(call, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        call(*args, **kwargs)
    return refusal.value.code


def test_the_last_answer_moves_the_application_to_the_final_review(cast, application):
    first, second = inquiries(application)
    answer(cast.gilan_expert, first)
    assert stored(application).state == "inquiries"
    answer(cast.rasht_expert, second, "negative")
    assert stored(application).state == "final_review"
    with scope.system():
        assert ApplicationStep.objects.latest("pk").step == "close_inquiries"


def test_an_answer_is_recorded_once_and_the_second_person_is_told(cast, application):
    first, _second = inquiries(application)
    answer(cast.gilan_expert, first)
    assert code_of(answer, cast.rasht_expert, first, "negative") == "answered"
    assert inquiries(application)[0].result == "positive"


def test_an_answer_lies_between_its_letter_and_today(cast, application):
    first, _second = inquiries(application)
    assert code_of(answer, cast.gilan_expert, first, on=today() + DAY) == "future"
    assert code_of(answer, cast.gilan_expert, first, on=today() - DAY) == "too_early"
    assert code_of(answer, cast.gilan_expert, first, result="silent_consent") == "no_answer"


def test_nobody_without_the_right_or_outside_the_scope_answers(cast, application):
    first, _second = inquiries(application)
    for who in (cast.gilan_auditor, cast.gilan_secretary):
        with pytest.raises(PermissionDenied):
            answer(who, first)
    with pytest.raises(Inquiry.DoesNotExist):
        answer(cast.isfahan_expert, first)
    with pytest.raises(DatabaseError, match="permission denied"):
        answer(cast.rasht_ngo_officer, first)


def test_a_letter_of_the_last_of_shahrivar_is_due_on_the_last_of_mehr(cast):
    """A month that is too short ends sooner."""
    application = make_application(cast.rasht_ngo, state="initial_approved")
    add_documents(cast.rasht_ngo, application.kind)
    expert = cast.gilan_expert
    with scope.enter(scope.of(expert)):
        send_inquiries(
            actor=expert, application=application, seen="initial_approved",
            on=to_gregorian(1402, 6, 31), letters={"police": "7"},
        )  # fmt: skip
    assert inquiries(application)[0].due_on == to_gregorian(1402, 7, 30)


def test_letters_need_a_number_a_day_and_an_authority(cast):
    application = make_application(
        cast.rasht_ngo, state="initial_approved", submitted_on=today() - DAY
    )
    expert = cast.gilan_expert

    def send(on, letters):
        with scope.enter(scope.of(expert)):
            send_inquiries(
                actor=expert, application=application, seen="initial_approved", on=on,
                letters=letters,
            )  # fmt: skip

    assert code_of(send, today(), {"police": "1"}) == "incomplete"
    add_documents(cast.rasht_ngo, application.kind)
    assert code_of(send, today(), {}) == "nobody_asked"
    assert code_of(send, today(), {"police": " "}) == "no_number"
    assert code_of(send, today() + DAY, {"police": "1"}) == "future"
    assert code_of(send, today() - 2 * DAY, {"police": "1"}) == "too_early"
    assert inquiries(application) == []


def test_a_reminder_is_counted_once_a_day(cast, application):
    first, _second = inquiries(application)
    with scope.enter(scope.of(cast.gilan_expert)):
        assert remind(actor=cast.gilan_expert, inquiry=first).reminders == 1
        assert code_of(remind, actor=cast.gilan_expert, inquiry=first) == "reminded"


def sent_so_long_ago(application, days_past_due):
    """Make both inquiries due so many days ago."""
    with scope.system():
        Inquiry.objects.filter(application=application).update(
            sent_on=today() - 40 * DAY, due_on=today() - days_past_due * DAY
        )


def test_silence_is_consent_after_the_deadline_and_not_on_its_day(cast, application):
    sent_so_long_ago(application, 0)
    run_daily(today())
    assert stored(application).state == "inquiries"
    sent_so_long_ago(application, 1)
    assert run_daily(today())["lapse_inquiries"] == 2
    assert {each.result for each in inquiries(application)} == {"silent_consent"}
    assert stored(application).state == "final_review"
    assert run_daily(today())["lapse_inquiries"] == 0


def test_where_silence_is_no_consent_an_inquiry_stays_overdue(cast, application):
    with scope.system():
        PolicySetting.objects.create(name="silence_is_consent", value=False)
    sent_so_long_ago(application, 1)
    run_daily(today())
    assert {each.result for each in inquiries(application)} == {"pending"}
    assert stored(application).state == "inquiries"


def test_a_wrong_answer_is_put_right_until_the_council_decides(cast, application):
    expert = cast.gilan_expert
    first, second = inquiries(application)
    answer(expert, first)
    with scope.enter(scope.of(expert)):
        given = {"actor": expert, "inquiry": first, "letter_no": "x", "sent_on": today()}
        assert correct_inquiry(**given, result="pending").answered_on is None
        correct_inquiry(**given, result="negative", on=today())
        answer_inquiry(actor=expert, inquiry=second, result="positive", on=today())
        assert code_of(correct_inquiry, **given, result="pending") == "closed"
        assert correct_inquiry(**given, result="positive", on=today()).result == "positive"
    decided = make_application(make_ngo(), state="approved")
    with scope.system():
        late = make_inquiry(decided)
    with scope.enter(scope.of(expert)):
        given = {"actor": expert, "letter_no": "x", "sent_on": today()}
        assert code_of(correct_inquiry, inquiry=late, result="pending", **given) == "closed"


def test_there_is_no_place_for_the_reasons_of_an_answer():
    names = {field.name for field in Inquiry._meta.get_fields()}
    assert not {name for name in names if "reason" in name or "note" in name or "remark" in name}
