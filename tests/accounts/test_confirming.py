"""What cannot be taken back asks once more who does it."""

import time

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts import scope
from accounts.confirming import PROVEN, confirm
from accounts.models import AccessEntry
from accounts.security_policies import CONFIRM_ACTS, CONFIRM_MINUTES
from accounts.services.set_policy import set_policy
from licensing.models import Application, Licence
from persian.dates import jalali_iso, today
from supervision.models import Measure
from tests.accounts.test_sign_in import code_of, turn_on_second_factor
from tests.cast import PASSWORD, signed_in
from tests.councils.factory import attend, make_application, make_council, plan, put_on, states_of
from tests.licensing.licences.paths import make_application as make_case
from tests.licensing.licences.paths import make_licence
from tests.supervision.cases import heard, opened

TODAY = jalali_iso(today())
ASKED = 'name="confirmation"'


@pytest.fixture(autouse=True)
def _no_tries_yet(db) -> None:
    cache.clear()


def a_while_after_signing_in(user, minutes: int = 6):
    client = signed_in(user)
    with scope.sign_in(user.pk):
        session = client.session
        session[PROVEN] = time.time() - minutes * 60
        session.save()
    return client


def state_of(row) -> str:
    with scope.system():
        return type(row).objects.get(pk=row.pk).state


def decide(cast, policy, value) -> None:
    with scope.enter(scope.of(cast.gilan_director)):
        province = cast.gilan_director.province
        set_policy(actor=cast.gilan_director, policy=policy, province=province, value=value)


def test_revoking_a_licence_asks_and_keeps_what_was_typed(cast):
    licence = make_licence(cast.rasht_ngo)
    client = a_while_after_signing_in(cast.gilan_director)
    address = reverse("admin:licensing_licence_revoke", args=[licence.pk])
    assert ASKED in client.get(address).content.decode()
    typed = {"on": TODAY, "reason": "بند ششم"}
    for wrong in ("", "not-the-password"):
        page = client.post(address, {**typed, "confirmation": wrong})
        assert page.status_code == 200
        assert "بند ششم" in page.content.decode()
        assert state_of(licence) == "valid"
    client.post(address, {**typed, "confirmation": PASSWORD})
    assert state_of(licence) == "revoked"
    with scope.system():
        failed = AccessEntry.objects.get(act="confirmation_failed")
        assert failed.user_id == cast.gilan_director.pk


def test_revoking_by_a_supervision_case_asks_and_a_lower_measure_does_not(cast):
    director = cast.gilan_director
    case = heard(director, opened(director, cast.rasht_ngo))
    client = a_while_after_signing_in(director)
    address = reverse("admin:supervision_supervisioncase_decide", args=[case.pk])
    page = client.get(address)
    assert ASKED not in page.content.decode()
    typed = {
        "seen": page.context["form"]["seen"].value(), "kind": "revocation", "decided_on": TODAY,
        "reason": "بند ششم", "grave_reason": "خطر جانی",
    }  # fmt: skip
    page = client.post(address, typed)
    assert ASKED in page.content.decode()
    assert "بند ششم" in page.content.decode()
    with scope.system():
        assert not Measure.objects.exists()
    client.post(address, {**typed, "confirmation": PASSWORD})
    with scope.system():
        assert Measure.objects.get().kind == "revocation"


def test_a_code_of_the_second_factor_will_do(cast):
    licence = make_licence(cast.rasht_ngo)
    turn_on_second_factor(cast.gilan_director)
    client = a_while_after_signing_in(cast.gilan_director)
    address = reverse("admin:licensing_licence_revoke", args=[licence.pk])
    sent = {"on": TODAY, "reason": "x", "confirmation": code_of(cast.gilan_director)}
    client.post(address, sent)
    assert state_of(licence) == "revoked"


def test_signing_a_session_asks_and_the_proof_holds_for_the_next_paper(cast):
    council = make_council("گیلان/رشت")
    session = plan(cast.rasht_secretary, council)
    attend(cast.rasht_secretary, session)
    put_on(cast.rasht_secretary, session, make_application(), decision="approve_initially")
    client = a_while_after_signing_in(cast.rasht_chair)
    page = client.get(reverse("admin:councils_session_detail", args=[session.pk]))
    assert ASKED in page.content.decode()
    with scope.enter(scope.of(cast.rasht_chair)):
        states = [f"{pk}:{state}" for pk, state in states_of(session).items()]
    sent = {"seen": page.context["loaded"].version, "state": states}
    address = reverse("admin:councils_session_sign", args=[session.pk])
    client.post(address, sent)
    assert state_of(session) == "planned"
    client.post(address, {**sent, "confirmation": PASSWORD})
    assert state_of(session) == "signed"
    application = make_case(cast.rasht_ngo, state="approved")
    page = client.get(reverse("admin:licensing_application_sign", args=[application.pk]))
    assert ASKED not in page.content.decode()


def test_issuing_a_licence_asks(cast):
    with scope.system():
        application = make_case(cast.rasht_ngo, state="approved")
        state = Application.objects.get(pk=application.pk).state
    client = a_while_after_signing_in(cast.gilan_chair)
    address = reverse("admin:licensing_application_sign", args=[application.pk])
    assert ASKED in client.get(address).content.decode()
    client.post(address, {"seen": state, "issued_on": TODAY})
    with scope.system():
        assert not Licence.objects.filter(application=application).exists()


def test_the_office_decides_whether_and_for_how_long(cast):
    licence = make_licence(cast.rasht_ngo)
    address = reverse("admin:licensing_licence_revoke", args=[licence.pk])
    assert ASKED not in signed_in(cast.gilan_director).get(address).content.decode()
    decide(cast, CONFIRM_MINUTES, 0)
    assert ASKED in signed_in(cast.gilan_director).get(address).content.decode()
    decide(cast, CONFIRM_ACTS, False)
    client = a_while_after_signing_in(cast.gilan_director, minutes=600)
    assert ASKED not in client.get(address).content.decode()


def test_wrong_tries_are_bounded(cast):
    licence = make_licence(cast.rasht_ngo)
    client = a_while_after_signing_in(cast.gilan_director)
    address = reverse("admin:licensing_licence_revoke", args=[licence.pk])
    for _try in range(12):
        client.post(address, {"on": TODAY, "reason": "x", "confirmation": "wrong"})
    client.post(address, {"on": TODAY, "reason": "x", "confirmation": PASSWORD})
    assert state_of(licence) == "valid"


def test_a_code_is_not_used_up_where_a_password_is_asked_for(cast):
    user = cast.gilan_director
    turn_on_second_factor(user)
    client = signed_in(user)
    request = client.get("/office/").wsgi_request
    typed = code_of(user)
    with scope.enter(scope.of(user)):
        with pytest.raises(ValidationError):
            confirm(request, typed, by_password=True)
        confirm(request, typed)
