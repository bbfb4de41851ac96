"""The ladder of measures: which may be decided, when, and for how long."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from accounts import scope
from accounts.models import PolicySetting
from accounts.refusals import Refusal
from ngos.models import NGO
from persian.dates import add_jalali_months, today
from supervision.models import Measure
from supervision.models.case import MeasureKind
from tests.cast import make_ngo
from tests.supervision.cases import days_ago, decided, fresh, heard, opened


def set_policy(name, value):
    with scope.system():
        PolicySetting.objects.create(name=name, value=value)


def refused(*args, **facts):
    with pytest.raises(Refusal) as refusal:
        decided(*args, **facts)
    assert str(refusal.value)
    return refusal.value.code


def test_the_first_measure_is_an_oral_notice_with_the_office_s_usual_deadline(cast):
    case = opened(cast.rasht_expert, cast.rasht_ngo)
    measure = decided(cast.gilan_expert, case, "oral_notice", on=days_ago(60))
    assert measure.deadline_on == days_ago(30)
    assert fresh(case).state == "decided"


@pytest.mark.parametrize("kind", MeasureKind.values[1:])
def test_no_rung_is_skipped_without_a_grave_reason(cast, kind):
    case = heard(cast.gilan_director, opened(cast.gilan_director, cast.rasht_ngo))
    assert refused(cast.gilan_director, case, kind, to_on=today()) == "rung_skipped"
    measure = decided(cast.gilan_director, case, kind, grave_reason="خطر جانی", to_on=today())
    assert measure.grave_reason == "خطر جانی"


def test_rungs_are_climbed_across_the_cases_of_an_ngo(cast):
    who = cast.gilan_director
    decided(who, opened(who, cast.rasht_ngo), "oral_notice")
    assert decided(who, opened(who, cast.rasht_ngo), "written_notice")
    assert refused(who, opened(who, cast.anzali_ngo), "written_notice") == "rung_skipped"


def test_the_policy_says_how_many_rungs_may_be_climbed_at_once(cast):
    set_policy("ladder_rungs_max", 2)
    case = opened(cast.gilan_director, cast.rasht_ngo)
    assert refused(cast.gilan_director, case, "warning") == "not_heard"
    assert decided(cast.gilan_director, case, "written_notice")


@pytest.mark.parametrize("kind", ["warning", "suspension", "revocation", "dissolution_request"])
def test_the_ngo_is_heard_before_a_sanction_where_the_policy_says_so(cast, kind):
    who = cast.gilan_director
    facts = {"grave_reason": "خطر جانی", "to_on": today()}
    assert refused(who, opened(who, cast.rasht_ngo), kind, **facts) == "not_heard"
    set_policy("hearing_before_sanction", False)
    assert decided(who, opened(who, cast.anzali_ngo), kind, **facts)


def test_a_higher_measure_waits_for_the_deadline_of_the_last_one(cast):
    case = opened(cast.gilan_expert, cast.rasht_ngo)
    decided(cast.gilan_expert, case, "oral_notice", on=days_ago(35))
    assert refused(cast.gilan_expert, case, "written_notice", on=days_ago(5)) == "deadline_running"
    assert decided(cast.gilan_expert, case, "written_notice", on=days_ago(4))


def test_a_deadline_is_not_shorter_than_the_policy_has_it(cast):
    case = opened(cast.gilan_expert, cast.rasht_ngo)
    facts = {"on": days_ago(10), "deadline_on": today() + datetime.timedelta(days=19)}
    assert refused(cast.gilan_expert, case, "oral_notice", **facts) == "deadline_too_short"
    facts["deadline_on"] += datetime.timedelta(days=1)
    assert decided(cast.gilan_expert, case, "oral_notice", **facts)


def test_a_suspension_ends_within_the_months_of_the_policy(cast):
    who = cast.gilan_expert
    case = heard(who, opened(who, cast.rasht_ngo))
    facts = {"on": days_ago(3), "grave_reason": "خطر جانی"}
    longest = add_jalali_months(days_ago(3), 3)
    one_day = datetime.timedelta(days=1)
    assert refused(who, case, "suspension", **facts) == "no_end"
    assert refused(who, case, "suspension", **facts, to_on=longest + one_day) == "too_long"
    assert refused(who, case, "suspension", **facts, to_on=days_ago(3)) == "ends_early"
    assert decided(who, case, "suspension", **facts, to_on=longest).to_on == longest


def test_days_out_of_order_are_refused(cast):
    who = cast.gilan_expert
    case = opened(who, cast.rasht_ngo)
    assert refused(who, case, "oral_notice", on=days_ago(201)) == "too_early"
    assert refused(who, case, "oral_notice", on=days_ago(-1)) == "future"
    assert refused(who, case, "oral_notice", from_on=days_ago(21)) == "too_early"
    heard(who, case, on=days_ago(30))
    assert refused(who, case, "oral_notice", on=days_ago(31)) == "too_early"
    decided(who, case, "oral_notice", on=days_ago(25))
    assert refused(who, case, "oral_notice", on=days_ago(26)) == "too_early"


def test_the_database_itself_refuses_measures_out_of_order(cast):
    case = opened(cast.gilan_expert, cast.rasht_ngo)
    day = today()
    facts = {"case": case, "kind": "suspension", "reason": "بی‌نظمی", "decided_on": day}
    for wrong in (
        {"from_on": day - datetime.timedelta(days=1)},
        {"from_on": day, "to_on": day},
        {"from_on": day, "reason": ""},
        {"from_on": day, "kind": "fine"},
        {"from_on": day, "complained_on": day},
    ):
        with scope.system(), pytest.raises(IntegrityError), transaction.atomic():
            Measure.objects.create(**{**facts, **wrong})


def test_a_revocation_is_the_director_s_and_leaves_nothing_half_done(cast):
    from django.core.exceptions import PermissionDenied

    case = heard(cast.gilan_expert, opened(cast.gilan_expert, cast.rasht_ngo))
    with pytest.raises(PermissionDenied):
        decided(cast.gilan_expert, case, "revocation", grave_reason="خطر جانی")
    with scope.system():
        assert not Measure.objects.exists()
        assert NGO.objects.get(pk=cast.rasht_ngo.pk).status == "active"
    assert fresh(case).state == "heard"
    decided(cast.gilan_director, case, "revocation", grave_reason="خطر جانی")
    with scope.system():
        assert NGO.objects.get(pk=cast.rasht_ngo.pk).status == "revoked"


def test_a_measure_that_the_register_refuses_is_not_stored_either(cast):
    """An NGO that is suspended already cannot be suspended again, by another case."""
    ngo = make_ngo(status="suspended", status_since=days_ago(40))
    who = cast.gilan_expert
    case = heard(who, opened(who, ngo))
    facts = {"grave_reason": "خطر جانی", "to_on": today()}
    assert refused(who, case, "suspension", **facts) == "not_allowed"
    with scope.system():
        assert not Measure.objects.exists()
    assert fresh(case).state == "heard"
