"""Who takes a step of an application: said of a row, of a query, and by the services alike.

Every role at every place, before applications of every kind, in every state, of every level.
"""

import itertools
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import scope
from accounts.models import PolicySetting
from accounts.refusals import Refusal
from accounts.roles import LEVELS as WORKS_AT
from accounts.roles import Role
from accounts.scope import Kind as ScopeKind
from accounts.workflow import Taker
from councils.models import Council
from licensing.kinds import Kind
from licensing.models import Application
from licensing.services.applications.moving import STAMP, move
from licensing.services.licences.issuing import issue_licence
from licensing.states import State
from licensing.workflow import APPLICATION
from ngos.models import NGO
from persian.dates import today
from screens.steps import lock_for_step
from tests.cast import field, make_ngo, make_user, province
from tests.licensing.applications.cases import SERVICES, councils_of, way_to
from tests.once import rows_of_a_module

LEVELS = ("county", "provincial", "national")
PLACES = (
    (ScopeKind.COUNTY, "گیلان/رشت"), (ScopeKind.COUNTY, "گیلان/بندر انزلی"),
    (ScopeKind.COUNTY, "اصفهان/کاشان"), (ScopeKind.PROVINCE, "گیلان"),
    (ScopeKind.PROVINCE, "اصفهان"), (ScopeKind.NATIONAL, None),
)  # fmt: skip
# What says that a step is not this person's, or not this application's.
NOT_THEIRS = {"not_allowed", "other_council", "no_council"}


def ngos(count, at):
    """NGOs without a name of their own: an application of each kind is open for one at a time."""
    home = make_ngo(at=at)
    with scope.system():
        return NGO.objects.bulk_create(
            NGO(
                name=f"انجمن {at} {number}", province=home.province, county=home.county,
                field=field("خیریه"), status="active", activity_level="county", issuer="moi",
            )
            for number in range(count)
        )  # fmt: skip


def applications(kinds, at):
    """One of each kind, in each state, of each level; at once for all of them."""
    wanted = list(itertools.product(kinds, State, LEVELS))
    homes = ngos(len(wanted), at)
    councils = {council.level: council for council in councils_of(homes[0])}
    with scope.system():
        made = Application.objects.bulk_create(
            Application(
                ngo=ngo, kind=kind, level=level, tracking_code=f"1400-99-{ngo.pk}",
                branch_county=ngo.county if kind == Kind.BRANCH else None,
            )
            for ngo, (kind, _state, level) in zip(homes, wanted, strict=True)
        )  # fmt: skip
        for state in State:
            keys = [row.pk for row, (_, at_last, _) in zip(made, wanted, strict=True)
                    if at_last == state]  # fmt: skip
            for _name, _source, target in way_to(state):
                Application.objects.filter(pk__in=keys).update(state=target)
        for level, council in councils.items():
            sent = Application.objects.filter(pk__in=[row.pk for row in made], level=level)
            sent.exclude(state__in=[State.DRAFT, State.SUBMITTED]).update(council=council)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    with rows_of_a_module(django_db_blocker, tmp_path_factory.mktemp("media")):
        yield make_office()


@pytest.fixture
def office(made, db):
    return made


def make_office():
    """Applications of two provinces, and a person of each role at each of its places.

    In Gilan a licence comes before the registration, elsewhere after it.
    """
    applications(list(Kind), "گیلان/رشت")
    applications([Kind.ALIGNMENT], "اصفهان/کاشان")
    with scope.system():
        PolicySetting.objects.create(
            name="licence_after_registration", province=province("گیلان"), value=False
        )
        ngo = NGO.objects.filter(applications__isnull=False).first()
    people = [make_user(Role.NGO_OFFICER, ngo=ngo)]
    for role, (at, place) in itertools.product(set(Role) - {Role.NGO_OFFICER}, PLACES):
        if at in WORKS_AT[role]:
            people.append(make_user(role, at=place))
    return SimpleNamespace(people=people)


def in_sight():
    return list(Application.objects.select_related("ngo", "council"))


def test_the_rows_of_a_step_are_those_on_which_it_may_be_taken(office):
    seen_both = set()
    for who in office.people:
        with scope.enter(scope.of(who)):
            rows = in_sight()
            for step in APPLICATION.steps:
                asked = set(
                    Application.objects.filter(APPLICATION.rows(step, who))
                    .values_list("pk", flat=True)
                )  # fmt: skip
                if not who.has_perm(APPLICATION.permission(step)):
                    assert not asked, (step.name, who.role)
                    continue
                said = {row.pk for row in rows if APPLICATION.may_take(step, who, row)}
                told = (step.name, who.role, who.scope_kind, str(who.province))
                assert asked == said, told
                seen_both |= {(step.name, bool(asked)), (step.name, len(asked) == len(rows))}
    # Neither nothing nor everything: each step is taken on some rows, and not on others.
    for step in APPLICATION.steps:
        assert {(step.name, True), (step.name, False)} <= seen_both


def test_what_waits_for_a_person_are_the_rows_of_the_steps_that_are_awaited(office):
    for who in office.people:
        with scope.enter(scope.of(who)):
            waiting = set(
                Application.objects.filter(APPLICATION.waiting_for(who))
                .values_list("pk", flat=True)
            )  # fmt: skip
            said = {
                row.pk for row in in_sight()
                if any(step.awaited and APPLICATION.may_take(step, who, row)
                       for step in APPLICATION.leaving(row.state))
            }  # fmt: skip
            assert waiting == said, who.role


def attempt(who, row, step):
    """Whether a service takes the step as far as it is this person's; nothing of it is kept."""
    services = {**SERVICES, "sign_licence": lambda **given: issue_licence(
        **given, issued_on=today())}  # fmt: skip
    try:
        with transaction.atomic():
            if step.by is Taker.PERSON:
                services[step.name](actor=who, application=row, seen=row.state)
            else:
                move(actor=who, application=row, step=step.name, seen=row.state, by=step.by,
                     reason="جلسهٔ ۱")  # fmt: skip
            transaction.set_rollback(True)
    except PermissionDenied:
        return False
    except Refusal as refusal:  # what the step needs besides may be lacking
        return refusal.code not in NOT_THEIRS
    return True


# One of each way: carried out, licensed, registered first, and what dissolves the NGO.
KINDS = (Kind.CHANGES, Kind.RENEWAL, Kind.ALIGNMENT, Kind.DISSOLUTION)


def of_gilan(people):
    """Those of its offices, and of the nation's, who may take a step at all."""
    return [who for who in people if str(who.province) != "اصفهان" and who.role != Role.AUDITOR]


def test_the_services_take_a_step_where_it_may_be_taken_and_refuse_it_elsewhere(office):
    outcomes = set()
    for who in of_gilan(office.people):
        with scope.enter(scope.of(who)):
            rows = [
                row for row in in_sight()
                if row.kind in KINDS and row.level == "county" and row.ngo.county.name == "رشت"
            ]  # fmt: skip
            for step in APPLICATION.steps:
                if step.name == "withdraw" or step.by is Taker.CLOCK:
                    continue  # from any state; no person's
                leads = [row for row in rows if row.state in step.sources]
                others = [row for row in rows if row.state not in step.sources][:2]
                if not who.has_perm(APPLICATION.permission(step)):
                    leads = leads[:1]
                for row in [*leads, *others]:
                    may = APPLICATION.may_take(step, who, row)
                    fresh = Application.objects.select_related("ngo").get(pk=row.pk)
                    told = (step.name, who.role, who.scope_kind, row.kind, row.state, row.level)
                    assert attempt(who, fresh, step) == may, told
                    outcomes.add((step.name, may))
    for step in APPLICATION.steps:
        if step.name != "withdraw" and step.by is not Taker.CLOCK:
            assert {(step.name, True), (step.name, False)} <= outcomes, step.name


def test_a_row_out_of_sight_is_refused_whatever_its_state(office):
    with scope.system():
        far = Application.objects.filter(ngo__province__name="اصفهان").first()
        assert Council.objects.filter(province__name="اصفهان").exists()
    for who in office.people:
        with scope.enter(scope.of(who)):
            if Application.objects.filter(pk=far.pk).exists():
                continue
            for step in APPLICATION.steps:
                if step.by is Taker.CLOCK or not who.has_perm(APPLICATION.permission(step)):
                    continue
                with pytest.raises(Application.DoesNotExist), transaction.atomic():
                    lock_for_step(
                        far, actor=who, step=step.name, seen=far.state, stamp=STAMP, by=step.by
                    )
