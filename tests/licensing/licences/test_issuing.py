"""A licence is signed once, under the office's next number, for the term that policy sets."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from accounts import scope
from accounts.models import PolicySetting
from accounts.refusals import Refusal
from accounts.services.set_policy import set_policy
from licensing.decisions import APPROVE, APPROVE_INITIALLY, REJECT
from licensing.kinds import Kind, LicenceKind
from licensing.models import Application, Licence
from licensing.models.licence import LicenceState
from licensing.policies.licences import LICENCE_MONTHS, LICENCE_NUMBER_TEMPLATE
from licensing.services.licences.issuing import approve_in_session, end_approvals, issue_licence
from ngos.models import NGO, Branch
from ngos.models.ngo import Status
from persian.dates import (
    add_jalali_months,
    days_in_month,
    is_leap_year,
    to_gregorian,
    to_jalali,
    today,
)
from tests.cast import make_ngo, province
from tests.licensing.licences.paths import (
    ago,
    ahead,
    chair,
    jalali,
    make_application,
    make_licence,
    make_resolution,
)


def issue(actor, application, **given):
    values = {"seen": application.state, "issued_on": today(), **given}
    with scope.enter(scope.of(actor)):
        return issue_licence(actor=actor, application=application, **values)


def refused(actor, application, **given) -> str:
    with pytest.raises(Refusal) as refusal:
        issue(actor, application, **given)
    assert str(refusal.value)
    return refusal.value.code


def decide(actor, policy, value):
    with scope.system():
        home = province("گیلان")
    with scope.enter(scope.of(actor)):
        set_policy(actor=actor, policy=policy, province=home, value=value)


def test_a_founded_ngo_gets_its_licence_becomes_active_and_shows_it(cast):
    ngo = make_ngo(status=Status.APPLICANT, activity_level="county")
    application = make_application(ngo, kind=Kind.ESTABLISHMENT, level="provincial")
    item = make_resolution(application, APPROVE.key, on=ago(20))
    licence = issue(chair(), application)
    year = to_jalali(today()).year
    assert (licence.number, licence.kind) == (f"1/{year}", LicenceKind.ACTIVITY)
    assert licence.expires_on == add_jalali_months(today(), 24)
    assert (licence.resolution, licence.session_on) == (item, ago(20))
    assert len(licence.verification_code) == 20
    with scope.system():
        ngo.refresh_from_db()
        application.refresh_from_db()
    assert (ngo.status, ngo.status_since, ngo.activity_level) == ("active", today(), "provincial")
    assert (ngo.licence_no, ngo.licence_expires_on) == (licence.number, licence.expires_on)
    assert application.state == "licensed"


def test_a_renewal_closes_the_chain_with_the_licence_before(cast):
    old = make_licence(cast.rasht_ngo, number="7/1400")
    new = issue(chair(), make_application(cast.rasht_ngo))
    with scope.system():
        old.refresh_from_db()
        assert (old.state, old.state_since) == (LicenceState.SUPERSEDED, today())
        assert (new.previous, old.next) == (old, new)
        assert NGO.objects.get(pk=cast.rasht_ngo.pk).licence_no == new.number


def test_the_licence_that_only_the_register_shows_is_where_the_chain_begins(cast):
    ngo = make_ngo(licence_no="51/1400", licence_issued_on=ago(800), licence_expires_on=ago(70))
    new = issue(chair(), make_application(ngo))
    assert (new.previous.number, new.previous.issued_on) == ("51/1400", ago(800))
    assert new.previous.state == LicenceState.SUPERSEDED


def test_an_upgrade_lifts_the_level_and_a_renewal_leaves_it(cast):
    issue(chair(), make_application(cast.rasht_ngo, kind=Kind.UPGRADE, level="provincial"))
    with scope.system():
        assert NGO.objects.get(pk=cast.rasht_ngo.pk).activity_level == "provincial"
    issue(chair(), make_application(cast.anzali_ngo, level="national"))
    with scope.system():
        assert NGO.objects.get(pk=cast.anzali_ngo.pk).activity_level == "county"


def test_a_branch_permit_opens_the_branch_under_its_number(cast):
    county = cast.anzali_ngo.county
    asked = make_application(cast.rasht_ngo, kind=Kind.BRANCH, branch_county=county)
    permit = issue(chair(), asked)
    with scope.system():
        branch = Branch.objects.get(ngo=cast.rasht_ngo)
        assert (branch.county, branch.permit_no) == (county, permit.number)
        assert branch.opened_on == permit.issued_on


def test_numbers_follow_the_office_s_template_and_pass_over_taken_ones(cast):
    decide(cast.gilan_director, LICENCE_NUMBER_TEMPLATE, "{province}-{number}")
    make_licence(cast.anzali_ngo, number="گیلان-1")
    first = issue(chair(), make_application(cast.rasht_ngo))
    assert first.number == "گیلان-2"
    assert first.serial is not None


def test_a_chair_of_a_county_is_not_given_the_number_of_a_neighbour_they_do_not_see(cast):
    year = to_jalali(today()).year
    make_licence(cast.anzali_ngo, number=f"1/{year}")
    assert issue(chair("گیلان/رشت"), make_application(cast.rasht_ngo)).number == f"2/{year}"


def test_a_typed_number_that_is_taken_is_refused_at_its_field(cast):
    make_licence(cast.anzali_ngo, number="۱۲/۱۴۰۱")
    application = make_application(cast.rasht_ngo)
    with pytest.raises(Refusal) as refusal:
        issue(chair(), application, number="12/1401")
    assert (refusal.value.code, refusal.value.field) == ("number_taken", "number")
    with scope.system():
        assert Application.objects.get(pk=application.pk).state == "approved"


@pytest.mark.parametrize("status", ["suspended", "revoked", "dissolved"])
def test_an_ngo_that_may_not_work_gets_no_licence(cast, status):
    ngo = make_ngo(status=status)
    assert refused(chair(), make_application(ngo)) == "ngo_may_not_work"
    with scope.system():
        assert not ngo.licences.exists()


def test_no_licence_is_issued_in_the_future(cast):
    assert refused(chair(), make_application(cast.rasht_ngo), issued_on=ahead(1)) == "future"


def test_no_licence_is_issued_before_the_council_approved_or_the_registry_registered(cast):
    application = make_application(
        make_ngo(status=Status.APPLICANT), kind=Kind.ESTABLISHMENT, registered_on=ago(5)
    )
    make_resolution(application, APPROVE.key, on=ago(20))
    assert refused(chair(), application, issued_on=ago(21)) == "before_session"
    assert refused(chair(), application, issued_on=ago(6)) == "before_registration"
    assert issue(chair(), application, issued_on=ago(5)).issued_on == ago(5)


def test_a_renewal_is_issued_after_what_it_renews(cast):
    make_licence(cast.rasht_ngo, issued_on=ago(3))
    assert refused(chair(), make_application(cast.rasht_ngo), issued_on=ago(3)) == "before_previous"


def test_a_suspended_licence_is_not_renewed(cast):
    make_licence(cast.rasht_ngo, state="suspended", state_since=ago(3))
    assert refused(chair(), make_application(cast.rasht_ngo)) == "previous_suspended"


def test_the_second_of_two_chairs_is_told_who_signed(cast):
    first, second = chair(), chair()
    application = make_application(cast.rasht_ngo)
    issue(first, application, seen="approved")
    with pytest.raises(Refusal) as refusal:
        issue(second, application, seen="approved")
    assert refusal.value.code == "overtaken"
    assert str(first) in str(refusal.value)
    with scope.system():
        assert cast.rasht_ngo.licences.count() == 1


@pytest.mark.parametrize("person", ["gilan_director", "gilan_expert", "rasht_expert"])
def test_who_may_not_sign_is_refused_by_the_service(cast, person):
    with pytest.raises(PermissionDenied):
        issue(getattr(cast, person), make_application(cast.rasht_ngo))


def test_the_chair_of_another_province_does_not_see_the_application(cast):
    application = make_application(cast.rasht_ngo)
    with pytest.raises(Application.DoesNotExist):
        issue(chair("قزوین"), application)


def test_an_initial_approval_is_numbered_apart_and_used_up_by_the_licence(cast):
    ngo = make_ngo(status=Status.APPLICANT)
    application = make_application(ngo, kind=Kind.ESTABLISHMENT)
    actor = chair()
    approvals = []
    for decision, day in ((APPROVE_INITIALLY.key, ago(60)), (APPROVE.key, ago(20))):
        item = make_resolution(application, decision, on=day)
        with scope.enter(scope.of(actor)):
            approvals.append(approve_in_session(actor=actor, item=item, application=application))
    initial, principle = approvals
    assert (initial.kind, initial.issued_on) == (LicenceKind.INITIAL_APPROVAL, ago(60))
    assert (principle.kind, principle.expires_on) == (LicenceKind.PRINCIPLE_APPROVAL, None)
    assert initial.number.startswith("1/")
    assert principle.number.startswith("1/")
    licence = issue(actor, application)
    with scope.system():
        states = dict(Licence.objects.filter(ngo=ngo).values_list("kind", "state"))
    assert states == {
        "initial_approval": "superseded",
        "principle_approval": "superseded",
        "activity_licence": "valid",
    }
    assert licence.previous is None


def test_a_rejection_or_a_withdrawal_ends_the_initial_approval(cast):
    actor = chair()
    application = make_application(cast.rasht_ngo)
    with scope.enter(scope.of(actor)):
        for decision in (APPROVE_INITIALLY.key, REJECT.key):
            item = make_resolution(application, decision, on=ago(9))
            approve_in_session(actor=actor, item=item, application=application)
        assert Licence.objects.get().state == LicenceState.REVOKED
        assert end_approvals(application=application, on=today(), reason="انصراف") == 0


def test_what_ends_in_no_licence_is_approved_without_one(cast):
    actor = chair()
    application = make_application(cast.rasht_ngo, kind=Kind.CHANGES)
    item = make_resolution(application, APPROVE_INITIALLY.key, on=ago(9))
    with scope.enter(scope.of(actor)):
        assert approve_in_session(actor=actor, item=item, application=application) is None


def test_a_licence_of_the_last_day_of_a_leap_year_ends_on_the_last_day_of_the_next(cast):
    decide(cast.gilan_director, LICENCE_MONTHS, 12)
    make_licence(cast.rasht_ngo, issued_on=jalali("1402/12/29"), expires_on=jalali("1403/12/30"))
    licence = issue(chair(), make_application(cast.rasht_ngo), issued_on=jalali("1403/12/30"))
    assert licence.expires_on == jalali("1404/12/29")


@given(
    year=st.integers(1300, 1500), month=st.integers(1, 12), day=st.integers(1, 31),
    months=st.integers(1, 120),
)  # fmt: skip
def test_a_term_ends_on_the_same_day_of_a_later_month_or_the_month_s_last(year, month, day, months):
    day = min(day, days_in_month(year, month))
    begins = to_gregorian(year, month, day)
    ends = add_jalali_months(begins, months)
    found = to_jalali(ends)
    assert (found.year * 12 + found.month) - (year * 12 + month) == months
    assert found.day == min(day, days_in_month(found.year, found.month))
    assert ends > begins + datetime.timedelta(days=28 * months)
    if (month, day, months) == (12, 30, 12):
        assert is_leap_year(year)
        assert not is_leap_year(year + 1)


def test_where_the_licence_comes_before_the_registration_it_follows_from_the_approval(cast):
    asked = make_application(cast.rasht_ngo, kind=Kind.ALIGNMENT, state="approved")
    with pytest.raises(Refusal):
        issue(chair(), asked)
    with scope.system():
        PolicySetting.objects.create(name="licence_after_registration", value=False)
    assert issue(chair(), asked).kind == "activity_licence"
