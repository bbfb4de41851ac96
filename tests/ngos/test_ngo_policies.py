"""What an office has decided shows where its NGOs do."""

import datetime

import pytest

from accounts import scope
from accounts.services.set_policy import set_policy
from imports.policies import REJECT_REPEATED, STRICT_POSTAL_CODE
from ngos.models import NGO
from ngos.policies.register import LICENCE_ALERT_DAYS
from ngos.standing import OF_NGOS, ngo_licence_is
from persian.dates import today
from tests.cast import make_ngo, make_person, province, signed_in
from tests.ngos.test_ngo_form import change_address, errors, filled
from tests.ngos.test_ngo_list import show

EXPIRING = "رو به انقضا"


def decide(actor, policy, value, *, at=None):
    with scope.system():
        home = province(at) if at else None
    with scope.enter(scope.of(actor)):
        set_policy(actor=actor, policy=policy, province=home, value=value)


@pytest.fixture
def soon(cast):
    """Two licences that end in a hundred days: Gilan is warned then, Isfahan is not."""
    ends = today() + datetime.timedelta(days=100)
    decide(cast.gilan_director, LICENCE_ALERT_DAYS, 120, at="گیلان")
    return [
        make_ngo("انجمن بهار", at="گیلان/رشت", licence_expires_on=ends),
        make_ngo("انجمن پاییز", at="اصفهان/کاشان", licence_expires_on=ends),
    ]


def test_the_nation_lists_each_licence_as_expiring_by_the_rule_of_its_province(cast, soon):
    gilan, isfahan = soon
    assert show(cast.national_expert, licence="expiring") == [gilan.name]
    assert show(cast.national_expert, licence="valid") == [isfahan.name]
    assert show(cast.gilan_expert, licence="expiring") == [gilan.name]
    assert show(cast.rasht_expert, licence="expiring") == [gilan.name]
    assert show(cast.isfahan_expert, licence="valid") == [isfahan.name]


def test_every_ngo_with_a_date_is_in_one_state_whatever_was_decided(cast, soon):
    decide(cast.national_expert, LICENCE_ALERT_DAYS, 90)
    for days in (-1, 0, 89, 90, 91, 120, 121):
        for at in ("گیلان/رشت", "اصفهان/کاشان", "قزوین/آبیک"):
            make_ngo(at=at, licence_expires_on=today() + datetime.timedelta(days=days))
    with scope.system():
        found = [
            key
            for standing in OF_NGOS
            for key in NGO.objects.filter(ngo_licence_is(standing)).values_list("pk", flat=True)
        ]
        assert sorted(found) == sorted(NGO.objects.values_list("pk", flat=True))


def test_list_page_and_dashboard_say_so_too(cast, soon):
    gilan, isfahan = soon
    client = signed_in(cast.national_expert)
    for ngo, is_expiring in ((gilan, True), (isfahan, False)):
        row = client.get("/office/ngos/ngo/", {"q": ngo.name}).content.decode()
        row = row[row.index("result_list") :]
        assert ("badge-warning" in row) is is_expiring
        page = client.get(f"/office/ngos/ngo/{ngo.pk}/")
        assert (EXPIRING in page.context["licence_badge"]) is is_expiring
        warned = {each.code for each in page.context["alerts"]}
        assert ("licence_expiring" in warned) is is_expiring
    board = client.get("/office/").context
    assert [ngo.name for ngo in board["expiring"]] == [gilan.name]
    assert board["expiring_total"] == 1


def test_a_postal_code_with_a_five_in_fifth_place_is_refused_when_it_is_typed(cast):
    decide(cast.gilan_director, STRICT_POSTAL_CODE, True, at="گیلان")
    ngo, client = cast.rasht_ngo, signed_in(cast.gilan_expert)
    answer = client.post(change_address(ngo), filled(client, ngo) | {"postal_code": "4133512345"})
    assert list(errors(answer)) == ["postal_code"]
    decide(cast.gilan_director, STRICT_POSTAL_CODE, False, at="گیلان")
    typed = filled(client, ngo) | {"postal_code": "4133512345"}
    assert client.post(change_address(ngo), typed).status_code == 302


def test_a_postal_code_recorded_before_does_not_stop_the_form(cast):
    ngo, client = make_ngo(postal_code="4133512345"), signed_in(cast.gilan_expert)
    decide(cast.gilan_director, STRICT_POSTAL_CODE, True, at="گیلان")
    typed = filled(client, ngo) | {"address": "خیابان سعدی"}
    assert client.post(change_address(ngo), typed).status_code == 302


def test_a_national_id_of_equal_digits_is_refused_when_the_office_decided_so(cast):
    person, client = make_person(at="گیلان"), signed_in(cast.gilan_expert)
    address = f"/office/ngos/person/{person.pk}/change/"
    form = client.get(address).context["adminform"].form
    typed = {name: form[name].value() or "" for name in form.fields}
    decide(cast.gilan_director, REJECT_REPEATED, True, at="گیلان")
    answer = client.post(address, typed | {"national_id": "1111111111"})
    assert list(errors(answer)) == ["national_id"]
    decide(cast.gilan_director, REJECT_REPEATED, False, at="گیلان")
    assert client.post(address, typed | {"national_id": "1111111111"}).status_code == 302
