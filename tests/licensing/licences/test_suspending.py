"""A suspension lasts until it is lifted, a revocation for good; the NGO's status follows both."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts import scope
from accounts.refusals import Refusal
from licensing.kinds import LicenceKind
from licensing.models import Licence
from licensing.services.licences.suspending import lift_suspension, revoke, suspend
from ngos.models import NGO, Branch
from persian.dates import today
from tests.cast import make_ngo, make_user
from tests.licensing.licences.paths import ago, ahead, make_licence


@pytest.fixture
def licence(cast) -> Licence:
    return make_licence(cast.rasht_ngo)


def take(actor, service, licence, **given):
    values = {"on": today(), "reason": "رأی ۱۲ شورا", **given}
    with scope.enter(scope.of(actor)):
        return service(actor=actor, licence=licence, **values)


def refused(actor, service, licence, **given) -> str:
    with pytest.raises(Refusal) as refusal:
        take(actor, service, licence, **given)
    assert str(refusal.value)
    return refusal.value.code


def status_of(ngo) -> str:
    with scope.system():
        return NGO.objects.get(pk=ngo.pk).status


def test_a_suspended_licence_suspends_its_ngo_until_it_is_lifted(cast, licence):
    found = take(cast.gilan_expert, suspend, licence, on=ago(3), until=ahead(30))
    assert (found.state, found.state_since, found.suspended_until) == (
        "suspended",
        ago(3),
        ahead(30),
    )
    assert status_of(cast.rasht_ngo) == "suspended"
    assert refused(cast.gilan_expert, lift_suspension, licence, reason=" ") == "reason_missing"
    found = take(cast.gilan_expert, lift_suspension, licence)
    assert (found.state, found.suspended_until) == ("valid", None)
    assert status_of(cast.rasht_ngo) == "active"


def test_an_ngo_that_works_under_another_licence_stays_active(cast, licence):
    make_licence(cast.rasht_ngo, kind=LicenceKind.CREDENTIAL)
    take(cast.gilan_expert, suspend, licence)
    assert status_of(cast.rasht_ngo) == "active"


def test_an_ended_credential_does_not_keep_an_ngo_at_work(cast, licence):
    make_licence(cast.rasht_ngo, kind=LicenceKind.CREDENTIAL, expires_on=ago(1))
    take(cast.gilan_expert, suspend, licence)
    assert status_of(cast.rasht_ngo) == "suspended"


def test_a_revocation_is_for_good(cast, licence):
    assert take(cast.gilan_director, revoke, licence).state == "revoked"
    assert status_of(cast.rasht_ngo) == "revoked"
    for service in (suspend, lift_suspension, revoke):
        assert refused(cast.gilan_director, service, licence) == "overtaken"


def test_a_suspended_licence_can_be_revoked(cast, licence):
    take(cast.gilan_expert, suspend, licence, on=ago(3), until=ahead(30))
    assert take(cast.gilan_director, revoke, licence).suspended_until is None
    assert status_of(cast.rasht_ngo) == "revoked"


def test_a_revoked_branch_permit_closes_its_branch_and_leaves_the_ngo(cast):
    permit = make_licence(cast.rasht_ngo, kind=LicenceKind.BRANCH)
    with scope.system():
        branch = Branch.objects.create(
            ngo=cast.rasht_ngo, county=cast.anzali_ngo.county, permit_no=permit.number
        )
    take(cast.gilan_director, revoke, permit)
    with scope.system():
        branch.refresh_from_db()
    assert (branch.closed_on, status_of(cast.rasht_ngo)) == (today(), "active")


def test_of_two_people_the_second_is_told_who_was_faster(cast, licence):
    take(cast.gilan_expert, suspend, licence)
    with pytest.raises(Refusal) as refusal:
        take(cast.gilan_director, suspend, licence)
    assert refusal.value.code == "overtaken"
    assert cast.gilan_expert.get_full_name() in str(refusal.value)


def test_days_run_in_their_order_and_a_reason_is_written(cast, licence):
    expert = cast.gilan_expert
    assert refused(expert, suspend, licence, on=ahead(1)) == "future"
    assert refused(expert, suspend, licence, on=ago(181)) == "too_early"
    assert refused(expert, suspend, licence, until=today()) == "ends_before"
    assert refused(expert, suspend, licence, reason="  ") == "reason_missing"
    assert refused(cast.gilan_director, revoke, licence, reason="") == "reason_missing"
    take(expert, suspend, licence, on=ago(3))
    assert refused(expert, lift_suspension, licence, on=ago(4)) == "too_early"


@pytest.mark.parametrize(
    ("person", "service"),
    [("rasht_expert", suspend), ("gilan_auditor", suspend), ("rasht_expert", lift_suspension),
     ("gilan_expert", revoke), ("rasht_ngo_officer", revoke)],
)  # fmt: skip
def test_who_may_not_is_refused_by_the_service(cast, licence, person, service):
    with pytest.raises(PermissionDenied):
        take(getattr(cast, person), service, licence)


def test_a_licence_of_another_province_is_not_there(cast, licence):
    with pytest.raises(Licence.DoesNotExist):
        take(cast.qazvin_director, suspend, licence)


def test_the_history_tells_the_whole_suspension(cast, licence):
    take(cast.gilan_expert, suspend, licence, on=ago(3))
    take(cast.gilan_expert, lift_suspension, licence)
    with scope.system():
        events = Licence.pgh_event_model.objects.filter(pgh_obj=licence.pk).order_by("pgh_id")
        assert [(each.pgh_label, each.state) for each in events] == [
            ("insert", "valid"), ("update", "suspended"), ("update", "valid"),
        ]  # fmt: skip


def test_the_council_s_chair_takes_no_measure(cast, licence):
    with pytest.raises(PermissionDenied):
        take(make_user("council_chair", at="گیلان"), suspend, licence)


def test_an_applicant_s_approval_is_suspended_alone(cast):
    ngo = make_ngo(status="applicant")
    approval = make_licence(ngo, kind=LicenceKind.INITIAL_APPROVAL, expires_on=None)
    take(cast.gilan_expert, suspend, approval)
    assert status_of(ngo) == "applicant"
