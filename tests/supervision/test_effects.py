"""What a measure does to the licences of an NGO, in the same transaction or not at all."""

import pytest

from accounts import scope
from accounts.refusals import Refusal
from licensing.kinds import LicenceKind
from licensing.models import Licence
from licensing.services.licences.suspending import lift_suspension, suspend
from ngos.models import NGO
from ngos.services.change_status import change_status
from persian.dates import add_jalali_months, today
from supervision.models import Measure, MeasureEffect, SupervisionCase
from supervision.services.cases.cases import close_case
from supervision.services.cases.measures import end_suspension
from supervision.services.cases.reading import suspending
from tests.cast import make_ngo
from tests.licensing.licences.paths import make_licence
from tests.supervision.cases import (
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


@pytest.fixture
def with_credential(licensed) -> tuple[NGO, Licence, Licence]:
    """An NGO with two licences: the first suspended by hand on the day on which a case will
    suspend the NGO, which works under the second until then."""
    make_licence(licensed, kind=LicenceKind.CREDENTIAL, issued_on=days_ago(300))
    with scope.system():
        one, other = Licence.objects.filter(ngo=licensed).order_by("pk")
    return licensed, one, other


def states(*licences) -> list[str]:
    with scope.system():
        return [Licence.objects.get(pk=licence.pk).state for licence in licences]


def by_hand(who, service, licence, *, on):
    with scope.enter(scope.of(who)):
        licence = Licence.objects.get(pk=licence.pk)
        return service(actor=who, licence=licence, on=on, reason="نامهٔ ۱۲")


def ended(who, case, *, on=None):
    with scope.enter(scope.of(who)):
        end_suspension(
            actor=who, case=case, seen=seen(case), on=on or days_ago(2), reason="رفع شد."
        )


def test_what_was_suspended_by_hand_on_the_day_of_the_measure_stays_suspended(
    cast, with_credential
):
    who = cast.gilan_expert
    ngo, one, other = with_credential
    by_hand(who, suspend, one, on=days_ago(20))
    case = suspended(who, ngo, on=days_ago(20))
    assert states(one, other) == ["suspended", "suspended"]
    ended(who, case)
    assert states(one, other) == ["suspended", "valid"]
    with scope.system():
        assert NGO.objects.get(pk=ngo.pk).status == "active"


def test_a_hand_that_lifts_its_own_suspension_leaves_what_the_case_keeps(cast, with_credential):
    who = cast.gilan_expert
    ngo, one, other = with_credential
    by_hand(who, suspend, one, on=days_ago(20))
    case = suspended(who, ngo, on=days_ago(20))
    by_hand(who, lift_suspension, one, on=days_ago(10))
    with pytest.raises(Refusal) as refusal:
        by_hand(who, lift_suspension, other, on=days_ago(10))
    assert refusal.value.code == "suspended_by_a_case"
    assert states(one, other) == ["valid", "suspended"]
    with scope.system():
        assert NGO.objects.get(pk=ngo.pk).status == "suspended"
    ended(who, case)
    assert states(one, other) == ["valid", "valid"]
    with scope.system():
        assert NGO.objects.get(pk=ngo.pk).status == "active"


def test_a_status_given_by_hand_meanwhile_outlasts_the_case(cast, licensed):
    who = cast.gilan_expert
    case = suspended(who, licensed, on=days_ago(20))
    with scope.enter(scope.of(who)):
        for status in ("active", "suspended"):
            change_status(actor=who, ngo=licensed, status=status, on=days_ago(9), reason="نامه")
    ended(who, case)
    assert standing(licensed) == ("suspended", "valid")


def test_each_effect_is_stored_with_what_was_before_and_its_end(cast, licensed):
    who = cast.gilan_director
    case = suspended(who, licensed, on=days_ago(20))
    decided(who, case, "revocation", on=days_ago(8), grave_reason="خطر جانی")
    with scope.system():
        found = MeasureEffect.objects.filter(measure__case=case).order_by("pk")
        assert [
            (effect.measure.kind, effect.licence is None, effect.before, effect.ended_on)
            for effect in found
        ] == [
            ("suspension", False, "valid", days_ago(8)),
            ("suspension", True, "active", days_ago(8)),
            ("revocation", False, "suspended", None),
            ("revocation", True, "suspended", None),
        ]
    with scope.enter(scope.of(cast.isfahan_expert)):
        assert not MeasureEffect.objects.exists()
