"""A body of another kind sits by its seats: who has one acts by its account, while it lasts.

The kind and what it decides on are made up here, as a room above declares its own.
"""

import datetime
import re

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts import scope
from accounts.models import User
from accounts.refusals import Refusal
from councils import decisions, kinds, matters
from councils.decisions import POSTPONE, Sense, word
from councils.kinds import COMMON_SEATS, BodyKind, Seat
from councils.models import AgendaItem, Council, CouncilMember, Session
from councils.services.members.members import end_member, save_member
from councils.services.members.reading import Act, acts_for, bodies_for
from councils.services.members.saving import save_council
from councils.services.sessions import agenda
from licensing.models import Application
from licensing.services.applications.matter import ApplicationMatter
from licensing.workflow import State
from persian.dates import today
from screens.worklist import Moment, counted
from tests.cast import province, signed_in
from tests.councils.factory import (
    BEGAN,
    attend,
    decide,
    make_application,
    make_council,
    make_member,
    plan,
    put_on,
    sign,
)

GROUP = "made_up_group"


class AdviceMatter(ApplicationMatter):
    """What a working group says of applications that no council has seen yet."""

    key = "made_up_advice"
    bodies = frozenset({GROUP})

    def waiting_for(self, council):
        found = self.rows().filter(state=State.DRAFT, ngo__province=council.province_id)
        return found.order_by("id")

    def decisions(self, row):
        return (decisions.word_of("made_up_support"), POSTPONE)

    def carry_out(self, *, actor, item, row, reason):
        Application.objects.filter(pk=row.pk).update(subject=f"{actor}: {reason}")


MATTER = AdviceMatter()


@pytest.fixture
def group_kind(monkeypatch):
    """A kind of bodies with a seat and a word of its own, and what it decides on."""
    monkeypatch.setattr(decisions, "_words", {**decisions._words})
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds})
    monkeypatch.setattr(matters, "_matters", {**matters._matters})
    word("made_up_support", "حمایت شود", Sense.FOR, "good", "thumb_up")
    kinds.declare(
        BodyKind(GROUP, "کارگروه آزمون", seats=(*COMMON_SEATS, ("made_up_expert", "کارشناس")))
    )
    matters.declare(MATTER)


@pytest.fixture
def group(cast, group_kind):
    """A working group of Gilan: the province's expert is its secretary, its director the chair."""
    with scope.enter(scope.of(cast.gilan_director)):
        body = save_council(
            actor=cast.gilan_director,
            council=Council(kind=GROUP, name="کارگروه توانمندسازی", province=province("گیلان")),
        )
        for seat, user in (
            (Seat.CHAIR, cast.gilan_director), (Seat.SECRETARY, cast.gilan_expert),
            ("made_up_expert", None),
        ):  # fmt: skip
            seated(cast.gilan_director, body, seat, user)
        return body


def seated(actor, body, seat, user, **fields):
    member = CouncilMember(council=body, seat=seat, user=user, full_name="عضو آزمونی", **fields)
    member.start_on = member.start_on or BEGAN
    with scope.enter(scope.of(actor)):
        return save_member(actor=actor, member=member)


def advised(cast, group):
    """A session of the group, held, that supports what waits for it."""
    application = make_application(State.DRAFT)
    session = plan(cast.gilan_expert, group)
    attend(cast.gilan_expert, session)
    with scope.enter(scope.of(cast.gilan_expert)):
        item = agenda.add_row(
            actor=cast.gilan_expert, session=session, matter=MATTER, key=application.pk
        )
    decide(cast.gilan_expert, item, "made_up_support")
    return session, application


def test_the_director_sets_up_a_group_and_fills_its_seats_in_the_forms(cast, group_kind):
    client: Client = signed_in(cast.gilan_director)
    add = reverse("admin:councils_council_add")
    assert "کارگروه آزمون" in client.get(add).content.decode()
    refused = client.post(add, {"kind": GROUP, "name": ""}).content.decode()
    assert "نام را بنویسید" in refused
    client.post(add, {"kind": GROUP, "name": "کارگروه مهر"})
    with scope.system():
        body = Council.objects.select_related("province").get(kind=GROUP)
    assert (body.name, str(body.province), body.county) == ("کارگروه مهر", "گیلان", None)
    form = reverse("admin:councils_council_members_add", args=[body.pk])
    page = client.get(form).content.decode()
    accounts = re.search(r'<select name="user".*?</select>', page, re.DOTALL)[0]
    assert f'value="{cast.gilan_expert.pk}"' in accounts
    assert f'value="{cast.isfahan_expert.pk}"' not in accounts
    assert 'value="made_up_expert"' in page
    assert 'value="islamic_council"' not in page
    client.post(form, {"seat": "secretary", "user": cast.gilan_expert.pk, "start_on": "۱۴۰۰/۰۱/۰۱"})
    with scope.system():
        member = body.members.select_related("user").get()
    assert (member.user, member.full_name) == (cast.gilan_expert, str(cast.gilan_expert))
    shown = client.get(reverse("admin:councils_council_detail", args=[body.pk])).content.decode()
    assert "با حساب کاربری" in shown


def test_where_councils_are_the_only_kind_no_choice_is_offered(cast, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {kinds.COUNCIL.key: kinds.COUNCIL})
    client = signed_in(cast.gilan_director)
    page = client.get(reverse("admin:councils_council_add")).content.decode()
    assert 'name="kind"' not in page
    assert (
        'name="kind"'
        not in client.get(reverse("admin:councils_council_changelist")).content.decode()
    )


def test_the_list_is_narrowed_to_a_kind(cast, group):
    make_council("گیلان/رشت")
    client = signed_in(cast.gilan_director)
    listed = reverse("admin:councils_council_changelist")
    page = client.get(listed, {"kind": GROUP}).content.decode()
    assert group.name in page
    assert "شورای آزمون" not in page
    page = client.get(listed, {"kind": "council"}).content.decode()
    assert group.name not in page


def test_the_secretary_plans_and_records_and_the_chair_signs_by_their_seats(cast, group):
    session, application = advised(cast, group)
    page = signed_in(cast.gilan_director).get(
        reverse("admin:councils_session_detail", args=[session.pk])
    )
    assert "کارگروه آزمون" in page.content.decode()
    assert reverse("admin:councils_session_sign", args=[session.pk]) in page.content.decode()
    signed = sign(cast.gilan_director, session)
    assert signed.signed_by == cast.gilan_director
    with scope.system():
        application.refresh_from_db()
    assert application.subject.startswith(str(cast.gilan_director))
    assert "کارگروه توانمندسازی" in application.subject


def test_roles_of_the_place_work_for_no_group_and_seats_for_no_council(cast, group):
    for person in (cast.gilan_secretary, cast.gilan_chair, cast.gilan_director):
        with pytest.raises(PermissionDenied):
            plan(person, group)
    session, _application = advised(cast, group)
    for person in (cast.gilan_chair, cast.gilan_expert):
        with pytest.raises(PermissionDenied):
            sign(person, session)
    with pytest.raises(PermissionDenied):
        plan(cast.gilan_expert, make_council("گیلان"))


def test_a_seat_whose_term_has_ended_lets_nobody_act(cast, group):
    session, _application = advised(cast, group)
    yesterday = today() - datetime.timedelta(days=1)
    with scope.enter(scope.of(cast.gilan_director)):
        for member in group.members.exclude(user=None):
            end_member(actor=cast.gilan_director, member=member, on=yesterday)
    with pytest.raises(PermissionDenied):
        plan(cast.gilan_expert, group)
    with pytest.raises(PermissionDenied):
        sign(cast.gilan_director, session)
    page = signed_in(cast.gilan_expert).get(reverse("admin:councils_session_add"))
    assert page.status_code == 403


def test_who_acts_for_one_body_and_for_which_bodies_one_acts_are_one_rule(cast, group):
    bodies = [group, *(make_council(at) for at in ("", "گیلان", "گیلان/رشت", "اصفهان"))]
    people = [each for each in vars(cast).values() if isinstance(each, User)]
    assert len(people) > 10
    found = []
    for person in people:
        for act in Act:
            with scope.enter(scope.of(person)):
                listed = set(bodies_for(person, act).values_list("pk", flat=True))
            told = {body.pk for body in bodies if acts_within(person, body, act)}
            assert listed == told, (person.role, act)
            found += listed
    assert group.pk in found
    assert len(set(found)) > 2


def acts_within(person, body, act) -> bool:
    with scope.enter(scope.of(person)):
        return acts_for(person, body, act)


def test_a_session_to_sign_stands_on_the_worklist_of_whoever_has_the_seat(cast, group):
    advised(cast, group)

    def waiting(person):
        with scope.enter(scope.of(person)):
            return {each.duty.key: each.count for each in counted(person, Moment(today()))}

    assert waiting(cast.gilan_director).get("sessions") == 1
    assert "sessions" not in waiting(cast.gilan_expert)
    assert "sessions" not in waiting(cast.gilan_chair)


def test_each_kind_is_offered_what_it_decides_on_and_no_other_is_taken(cast, group):
    for_council, for_group = make_application(), make_application(State.DRAFT)
    session = plan(cast.gilan_expert, group)
    client = signed_in(cast.gilan_expert)
    page = client.get(reverse("admin:councils_session_detail", args=[session.pk])).content.decode()
    assert f'value="{MATTER.key}:{for_group.pk}"' in page
    assert f"application:{for_council.pk}" not in page
    with pytest.raises(Refusal) as caught:
        put_on(cast.gilan_expert, session, for_council)
    assert caught.value.code == "not_waiting"


def test_whoever_is_the_secretary_of_several_bodies_chooses_one(cast, group):
    client = signed_in(cast.gilan_expert)
    add = reverse("admin:councils_session_add")
    assert 'name="held_on"' in client.get(add).content.decode()
    with scope.enter(scope.of(cast.gilan_director)):
        other = save_council(
            actor=cast.gilan_director,
            council=Council(kind=GROUP, name="کارگروه دیگر", province=province("گیلان")),
        )
    seated(cast.gilan_director, other, Seat.CHAIR, cast.gilan_director)
    seated(cast.gilan_director, other, Seat.SECRETARY, cast.gilan_expert)
    page = client.get(add).content.decode()
    assert group.name in page
    assert f"?body={other.pk}" in page
    client.post(f"{add}?body={other.pk}", {"held_on": "۱۴۰۳/۰۵/۱۰"})
    with scope.system():
        assert Session.objects.get().council == other


def test_another_province_sees_nothing_of_a_group_and_writes_nothing_to_it(cast, group):
    session, _application = advised(cast, group)
    pages = [
        reverse("admin:councils_council_detail", args=[group.pk]),
        reverse("admin:councils_session_detail", args=[session.pk]),
        reverse("admin:councils_session_items_add", args=[session.pk]),
    ]
    for person in (cast.isfahan_expert, cast.qazvin_director):
        client = signed_in(person)
        for page in pages:
            assert client.get(page).status_code in (404, 405)
            assert client.post(page, {"subject": "نفوذ"}).status_code in (404, 405)
        with scope.enter(scope.of(person)):
            assert not Session.objects.exists()
            assert not AgendaItem.objects.exists()
            assert not CouncilMember.objects.filter(council=group.pk).exists()


def refused_by_database(call) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        call()
    return caught.value.__cause__.diag.constraint_name


def test_the_database_holds_seats_and_kinds_whatever_the_way(cast, group):
    """Accounts of offices that do not reach the body have no seat in it, nor has any in a council;
    and what a body was set up as it stays."""
    with scope.system():
        council = make_council("گیلان", members=1)
        for user in (cast.isfahan_expert, cast.rasht_expert, cast.rasht_ngo_officer):
            name = refused_by_database(lambda user=user: make_member(group, user=user))
            assert name == "seat_of_an_office_that_reaches_it"
        name = refused_by_database(lambda: make_member(council, user=cast.gilan_expert))
        assert name == "seat_of_an_office_that_reaches_it"
        assert refused_by_database(lambda: make_member(council, "made_up_expert")) == (
            "seat_of_a_council"
        )
        change = Council.objects.filter(pk=group.pk)
        assert refused_by_database(lambda: change.update(kind="council")) == "body_kind_stays"


def test_a_seat_is_given_in_words_too(cast, group):
    for seat, user, code in (
        (Seat.NGO_REPRESENTATIVE, None, "unknown_seat"),
        (Seat.MEMBER, cast.gilan_auditor, "other_office"),
        (Seat.MEMBER, cast.rasht_expert, "other_office"),
    ):
        with pytest.raises(Refusal) as caught:
            seated(cast.gilan_director, group, seat, user)
        assert caught.value.code == code


def test_a_chair_and_a_majority_are_needed_for_any_kind(cast, group):
    session, _application = advised(cast, group)
    with scope.system():
        item = AgendaItem.objects.get(session=session)
    decide(cast.gilan_expert, item, "made_up_support", votes_for=1, votes_against=2)
    with pytest.raises(Refusal) as caught:
        sign(cast.gilan_director, session)
    assert caught.value.code == "no_majority"
    with scope.system(), pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE councils_session SET state = 'signed', signed_at = now(), quorum_percent = 51,"
            " majority_percent = 51 WHERE id = %s",
            [session.pk],
        )


def test_a_kind_without_a_secretary_or_with_a_key_of_another_word_is_no_kind(group_kind):
    for kind in (
        BodyKind("headless", "بی‌سر", seats=(("chair", "رئیس"),)),
        BodyKind("twice", "دوباره", seats=(*COMMON_SEATS, ("made_up_expert", "مهمان"))),
    ):
        with pytest.raises(ImproperlyConfigured):
            kinds.declare(kind)
    with pytest.raises(ImproperlyConfigured):
        word("made_up_support", "رد", Sense.AGAINST, "bad", "cancel")
