"""Two clerks at the same moment: one succeeds, the other is told who was faster, and when."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import Role
from licensing.models import ApplicationStep, Inquiry
from licensing.services.inquiries.answering import answer_inquiry
from persian.dates import to_jalali, today
from persian.numbers import persian_digits
from tests.cast import make_ngo, make_user
from tests.licensing.applications.cases import councils_of, make_application, stored, take

pytestmark = pytest.mark.django_db(transaction=True)
WAIT = 60  # seconds


def at_once(*jobs):
    """Each job's outcome: what it returned, or the refusal that it met."""
    start = threading.Barrier(len(jobs))

    def work(job):
        try:
            start.wait(WAIT)
            return job()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [each.result(WAIT) for each in [pool.submit(work, job) for job in jobs]]


@pytest.fixture
def two():
    return [make_user(Role.PROVINCIAL_EXPERT, at="گیلان") for _number in range(2)]


def test_of_two_who_take_a_step_one_succeeds_and_the_other_is_told_who_and_when(two):
    ngo = make_ngo()
    councils_of(ngo)
    application = make_application(ngo, state="submitted")
    outcomes = at_once(
        lambda: take(two[0], application, "accept", seen="submitted"),
        lambda: take(two[1], application, "return", seen="submitted"),
    )
    refused = [each for each in outcomes if isinstance(each, Refusal)]
    assert len(refused) == 1
    winner = two[1 - outcomes.index(refused[0])]
    assert refused[0].code == "overtaken"
    assert str(winner) in str(refused[0])
    assert persian_digits(to_jalali(today()).year) in str(refused[0])
    with scope.system():
        last = ApplicationStep.objects.latest("pk")
        assert (last.source, last.taken_by_id) == ("submitted", winner.pk)
    assert stored(application).state == last.target


def test_two_last_answers_at_once_move_the_application_once(two):
    application = make_application(make_ngo(), state="inquiries")
    with scope.system():
        first, second = Inquiry.objects.filter(application=application).order_by("pk")

    def answer(who, inquiry):
        with scope.enter(scope.of(who)):
            return answer_inquiry(actor=who, inquiry=inquiry, result="positive", on=today())

    at_once(lambda: answer(two[0], first), lambda: answer(two[1], second))
    assert stored(application).state == "final_review"
    with scope.system():
        assert ApplicationStep.objects.filter(step="close_inquiries").count() == 1
