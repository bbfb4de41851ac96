"""One action point for whatever was agreed: what, who, until when, and seen by another person."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts import scope
from letters.models import Letter
from persian.dates import format_jalali, today
from programs.actions.models import ActionPoint
from tests.cast import signed_in
from tests.councils.factory import make_council, plan

pytestmark = pytest.mark.django_db
ADD = "admin:actions_actionpoint_add"


def days(number):
    return today() + datetime.timedelta(number)


def page(user, name, *args, **query):
    return signed_in(user).get(reverse(name, args=args), query).content.decode()


def raise_point(user, *, to="کارشناس ستاد", due=5, **query):
    """An action point, raised by form from the record that the query names."""
    client = signed_in(user)
    address = reverse(ADD, query=query)
    sent = client.post(
        address,
        {"title": "پیگیری محل", "owner_name": to, "due_on": format_jalali(days(due))},
    )
    assert sent.status_code == 302, sent.context["form"].errors
    with scope.system():
        return ActionPoint.objects.latest("pk")


def send(user, point, step, **data):
    client = signed_in(user)
    address = reverse(f"admin:actions_actionpoint_{step}", args=[point.pk])
    shown = client.get(address)
    if shown.status_code == 200 and "form" in shown.context:
        data = {**{name: field.initial for name, field in shown.context["form"].fields.items()
                   if name == "seen"}, **data}  # fmt: skip
    response = client.post(address, data, follow=True)
    with scope.system():
        point.refresh_from_db()
    return response


@pytest.fixture
def letter(cast):
    with scope.system():
        return Letter.objects.create(
            province=cast.rasht_ngo.province, county=cast.rasht_ngo.county, direction="outgoing",
            kind="notice", number="1404/9", year=1404, written_on=today(), ngo=cast.rasht_ngo,
            subject="تذکر دربارهٔ محل",
        )  # fmt: skip


def test_a_letter_leads_to_an_action_point_that_leads_back(cast, letter):
    at = reverse("admin:letters_letter_detail", args=[letter.pk])
    assert (
        f"source=letter&amp;of={letter.pk}" in signed_in(cast.rasht_expert).get(at).content.decode()
    )
    point = raise_point(cast.rasht_expert, source="letter", of=letter.pk)
    assert (point.source_title, point.ngo_id) == (letter.subject, cast.rasht_ngo.pk)
    shown = page(cast.rasht_expert, "admin:actions_actionpoint_detail", point.pk)
    assert at in shown
    assert letter.subject in shown
    tab = page(cast.rasht_expert, "admin:ngos_ngo_detail", cast.rasht_ngo.pk, tab="actions")
    assert "پیگیری محل" in tab


def test_a_session_leads_to_one_too(cast):
    session = plan(cast.rasht_secretary, make_council())
    point = raise_point(cast.rasht_secretary, source="session", of=session.pk)
    with scope.system():
        assert point.county == session.council.county
    assert str(session.council) in point.source_title


def test_another_person_than_who_did_it_verifies_it(cast):
    point = raise_point(cast.rasht_expert)
    send(cast.rasht_expert, point, "finish", on=format_jalali(today()), outcome="انجام شد")
    assert point.state == "done"
    refused = send(cast.rasht_expert, point, "verify")
    assert "تأیید با کسی جز انجام‌دهنده است" in refused.content.decode()
    assert point.state == "done"
    send(cast.gilan_expert, point, "verify")
    assert (point.state, point.verified_by_name) == ("verified", str(cast.gilan_expert))


def test_the_database_says_so_too(cast):
    point = raise_point(cast.rasht_expert)
    send(cast.rasht_expert, point, "finish", on=format_jalali(today()), outcome="انجام شد")
    by_oneself = (
        "UPDATE actions_actionpoint SET state = 'verified', verified_on = now(), "
        "verified_by_id = done_by_id WHERE id = %s"
    )
    with (
        scope.system(),
        pytest.raises(IntegrityError, match="action_verified_by_another"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(by_oneself, [point.pk])


def test_what_was_not_done_is_sent_back_with_the_reason(cast):
    point = raise_point(cast.rasht_expert)
    send(cast.rasht_expert, point, "finish", on=format_jalali(today()), outcome="انجام شد")
    send(cast.gilan_expert, point, "reopen", reason="عکس ندارد")
    assert (point.state, point.outcome, point.done_on) == ("open", "عکس ندارد", None)


def test_a_late_one_stands_on_the_worklist_and_says_so(cast):
    point = raise_point(cast.rasht_expert, due=1)
    with scope.system():
        ActionPoint.objects.filter(pk=point.pk).update(due_on=days(-3))
    listed = page(cast.rasht_expert, "admin:actions_actionpoint_changelist", state="overdue")
    assert "پیگیری محل" in listed
    assert "دیرکرد" in listed or "گذشته" in listed
    assert "پیگیری محل" in page(cast.rasht_expert, "admin:worklist", duty="actions")


def test_one_office_knows_nothing_of_another_s(cast):
    raise_point(cast.rasht_expert)
    listed = "admin:actions_actionpoint_changelist"
    assert "پیگیری محل" not in page(cast.isfahan_expert, listed)
    assert "پیگیری محل" in page(cast.gilan_auditor, listed)


def test_an_action_point_needs_somebody_who_does_it(cast):
    client = signed_in(cast.rasht_expert)
    refused = client.post(reverse(ADD), {"title": "x", "due_on": format_jalali(days(1))})
    assert "انجام‌دهنده را انتخاب کنید یا بنویسید." in refused.content.decode()
    with scope.system():
        assert not ActionPoint.objects.exists()
