"""The worklist: what waits for whom, what is overdue, and the next step in one click."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import scope
from accounts.models import PolicySetting
from accounts.roles import Role
from councils.services.sessions.agenda import add_subject
from licensing.kinds import Kind
from licensing.models import Application, Inquiry
from ngos.models import NGO
from persian.dates import today
from screens.worklist import Moment, counted
from tests.cast import make_ngo, make_user, province, signed_in
from tests.councils.factory import attend, decide, make_council, plan, sign
from tests.licensing.applications.cases import DAY, make_application
from tests.licensing.licences.paths import ahead, make_licence

WORKLIST = "/office/worklist/"


def waiting(who):
    with scope.enter(scope.of(who)):
        found = counted(who, Moment(today()))
    return {each.duty.key: (each.count, each.overdue) for each in found}


def age(application, days):
    with scope.system():
        Application.objects.filter(pk=application.pk).update(
            state_since=application.state_since - datetime.timedelta(days)
        )


def test_each_role_sees_what_waits_for_it(cast):
    make_application(cast.rasht_ngo, state="submitted")
    make_application(cast.rasht_ngo, Kind.ALIGNMENT, state="assembly_held", level="provincial")
    make_application(cast.anzali_ngo, state="preliminary_review", level="provincial")
    make_application(cast.isfahan_ngo, state="submitted")
    assert waiting(cast.rasht_expert) == {"accept": (1, 0)}
    assert waiting(cast.gilan_secretary) == {"introduce": (1, 0), "to_agenda": (1, 0)}
    assert waiting(cast.gilan_auditor) == {}
    assert waiting(cast.national_expert) == {"accept": (2, 0)}


def test_a_step_of_another_kind_is_not_waited_for(cast):
    make_application(cast.rasht_ngo, Kind.CHANGES, state="approved")
    assert waiting(cast.gilan_expert) == {"complete": (1, 0)}
    make_application(cast.rasht_ngo, Kind.RENEWAL, state="approved", level="provincial")
    assert waiting(cast.gilan_chair) == {"sign_licence": (1, 0)}


def test_what_a_council_decides_waits_for_its_own_secretary_and_chair_alone(cast):
    """Also where the province's scope reaches the rows of its counties."""
    for kind, state, secretary, chair in (
        (Kind.CHANGES, "preliminary_review", {"to_agenda": (1, 0)}, {}),
        (Kind.ALIGNMENT, "assembly_held", {"introduce": (1, 0)}, {}),
        (Kind.CHANGES, "referred", {"take_up": (1, 0)}, {}),
        (Kind.RENEWAL, "approved", {}, {"sign_licence": (1, 0)}),
    ):
        ngo = make_ngo()
        make_application(ngo, kind, state=state, level="county")
        assert waiting(cast.rasht_secretary) == secretary, state
        assert waiting(cast.rasht_chair) == chair, state
        assert waiting(cast.gilan_secretary) == waiting(cast.gilan_chair) == {}, state
        mine = signed_in(cast.gilan_chair).get("/office/licensing/application/?waiting=me")
        assert mine.context["cl"].result_count == 0
        with scope.system():
            Application.objects.update(state="withdrawn")


def test_an_appeal_waits_for_the_secretary_of_the_council_above(cast):
    make_application(cast.rasht_ngo, state="appealed", level="county")
    assert waiting(cast.gilan_secretary) == {"take_up": (1, 0)}
    assert waiting(cast.rasht_secretary) == {}
    make_application(cast.anzali_ngo, state="appealed", level="provincial")
    national = make_user(Role.COUNCIL_SECRETARY)
    assert waiting(cast.gilan_secretary) == waiting(national) == {"take_up": (1, 0)}


def test_sessions_and_resolutions_wait_for_their_own_council(cast):
    council, _higher = make_council("گیلان/رشت"), make_council("گیلان")
    session = plan(cast.rasht_secretary, council, on=today() - DAY)
    assert waiting(cast.rasht_chair) == {"sessions": (1, 0)}
    assert waiting(cast.gilan_chair) == {}
    with scope.enter(scope.of(cast.rasht_secretary)):
        item = add_subject(actor=cast.rasht_secretary, session=session, subject="بازدید")
    attend(cast.rasht_secretary, session)
    decide(cast.rasht_secretary, item, "adopt", owner="دبیرخانه")
    sign(cast.rasht_chair, session)
    assert waiting(cast.rasht_secretary) == {"resolutions": (1, 0)}
    assert waiting(cast.gilan_secretary) == {}
    assert waiting(cast.gilan_expert) == {"resolutions": (1, 0)}


def test_a_licence_waits_for_its_signature_before_the_registration_where_the_office_says_so(cast):
    make_application(cast.rasht_ngo, Kind.ALIGNMENT, state="approved", level="county")
    make_application(cast.isfahan_ngo, Kind.ALIGNMENT, state="approved", level="county")
    kashan_chair = make_user(Role.COUNCIL_CHAIR, at="اصفهان/کاشان")
    assert waiting(cast.rasht_chair) == waiting(kashan_chair) == {}
    with scope.system():
        PolicySetting.objects.create(
            name="licence_after_registration", province=province("گیلان"), value=False
        )
    assert waiting(cast.rasht_chair) == {"sign_licence": (1, 0)}
    assert waiting(kashan_chair) == {}
    with scope.system():
        PolicySetting.objects.create(name="licence_after_registration", value=False)
        PolicySetting.objects.filter(province=province("گیلان")).update(value=True)
    assert waiting(cast.rasht_chair) == {}
    assert waiting(kashan_chair) == {"sign_licence": (1, 0)}


def test_a_dissolution_waits_for_those_who_may_change_the_status(cast):
    make_application(cast.rasht_ngo, Kind.DISSOLUTION, state="approved")
    assert waiting(cast.rasht_expert) == {}
    assert waiting(cast.gilan_expert) == {"complete": (1, 0)}


def test_licences_expire_by_the_alert_period_of_their_province_until_a_renewal_is_open(cast):
    make_licence(cast.rasht_ngo, expires_on=ahead(80))
    assert waiting(cast.gilan_expert) == {}
    with scope.system():
        PolicySetting.objects.create(
            name="licence_alert_days", province=province("گیلان"), value=90
        )
    assert waiting(cast.gilan_expert) == {"expiring": (1, 0)}
    make_application(cast.rasht_ngo, Kind.RENEWAL, state="rejected")
    assert waiting(cast.gilan_expert) == {"expiring": (1, 0)}
    make_application(cast.rasht_ngo, Kind.RENEWAL, state="inquiries")
    assert "expiring" not in waiting(cast.gilan_expert)


def test_the_licence_of_an_ngo_that_may_not_work_is_not_to_be_renewed(cast):
    make_licence(cast.rasht_ngo, expires_on=ahead(8))
    with scope.system():
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(status="suspended")
    assert waiting(cast.gilan_expert) == {}


def test_the_head_of_the_page_says_what_it_is(cast):
    page = signed_in(cast.gilan_expert).get(WORKLIST).content.decode()
    head = page.partition("</h1>")[0].rpartition("<h1")[2]
    assert "کارتابل" in head
    assert "درخواست‌ها" not in head


@pytest.mark.parametrize(("days", "is_late"), [(10, 0), (11, 1)])
def test_an_application_is_overdue_on_the_day_after_its_deadline(cast, days, is_late):
    age(make_application(cast.rasht_ngo, state="submitted"), days)
    assert waiting(cast.gilan_expert) == {"accept": (1, is_late)}
    page = signed_in(cast.gilan_expert).get("/office/licensing/application/?overdue=yes")
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
    assert f"/office/licensing/application/{old.pk}/accept/" in text
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
