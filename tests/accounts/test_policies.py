"""Policies: what holds where, who decides, and what a value may be."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts import scope
from accounts.models import PolicySetting
from accounts.policies import (
    Template,
    all_policies,
    decisions_on,
    declare,
    headings,
    value_of,
    values_for,
)
from accounts.scope import Kind, Scope
from accounts.services.set_policy import events_of, reset_policy, set_policy, version_of
from imports.policies import DATE_ORDER
from letters.policies import LETTER_NUMBER_TEMPLATE
from licensing.policies.applications import SILENCE_IS_CONSENT
from licensing.policies.founding import FOUNDERS_MIN
from licensing.policies.licences import LICENCE_MONTHS, LICENCE_NUMBER_TEMPLATE
from tests.cast import province


def as_(user):
    return scope.enter(scope.of(user))


def place(name):
    with scope.system():
        return province(name)


def decide(actor, policy, value, *, at=None, **options):
    home = place(at) if at else None
    with as_(actor):
        return set_policy(actor=actor, policy=policy, province=home, value=value, **options)


# -- what holds ----------------------------------------------------------------------------------


def test_without_a_decision_the_default_holds_everywhere(cast):
    with as_(cast.rasht_expert):
        assert value_of(LICENCE_MONTHS) == 24
        assert value_of(LICENCE_MONTHS, cast.rasht_expert.province_id) == 24


def test_a_province_s_value_outweighs_the_ministry_s_and_that_outweighs_the_default(cast):
    decide(cast.national_expert, LICENCE_MONTHS, 36)
    decide(cast.gilan_director, LICENCE_MONTHS, 30, at="گیلان")
    gilan, qazvin = place("گیلان").pk, place("قزوین").pk
    with scope.system():
        assert decisions_on(LICENCE_MONTHS).provinces == {gilan: 30}
        assert value_of(LICENCE_MONTHS) == 36
        assert value_of(LICENCE_MONTHS, gilan) == 30
        assert value_of(LICENCE_MONTHS, qazvin) == 36


@pytest.mark.parametrize(
    "person",
    ["gilan_director", "gilan_expert", "rasht_expert", "rasht_case_worker", "rasht_ngo_officer"],
)
def test_everybody_of_a_province_works_by_its_value_and_sees_no_other_province_s(cast, person):
    decide(cast.gilan_director, LICENCE_MONTHS, 30, at="گیلان")
    decide(cast.qazvin_director, LICENCE_MONTHS, 12, at="قزوین")
    user = getattr(cast, person)
    with as_(user):
        assert value_of(LICENCE_MONTHS, user.province_id) == 30
        assert set(decisions_on(LICENCE_MONTHS).provinces) == {user.province_id}


def test_all_values_of_a_province_take_one_query(cast, django_assert_num_queries):
    decide(cast.national_expert, SILENCE_IS_CONSENT, False)
    decide(cast.gilan_director, DATE_ORDER, "dmy", at="گیلان")
    with as_(cast.gilan_expert), django_assert_num_queries(1):
        values = values_for(cast.gilan_expert.province_id)
    assert set(values) == set(all_policies())
    assert (values["silence_is_consent"], values["date_order"]) == (False, "dmy")
    assert values["founders_min"] == 5


# -- what is declared ----------------------------------------------------------------------------


def test_every_default_is_a_value_that_its_policy_takes():
    for policy in all_policies().values():
        assert policy.check(policy.default) == policy.default
        assert policy.shown(policy.default)
        assert str(policy.label)
        assert str(policy.effect)
        assert str(policy.source)


def test_every_policy_stands_under_one_heading():
    listed = [policy.name for _title, policies in headings() for policy in policies]
    assert sorted(listed) == sorted(all_policies())


def test_two_policies_of_one_name_are_refused():
    with pytest.raises(ValueError, match="licence_months"):
        declare("", LICENCE_MONTHS)


# -- who decides ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "person",
    [
        "gilan_expert",
        "rasht_expert",
        "rasht_case_worker",
        "gilan_auditor",
        "national_auditor",
        "rasht_ngo_officer",
    ],
)
@pytest.mark.parametrize("at", [None, "گیلان"])
def test_the_other_roles_decide_nothing(cast, person, at):
    with pytest.raises(PermissionDenied):
        decide(getattr(cast, person), LICENCE_MONTHS, 30, at=at)
    with scope.system():
        assert not PolicySetting.objects.exists()


@pytest.mark.parametrize("at", [None, "قزوین"])
def test_a_director_general_decides_for_the_own_province_alone(cast, at):
    with pytest.raises(PermissionDenied):
        decide(cast.gilan_director, LICENCE_MONTHS, 30, at=at)


def test_what_the_ministry_keeps_to_itself_no_province_decides(cast):
    for actor in (cast.gilan_director, cast.national_expert):
        with pytest.raises(PermissionDenied):
            decide(actor, FOUNDERS_MIN, 7, at="گیلان")
    decide(cast.national_expert, FOUNDERS_MIN, 7)
    with scope.system():
        assert value_of(FOUNDERS_MIN, place("گیلان").pk) == 7


def test_a_national_expert_decides_for_a_province_too(cast):
    decide(cast.national_expert, LICENCE_MONTHS, 18, at="قزوین")
    with as_(cast.qazvin_director):
        assert value_of(LICENCE_MONTHS, cast.qazvin_director.province_id) == 18


def test_a_decision_taken_back_gives_way_to_the_ministry_s_and_stays_in_the_history(cast):
    decide(cast.national_expert, LICENCE_MONTHS, 36)
    decide(cast.gilan_director, LICENCE_MONTHS, 30, at="گیلان")
    gilan = place("گیلان")
    with as_(cast.gilan_director):
        again = {"actor": cast.gilan_director, "policy": LICENCE_MONTHS, "province": gilan}
        assert reset_policy(**again)
        assert not reset_policy(**again)
        assert value_of(LICENCE_MONTHS, gilan.pk) == 36
        own = events_of(LICENCE_MONTHS).filter(province=gilan).order_by("pgh_id")
        assert list(own.values_list("pgh_label", "value")) == [("insert", 30), ("delete", 30)]


# -- what a value may be -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "value"),
    [
        (LICENCE_MONTHS, 0),
        (LICENCE_MONTHS, 121),
        (LICENCE_MONTHS, "24"),
        (LICENCE_MONTHS, True),
        (LICENCE_MONTHS, None),
        (SILENCE_IS_CONSENT, 1),
        (SILENCE_IS_CONSENT, "yes"),
        (DATE_ORDER, "mdy"),
        (DATE_ORDER, None),
    ],
)
def test_a_value_of_another_kind_or_out_of_bounds_is_refused_in_persian(cast, policy, value):
    with pytest.raises(ValidationError) as refused:
        decide(cast.national_expert, policy, value)
    assert not set("abcdefghijklmnopqrstuvwxyz0123456789") & set(refused.value.messages[0])


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("{number}/{town}", "unknown_field"),
        ("{number.__class__}", "unknown_field"),
        ("{number!r}", "unknown_field"),
        ("{number:>999999999}", "unknown_field"),
        ("{number:{year}}", "unknown_field"),
        ("{}/{number}", "unknown_field"),
        ("{year}", "missing_field"),
        ("{number", "braces"),
        ("number}", "braces"),
        ("", "length"),
        ("{number}" * 20, "length"),
    ],
)
def test_a_template_with_what_cannot_be_filled_is_refused(cast, template, code):
    with pytest.raises(ValidationError) as refused:
        decide(cast.national_expert, LICENCE_NUMBER_TEMPLATE, template)
    assert refused.value.code == code


def test_the_fields_of_a_template_are_written_in_persian_or_by_their_names(cast):
    decide(cast.national_expert, LICENCE_NUMBER_TEMPLATE, "{استان}-{شماره}/{year}")
    with scope.system():
        stored = value_of(LICENCE_NUMBER_TEMPLATE)
    assert stored == "{province}-{number}/{year}"
    assert LICENCE_NUMBER_TEMPLATE.shown(stored) == "{استان}-{شماره}/{سال}"
    assert stored.format(province="گیلان", number=12, year=1402) == "گیلان-12/1402"


def test_a_letter_s_number_knows_fewer_fields():
    with pytest.raises(ValidationError):
        LETTER_NUMBER_TEMPLATE.check("{number}/{county}")
    assert isinstance(LETTER_NUMBER_TEMPLATE, Template)


# -- two at once ---------------------------------------------------------------------------------


def test_who_looked_before_somebody_else_decided_is_refused(cast):
    decide(cast.national_expert, LICENCE_MONTHS, 30, version="")
    with pytest.raises(ValidationError) as refused:
        decide(cast.national_expert, LICENCE_MONTHS, 36, version="")
    assert refused.value.code == "concurrent_edit"
    with scope.system():
        seen = version_of(LICENCE_MONTHS, None)
        assert value_of(LICENCE_MONTHS) == 30
    decide(cast.national_expert, LICENCE_MONTHS, 36, version=seen)


def test_a_decision_that_another_has_taken_back_is_no_longer_the_one_that_was_seen(cast):
    decide(cast.national_expert, LICENCE_MONTHS, 30)
    with as_(cast.national_expert):
        seen = version_of(LICENCE_MONTHS, None)
        reset_policy(actor=cast.national_expert, policy=LICENCE_MONTHS, province=None)
    with pytest.raises(ValidationError):
        decide(cast.national_expert, LICENCE_MONTHS, 36, version=seen)


def test_a_province_s_decision_does_not_disturb_who_decides_for_the_country(cast):
    with as_(cast.national_expert):
        seen = version_of(LICENCE_MONTHS, None)
    decide(cast.gilan_director, LICENCE_MONTHS, 30, at="گیلان")
    decide(cast.national_expert, LICENCE_MONTHS, 36, version=seen)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_first_at_the_same_moment_one_is_refused(cast):
    """The second waits for the first to commit, and then learns of it."""
    outcomes = []
    waiting = threading.Event()

    def second():
        try:
            waiting.wait(60)
            decide(cast.national_expert, LICENCE_MONTHS, 36, version="")
            outcomes.append("decided")
        except ValidationError as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    with as_(cast.national_expert), transaction.atomic():
        set_policy(
            actor=cast.national_expert, policy=LICENCE_MONTHS, province=None, value=30, version=""
        )
        waiting.set()
        thread.join(1)  # it waits for this transaction to end
    thread.join(60)
    assert outcomes == ["concurrent_edit"]


# -- the database --------------------------------------------------------------------------------

INSERT = "INSERT INTO accounts_policysetting (name, province_id, value) VALUES (%s, %s, '1')"


def run(sql, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def test_the_database_keeps_one_value_for_a_place_the_country_included(cast):
    for home in (None, place("گیلان").pk):
        with scope.system():
            run(INSERT, "licence_months", home)
            with pytest.raises(IntegrityError, match="policy_decided_once"):
                run(INSERT, "licence_months", home)


@pytest.mark.parametrize("kind", [Kind.PROVINCE, Kind.COUNTY, Kind.NGO])
def test_the_database_shows_an_office_the_country_s_rows_and_its_own(cast, kind):
    gilan, qazvin = place("گیلان").pk, place("قزوین").pk
    with scope.system():
        for home in (None, gilan, qazvin):
            run(INSERT, "licence_months", home)
    with scope.enter(Scope(kind, province=gilan)):
        for table in ("accounts_policysetting", "accounts_policysettingevent"):
            assert set(run(f"SELECT province_id FROM {table}")) == {(None,), (gilan,)}


@pytest.mark.parametrize("kind", [Kind.PUBLIC, Kind.SIGN_IN])
def test_the_database_shows_visitors_no_row(cast, kind):
    with scope.enter(Scope(kind)), pytest.raises(DatabaseError, match="permission denied"):
        run("SELECT * FROM accounts_policysetting")


def test_the_database_lets_a_province_write_its_own_rows_alone(cast):
    gilan, qazvin = place("گیلان").pk, place("قزوین").pk
    with scope.system():
        run(INSERT, "licence_months", None)
        run(INSERT, "licence_months", qazvin)
    with scope.enter(Scope(Kind.PROVINCE, province=gilan)):
        run(INSERT, "licence_months", gilan)
        assert run("UPDATE accounts_policysetting SET value = '2'") == 1
        for home in (None, qazvin):
            with pytest.raises(DatabaseError, match="row-level security"):
                run(INSERT, "appeal_days", home)
            with pytest.raises(DatabaseError, match="row-level security"):
                run("UPDATE accounts_policysetting SET province_id = %s", home)
        assert run("DELETE FROM accounts_policysetting") == 1
    with scope.system():
        assert {home for (home,) in run("SELECT province_id FROM accounts_policysetting")} == {
            None,
            qazvin,
        }


@pytest.mark.parametrize("kind", [Kind.COUNTY, Kind.NGO])
@pytest.mark.parametrize(
    "sql",
    [
        INSERT.replace("%s, %s", "'licence_months', 1"),
        "UPDATE accounts_policysetting SET value = '2'",
        "DELETE FROM accounts_policysetting",
    ],
)
def test_the_database_lets_counties_and_ngos_write_nothing(cast, kind, sql):
    inside = Scope(kind, province=place("گیلان").pk)
    with scope.enter(inside), pytest.raises(DatabaseError, match="permission denied"):
        run(sql)
