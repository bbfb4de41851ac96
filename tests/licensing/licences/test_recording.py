"""Licences of the time before: typed from paper, or taken from what the register shows."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts import scope
from accounts.refusals import Refusal
from licensing.kinds import LicenceKind
from licensing.models import Licence
from licensing.services.licences.recording import (
    add_licence,
    correct_licence,
    record_register_licences,
)
from ngos.models import NGO
from persian.dates import today
from tests.cast import make_ngo
from tests.licensing.licences.paths import ago, ahead, make_application, make_licence


def old(ngo, number, issued_on, **fields) -> Licence:
    values = {"kind": LicenceKind.ACTIVITY, "expires_on": None, **fields}
    return Licence(ngo=ngo, number=number, issued_on=issued_on, **values)


def add(actor, licence) -> Licence:
    with scope.enter(scope.of(actor)):
        return add_licence(actor=actor, licence=licence)


def chain_of(ngo) -> list[tuple[str, str, str | None]]:
    with scope.system():
        rows = Licence.objects.filter(ngo=ngo).order_by("issued_on")
        return [(each.number, each.state, each.previous and each.previous.number) for each in rows]


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (1, 3, 2), (2, 1, 3), (3, 1, 2)])
def test_in_whatever_order_they_are_typed_the_chain_is_the_same(cast, order):
    for number in order:
        add(cast.gilan_expert, old(cast.rasht_ngo, str(number), ago(1000 - 300 * number)))
    assert chain_of(cast.rasht_ngo) == [
        ("1", "superseded", None), ("2", "superseded", "1"), ("3", "valid", "2"),
    ]  # fmt: skip
    with scope.system():
        assert NGO.objects.get(pk=cast.rasht_ngo.pk).licence_no == "3"


def test_an_older_licence_joins_the_chain_before_the_one_that_the_register_shows(cast):
    ngo = make_ngo(licence_no="9/1402", licence_issued_on=ago(300), licence_expires_on=ahead(400))
    add(cast.gilan_expert, old(ngo, "3/1400", ago(1000)))
    assert chain_of(ngo) == [("3/1400", "superseded", None), ("9/1402", "valid", "3/1400")]


def test_typing_the_licence_that_the_register_shows_records_it_once(cast):
    ngo = make_ngo(licence_no="9/1402", licence_issued_on=ago(300))
    add(cast.gilan_expert, old(ngo, "9/1402", ago(300)))
    assert chain_of(ngo) == [("9/1402", "valid", None)]


def test_approvals_and_permits_stand_beside_each_other(cast):
    for number in ("1", "2"):
        add(cast.gilan_expert, old(cast.rasht_ngo, number, ago(5), kind=LicenceKind.BRANCH))
    assert chain_of(cast.rasht_ngo) == [("1", "valid", None), ("2", "valid", None)]


def test_a_number_of_this_kind_is_taken_once_in_a_province(cast):
    add(cast.gilan_expert, old(cast.rasht_ngo, "12", ago(9)))
    with pytest.raises(Refusal) as refusal:
        add(cast.gilan_expert, old(cast.anzali_ngo, "۱۲", ago(9)))
    assert (refusal.value.code, refusal.value.field) == ("number_taken", "number")


def test_days_to_come_and_sessions_after_the_issue_are_refused(cast):
    for fields, field in (
        ({"issued_on": ahead(1)}, "issued_on"),
        ({"issued_on": ago(5), "session_on": ago(4)}, "session_on"),
    ):
        with pytest.raises(Refusal) as refusal:
            add(cast.gilan_expert, old(cast.rasht_ngo, "12", **fields))
        assert refusal.value.field == field


@pytest.mark.parametrize("person", ["gilan_director", "rasht_expert", "gilan_auditor"])
def test_who_may_not_add_is_refused_by_the_service(cast, person):
    with pytest.raises(PermissionDenied):
        add(getattr(cast, person), old(cast.rasht_ngo, "12", ago(9)))


def test_a_wrong_one_is_corrected_and_the_history_keeps_both(cast):
    licence = add(cast.gilan_expert, old(cast.rasht_ngo, "12", ago(9)))
    licence.number = "21"
    with scope.enter(scope.of(cast.gilan_expert)):
        correct_licence(actor=cast.gilan_expert, licence=licence)
    with scope.system():
        events = Licence.pgh_event_model.objects.filter(pgh_obj=licence.pk).order_by("pgh_id")
        assert [each.number for each in events] == ["12", "21"]
        assert NGO.objects.get(pk=cast.rasht_ngo.pk).licence_no == "21"


def test_what_was_signed_here_is_not_corrected(cast):
    licence = make_licence(cast.rasht_ngo, application=make_application(cast.rasht_ngo))
    with scope.enter(scope.of(cast.gilan_expert)), pytest.raises(Refusal) as refusal:
        correct_licence(actor=cast.gilan_expert, licence=licence)
    assert refusal.value.code == "signed_here"


def test_the_register_s_licences_become_rows_as_their_ngos_stand(cast):
    dated = {"licence_issued_on": ago(300), "licence_expires_on": ahead(400)}
    ngos = [
        make_ngo(licence_no="1", **dated),
        make_ngo(licence_no="2", **dated, status="suspended", status_since=ago(5),
                 status_reason="رأی ۵"),
        make_ngo(licence_no="3", **dated, status="dissolved"),
        make_ngo(licence_no="1", at="گیلان/بندر انزلی", **dated),  # the number of the first
        make_ngo(licence_no="4"),  # no day
        make_ngo(),
        make_ngo(licence_no="5", **dated),
    ]  # fmt: skip
    make_licence(ngos[-1], number="6")
    with scope.enter(scope.of(cast.gilan_expert)):
        done = record_register_licences(
            actor=cast.gilan_expert, ngos=[ngo.pk for ngo in (*ngos, cast.isfahan_ngo)]
        )
        found = Licence.objects.exclude(number="6").order_by("number")
        assert [(each.number, each.state, each.state_since) for each in found] == [
            ("1", "valid", None), ("2", "suspended", ago(5)), ("3", "revoked", today()),
        ]  # fmt: skip
        assert found[1].state_reason == "رأی 5"
    assert (done.count, done.recorded_already, done.without_number_or_day, done.number_taken) == (
        3, 1, 2, 1,
    )  # fmt: skip
    with scope.enter(scope.of(cast.gilan_expert)):
        again = record_register_licences(actor=cast.gilan_expert, ngos=[ngo.pk for ngo in ngos])
    assert again.count == 0
