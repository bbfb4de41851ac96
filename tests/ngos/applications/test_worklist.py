"""The worklist: what waits for whom, what is overdue, and the next step in one click."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import scope
from ngos.deadlines import Deadlines
from ngos.kinds import Kind
from ngos.models import Application, Inquiry
from ngos.worklist import counted
from persian.dates import today
from tests.cast import make_ngo, signed_in
from tests.ngos.applications.cases import DAY, make_application

WORKLIST = "/office/ngos/application/worklist/"


def waiting(who):
    with scope.enter(scope.of(who)):
        found = counted(who, Deadlines(today()))
    return {each.duty.key: (each.count, each.overdue) for each in found}


def age(application, days):
    with scope.system():
        Application.objects.filter(pk=application.pk).update(
            state_since=application.state_since - datetime.timedelta(days)
        )


def test_each_role_sees_what_waits_for_it(cast):
    make_application(cast.rasht_ngo, state="submitted")
    make_application(cast.rasht_ngo, Kind.ALIGNMENT, state="assembly_held")
    make_application(cast.anzali_ngo, state="preliminary_review")
    make_application(cast.isfahan_ngo, state="submitted")
    assert waiting(cast.rasht_expert) == {"accept": (1, 0)}
    assert waiting(cast.gilan_secretary) == {"introduce": (1, 0), "to_agenda": (1, 0)}
    assert waiting(cast.gilan_auditor) == {}
    assert waiting(cast.national_expert) == {"accept": (2, 0)}


def test_a_step_of_another_kind_is_not_waited_for(cast):
    make_application(cast.rasht_ngo, Kind.CHANGES, state="approved")
    assert waiting(cast.gilan_expert) == {"complete": (1, 0)}
    make_application(cast.rasht_ngo, Kind.RENEWAL, state="approved")
    assert waiting(cast.gilan_chair) == {"sign_licence": (1, 0)}


@pytest.mark.parametrize(("days", "is_late"), [(10, 0), (11, 1)])
def test_an_application_is_overdue_on_the_day_after_its_deadline(cast, days, is_late):
    age(make_application(cast.rasht_ngo, state="submitted"), days)
    assert waiting(cast.gilan_expert) == {"accept": (1, is_late)}
    page = signed_in(cast.gilan_expert).get("/office/ngos/application/?overdue=yes")
    assert page.context["cl"].result_count == is_late


def test_inquiries_past_their_day_are_overdue(cast):
    make_application(cast.rasht_ngo, state="inquiries")
    with scope.system():
        Inquiry.objects.filter(authority="police").update(
            sent_on=today() - 40 * DAY, due_on=today() - DAY
        )
    assert waiting(cast.gilan_expert) == {"answers": (2, 1)}


def test_the_page_leads_to_the_next_step_oldest_first_in_a_fixed_number_of_queries(cast):
    old = make_application(cast.anzali_ngo, state="submitted")
    age(old, 20)
    make_application(cast.rasht_ngo, state="submitted")
    browser = signed_in(cast.gilan_expert)
    browser.get(WORKLIST)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page = browser.get(WORKLIST)
    text = page.content.decode()
    assert f"/office/ngos/application/{old.pk}/accept/" in text
    assert text.index(cast.anzali_ngo.name) < text.index(cast.rasht_ngo.name)
    for _number in range(5):
        make_application(make_ngo(), state="submitted")
    with CaptureQueriesContext(connection) as many:
        browser.get(WORKLIST)
    assert len(many) == len(few)


def test_the_dashboard_counts_the_worklist_first(cast):
    make_application(cast.rasht_ngo, state="submitted")
    page = signed_in(cast.gilan_expert).get("/office/")
    first = page.context["waiting"][0]
    assert (first.count, first.link) == (1, WORKLIST)


def test_an_empty_worklist_says_so(cast):
    assert "در انتظار شما نیست" in signed_in(cast.gilan_expert).get(WORKLIST).content.decode()
