"""Members of councils: their terms, and the election of the NGOs' representatives."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts import scope
from accounts.refusals import Refusal
from councils.kinds import Seat
from councils.models import Council, CouncilMember
from councils.services.members.members import end_member, save_member
from councils.services.members.reading import members_in_office
from councils.services.members.saving import save_council
from persian.dates import to_gregorian
from tests.cast import county, make_person, province
from tests.councils.factory import BEGAN, make_council, make_member

START = to_gregorian(1403, 1, 1)


@pytest.fixture
def rasht(cast):
    return make_council("گیلان/رشت")


def representative(actor, council, *, born=(1370, 1, 1), **fields):
    person = make_person(birth_date=to_gregorian(*born) if born else None, at="گیلان/رشت")
    values = {"start_on": START, **fields}
    member = CouncilMember(council=council, seat=Seat.NGO_REPRESENTATIVE, person=person, **values)
    with scope.enter(scope.of(actor)):
        return save_member(actor=actor, member=member)


def code_of(call, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return caught.value.code


def test_a_representative_is_named_after_the_person_and_ends_after_two_years(cast, rasht):
    member = representative(cast.rasht_secretary, rasht)
    assert member.full_name == str(member.person)
    assert member.end_on == to_gregorian(1404, 12, 29)


def test_a_candidate_is_25_on_the_first_day_of_the_term(cast, rasht):
    representative(cast.rasht_secretary, rasht, born=(1378, 1, 1))
    for born, code in (((1378, 1, 2), "too_young"), (None, "birth_date_missing")):
        assert code_of(representative, cast.rasht_secretary, rasht, born=born) == code


def test_a_council_has_two_representatives_at_a_time(cast, rasht):
    clerk = cast.rasht_secretary
    first = representative(clerk, rasht)
    representative(clerk, rasht)
    assert code_of(representative, clerk, rasht) == "no_seat"
    late = to_gregorian(1404, 6, 1)
    assert code_of(representative, clerk, rasht, start_on=late) == "no_seat"
    early = to_gregorian(1402, 6, 1)
    assert code_of(representative, clerk, rasht, start_on=early) == "no_seat"
    with scope.enter(scope.of(clerk)):
        end_member(actor=clerk, member=first, on=late - datetime.timedelta(days=1))
    representative(clerk, rasht, start_on=late)


def test_the_database_counts_the_representatives_too(cast, rasht):
    people = [make_person() for _number in range(3)]
    for person in people[:2]:
        make_member(rasht, Seat.NGO_REPRESENTATIVE, person=person)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make_member(rasht, Seat.NGO_REPRESENTATIVE, person=people[2])
    assert caught.value.__cause__.diag.constraint_name == "seat_of_two_representatives"


def test_those_in_office_are_those_whose_term_holds_the_day(cast, rasht):
    with scope.system():
        last = make_member(rasht, end_on=START)
        assert last in members_in_office(rasht, START)
        assert last not in members_in_office(rasht, START + datetime.timedelta(days=1))
        assert members_in_office(rasht, BEGAN - datetime.timedelta(days=1)) == []
        assert members_in_office(rasht, START)[0].seat == Seat.CHAIR


def test_a_council_is_named_after_its_place_and_a_place_has_one(cast):
    with scope.enter(scope.of(cast.gilan_director)):
        council = Council(province=province("گیلان"), county=county("فومن"))
        saved = save_council(actor=cast.gilan_director, council=council)
        assert saved.name == "شورای سازمان‌های مردم‌نهاد شهرستان فومن"
        assert saved.level == "county"
        again = Council(province=province("گیلان"), county=county("فومن"))
        with pytest.raises(IntegrityError), transaction.atomic():
            save_council(actor=cast.gilan_director, council=again)


def test_a_secretary_keeps_the_own_council_alone(cast, rasht):
    member = make_member(rasht)
    for person in (cast.gilan_secretary, cast.rasht_chair, cast.rasht_expert, cast.gilan_expert):
        with pytest.raises(PermissionDenied), scope.enter(scope.of(person)):
            end_member(actor=person, member=member, on=START)
    for person in (cast.rasht_secretary, cast.gilan_director, cast.national_expert):
        with scope.enter(scope.of(person)):
            end_member(actor=person, member=member, on=START)


def test_a_county_sees_its_council_and_those_above_and_changes_only_its_own(cast, rasht):
    above = [make_council("گیلان"), make_council("")]
    make_council("گیلان/بندر انزلی")
    make_council("اصفهان")
    with scope.enter(scope.of(cast.rasht_secretary)):
        assert set(Council.objects.all()) == {rasht, *above}
        assert {member.council_id for member in CouncilMember.objects.all()} == {rasht.pk}
        for council in above:
            assert Council.objects.filter(pk=council.pk).update(name="دیگر") == 0
    with scope.enter(scope.of(cast.gilan_secretary)):
        assert above[1] in Council.objects.all()
        assert Council.objects.filter(pk=above[1].pk).update(name="دیگر") == 0
