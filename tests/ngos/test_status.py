"""Changing the status of an NGO."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import scope
from accounts.refusals import Refusal
from ngos.models import NGO
from ngos.models.ngo import Status
from ngos.services.change_status import TRANSITIONS, allowed_statuses, change_status
from ngos.services.save_ngo import save_ngo
from persian.dates import format_jalali, today
from tests.cast import make_ngo, signed_in

ADD = reverse("admin:ngos_ngo_add")
DAY = datetime.date(2024, 5, 5)


def change(who, ngo, status, *, on=DAY, reason="مصوبهٔ 12"):
    with scope.enter(scope.of(who)):
        return change_status(actor=who, ngo=ngo, status=status, on=on, reason=reason)


def code_of(*args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        change(*args, **kwargs)
    assert str(refusal.value)
    return refusal.value.code


def test_a_change_keeps_status_day_and_reason(cast):
    ngo = change(cast.gilan_expert, cast.rasht_ngo, "suspended")
    assert (ngo.status, ngo.status_since, ngo.status_reason) == ("suspended", DAY, "مصوبهٔ 12")


@pytest.mark.parametrize("old", Status.values)
def test_only_what_the_table_names_may_follow(cast, old):
    for new in Status.values:
        ngo = make_ngo(status=old)
        if new in TRANSITIONS[old]:
            assert change(cast.gilan_director, ngo, new).status == new
        else:
            assert code_of(cast.gilan_director, ngo, new) == "not_allowed"


@pytest.mark.parametrize("old", ["dissolved", "revoked"])
def test_what_is_final_is_reopened_by_the_director_general_alone(cast, old):
    ngo = make_ngo(status=old)
    assert code_of(cast.gilan_expert, ngo, "active") == "final"
    assert change(cast.gilan_director, ngo, "active").status == "active"


def test_the_day_lies_between_the_present_status_and_today(cast):
    ngo = make_ngo(status_since=DAY)
    assert (
        code_of(cast.gilan_expert, ngo, "inactive", on=DAY - datetime.timedelta(days=1))
        == "too_early"
    )
    assert (
        code_of(cast.gilan_expert, ngo, "inactive", on=today() + datetime.timedelta(days=1))
        == "future"
    )
    assert change(cast.gilan_expert, ngo, "inactive", on=DAY).status == "inactive"
    assert change(cast.gilan_expert, ngo, "active", on=today()).status == "active"


@pytest.mark.parametrize(
    ("status", "needs"),
    [("suspended", True), ("revoked", True), ("dissolved", True), ("inactive", False)],
)
def test_what_takes_a_right_away_needs_a_reason(cast, status, needs):
    if needs:
        assert code_of(cast.gilan_expert, cast.rasht_ngo, status, reason="  ") == "reason_missing"
    else:
        assert change(cast.gilan_expert, cast.rasht_ngo, status, reason="").status == status


def test_whoever_lacks_the_permission_or_the_scope_changes_nothing(cast):
    with pytest.raises(PermissionDenied):
        change(cast.rasht_expert, cast.rasht_ngo, "inactive")
    with pytest.raises(NGO.DoesNotExist):
        change(cast.isfahan_expert, cast.rasht_ngo, "inactive")
    assert allowed_statuses(actor=cast.rasht_expert, ngo=cast.rasht_ngo) == ()


def test_the_page_changes_the_status_and_tells_what_is_wrong_at_the_field(cast):
    address = reverse("admin:ngos_ngo_status", args=[cast.rasht_ngo.pk])
    client = signed_in(cast.gilan_expert)
    typed = {"status": "suspended", "on": "۱۴۰۳/۰۲/۱۶", "reason": ""}
    assert "reason" in client.post(address, typed).context["form"].errors
    assert client.post(address, typed | {"reason": "رأی ۵"}).status_code == 302
    with scope.system():
        cast.rasht_ngo.refresh_from_db()
    assert (cast.rasht_ngo.status, cast.rasht_ngo.status_since) == ("suspended", DAY)
    assert signed_in(cast.rasht_expert).get(address).status_code == 403
    assert signed_in(cast.isfahan_expert).get(address).status_code == 404


def test_a_new_ngo_begins_as_applicant_or_active(cast):
    client = signed_in(cast.gilan_director)
    offered = client.get(ADD).context["adminform"].form.fields["status"].choices
    assert [value for value, _label in offered] == ["applicant", "active"]
    typed = {"name": "انجمن تازه", "activity_level": "county", "issuer": "moi"}
    for status in ("suspended", "dissolved"):
        errors = client.post(ADD, typed | {"status": status}).context["adminform"].form.errors
        assert "status" in errors


def test_the_service_lets_no_new_ngo_begin_with_a_status_that_needs_a_reason(cast):
    with scope.enter(scope.of(cast.gilan_director)):
        with pytest.raises(Refusal) as refusal:
            save_ngo(actor=cast.gilan_director, ngo=NGO(name="انجمن تازه", status="suspended"))
        assert refusal.value.code == "not_at_first"


def test_a_status_does_not_begin_on_a_day_to_come(cast):
    tomorrow = today() + datetime.timedelta(1)
    typed = {"status": "active", "status_since": format_jalali(tomorrow)}
    page = signed_in(cast.gilan_director).post(ADD, typed)
    assert page.context["adminform"].form.errors["status_since"] == [
        "روز آغاز وضعیت هنوز نرسیده است. امروز یا روزی پیش از آن را وارد کنید."
    ]
    with scope.system(), pytest.raises(IntegrityError), transaction.atomic():
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(status_since=tomorrow)
