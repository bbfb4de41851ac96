"""Two people at work on one session at the same time."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import Role
from licensing.models import Application, ApplicationStep
from tests.cast import make_user
from tests.councils.factory import attend, make_application, make_council, plan, put_on, sign

WAIT = 60  # seconds


def at_once(*jobs):
    """Run jobs in threads with connections of their own, begun together; what each came to."""
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
        return [future.result(WAIT) for future in [pool.submit(work, job) for job in jobs]]


@pytest.fixture
def people(transactional_db):
    return (
        make_user(Role.COUNCIL_SECRETARY, at="گیلان/رشت"),
        make_user(Role.COUNCIL_CHAIR, at="گیلان/رشت", last_name="نخستین"),
        make_user(Role.COUNCIL_CHAIR, at="گیلان/رشت", last_name="دومین"),
    )


def test_a_session_that_two_sign_at_once_is_signed_once_and_the_other_is_told(people):
    clerk, *chairs = people
    session = plan(clerk, make_council("گیلان/رشت"))
    attend(clerk, session)
    application = make_application()
    put_on(clerk, session, application, decision="approve_initially")
    ended = at_once(*[lambda chair=chair: sign(chair, session) for chair in chairs])
    refusals = [each for each in ended if isinstance(each, Refusal)]
    assert [each.code for each in refusals] == ["signed"]
    signed = next(each for each in ended if not isinstance(each, Refusal))
    assert signed.signed_by_name in str(refusals[0])
    with scope.system():
        assert Application.objects.get(pk=application.pk).state == "initial_approved"
        assert ApplicationStep.objects.filter(application=application).count() == 1


def test_sessions_that_two_plan_at_once_take_two_numbers(people):
    clerk = people[0]
    council = make_council("گیلان/رشت")
    ended = at_once(*[lambda: plan(clerk, council)] * 3)
    assert sorted(session.number for session in ended) == [1, 2, 3]
