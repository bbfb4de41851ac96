"""What a measure does to the licences of an NGO, in the same transaction or not at all."""

import pytest

from accounts import scope
from ngos.models import NGO, Licence, Measure, SupervisionCase
from ngos.services.licences.suspending import lift_suspension
from ngos.services.refusal import Refusal
from ngos.services.supervision.cases import close_case
from ngos.services.supervision.measures import end_suspension
from ngos.services.supervision.reading import suspending
from persian.dates import add_jalali_months, today
from tests.cast import make_ngo
from tests.ngos.licences.paths import make_licence
from tests.ngos.supervision.cases import (
    complained,
    days_ago,
    decided,
    fresh,
    heard,
    opened,
    seen,
    suspended,
)


@pytest.fixture
def licensed(cast):
    ngo = make_ngo()
    make_licence(ngo, issued_on=days_ago(400), expires_on=add_jalali_months(today(), 6))
    return ngo


def standing(ngo) -> tuple[str, str]:
    with scope.system():
        return NGO.objects.get(pk=ngo.pk).status, Licence.objects.get(ngo=ngo).state


def test_a_suspension_suspends_the_licence_and_its_end_lets_it_hold_again(cast, licensed):
    who = cast.gilan_expert
    case = suspended(who, licensed, on=days_ago(20))
    assert standing(licensed) == ("suspended", "suspended")
    with scope.system():
        measure, licence = Measure.objects.get(case=case), Licence.objects.get(ngo=licensed)
    assert (licence.state_since, licence.suspended_until) == (measure.from_on, measure.to_on)
    with scope.enter(scope.of(who)):
        end_suspension(
            actor=who, case=case, seen=seen(case), on=days_ago(2), reason="کاستی‌ها رفع شد."
        )
    assert standing(licensed) == ("active", "valid")


def test_what_a_case_has_suspended_holds_again_by_that_case_alone(cast, licensed):
    suspended(cast.gilan_expert, licensed, on=days_ago(20))
    with scope.enter(scope.of(cast.gilan_expert)), pytest.raises(Refusal) as refusal:
        lift_suspension(
            actor=cast.gilan_expert, licence=Licence.objects.get(ngo=licensed), on=today(),
            reason="رفع شد",
        )  # fmt: skip
    assert refusal.value.code == "suspended_by_a_case"
    assert standing(licensed) == ("suspended", "suspended")


def test_a_suspension_stays_in_force_beside_a_hearing_and_a_lower_measure(cast, licensed):
    who = cast.gilan_expert
    case = suspended(who, licensed, on=days_ago(20))
    heard(who, case, on=days_ago(9))
    decided(who, case, "warning", on=days_ago(8), reason="بند ۴")
    assert suspended_by(case)
    with scope.enter(scope.of(who)), pytest.raises(Refusal) as refusal:
        close_case(actor=who, case=case, seen=seen(case), on=today(), outcome="پایان")
    assert refusal.value.code == "suspended"
    heard(who, case, on=days_ago(4))
    with scope.enter(scope.of(who)):
        end_suspension(actor=who, case=case, seen=seen(case), on=days_ago(2), reason="رفع شد.")
    assert standing(licensed) == ("active", "valid")
    assert not suspended_by(case)


def suspended_by(case) -> bool:
    with scope.system():
        return SupervisionCase.objects.filter(suspending(), pk=case.pk).exists()


def test_a_hearing_takes_no_complaint_away(cast, licensed):
    who = cast.gilan_expert
    case = suspended(who, licensed, on=days_ago(20))
    heard(who, case, on=days_ago(15))
    complained(who, case, on=days_ago(10))
    assert fresh(case).state == "complained"


def test_a_revocation_takes_the_place_of_a_suspension(cast, licensed):
    who = cast.gilan_director
    case = suspended(who, licensed, on=days_ago(20))
    decided(who, case, "revocation", on=days_ago(8), grave_reason="خطر جانی")
    assert standing(licensed) == ("revoked", "revoked")
    assert not suspended_by(case)
    with scope.enter(scope.of(who)):
        close_case(actor=who, case=case, seen=seen(case), on=today(), outcome="پایان")


def test_a_revocation_revokes_the_licence(cast, licensed):
    who = cast.gilan_director
    case = heard(who, opened(who, licensed))
    decided(who, case, "revocation", grave_reason="خطر جانی")
    assert standing(licensed) == ("revoked", "revoked")


def test_a_licence_that_refuses_leaves_case_and_ngo_as_they_were(cast, licensed):
    """The licence was issued after the day from which it would be suspended."""
    who = cast.gilan_expert
    with scope.system():
        Licence.objects.update(issued_on=days_ago(3))
    case = heard(who, opened(who, licensed))
    before = seen(case)
    with pytest.raises(Refusal) as refusal:
        decided(who, case, "suspension", grave_reason="خطر جانی", to_on=today())
    assert refusal.value.code == "too_early"
    assert standing(licensed) == ("active", "valid")
    assert seen(case) == before
