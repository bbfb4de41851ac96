"""Who takes a step of an application, and of which kinds, beside permission and state."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import decisions_on, value_of
from accounts.refusals import Refusal
from accounts.scope import Kind as ScopeKind
from accounts.workflow import NONE, Condition, Objection, Step, not_from_here
from councils.services.members.reading import of_own_council, sits_at
from licensing.kinds import KINDS, Kind, KindRules
from licensing.policies.licences import LICENCE_AFTER_REGISTRATION
from licensing.services.applications.councils import goes_to
from licensing.states import State
from ngos.models.ngo import ActivityLevel

# -- kinds -----------------------------------------------------------------------------------------


def _of_kinds(suits: Callable[[KindRules], bool]) -> Condition:
    """Applications of the kinds that have a step: some end in a licence, some are registered."""
    kinds = tuple(kind for kind, rules in KINDS.items() if suits(rules))

    def objection(step: Step, actor: User, row: Any) -> Objection | None:
        return None if row.kind in kinds else not_from_here(step, row)

    return Condition(objection, lambda actor: Q(kind__in=kinds))


REGISTERED = _of_kinds(lambda rules: rules.registers)
CARRIED_OUT = _of_kinds(lambda rules: rules.licence is None)
LICENSED = _of_kinds(lambda rules: rules.licence is not None)
_REGISTERED_KINDS = tuple(kind for kind, rules in KINDS.items() if rules.registers)


# -- a licence comes after the registration, or before it, as the office decides -------------------


def _not_licensed_yet(step: Step, actor: User, row: Any) -> Objection | None:
    """A licence follows from the approval only where no registration is to come first; from the
    registration, where there is one."""
    is_approved = row.state == State.APPROVED
    if row.kind not in _REGISTERED_KINDS:
        return None if is_approved else not_from_here(step, row)
    if is_approved and value_of(LICENCE_AFTER_REGISTRATION, row.ngo.province_id):
        return not_from_here(step, row)
    return None


def _licensed_now(actor: User) -> Q:
    registered, is_approved = Q(kind__in=_REGISTERED_KINDS), Q(state=State.APPROVED)
    return registered & ~is_approved | is_approved & (~registered | _before_registration())


def _before_registration() -> Q:
    """The applications of provinces whose policy has the licence come before the registration."""
    is_after = decisions_on(LICENCE_AFTER_REGISTRATION)
    others = [key for key, value in is_after.provinces.items() if value != is_after.country]
    elsewhere = Q(ngo__province__in=others)
    return elsewhere if is_after.country else ~elsewhere


AFTER_ITS_REGISTRATION = Condition(_not_licensed_yet, _licensed_now)

# -- a dissolution is carried out by whoever may change the NGO's status ---------------------------


def _may_not_dissolve(step: Step, actor: User, row: Any) -> Objection | None:
    if row.kind != Kind.DISSOLUTION or actor.has_perm("ngos.change_status"):
        return None
    return PermissionDenied(_("Your role does not allow this."))


def _may_dissolve(actor: User) -> Q:
    return Q() if actor.has_perm("ngos.change_status") else ~Q(kind=Kind.DISSOLUTION)


BY_WHO_CHANGES_THE_STATUS = Condition(_may_not_dissolve, _may_dissolve)


# -- an appeal goes to the council above, a referral to the one that it names ----------------------


def _goes_to_another(step: Step, actor: User, row: Any) -> Objection | None:
    if row.state == State.APPEALED:
        is_theirs = actor.scope_kind == _scope_above(row)
    else:
        is_theirs = row.council is None or sits_at(actor, row.council)
    if is_theirs:
        return None
    council = goes_to(row)
    if council is None:
        return no_council()
    return Refusal(
        "other_council",
        _("This application goes to “%(council)s”; its secretary takes it up."),
        params={"council": council},
    )


def _goes_to_own(actor: User) -> Q:
    above = Q(state=State.APPEALED) & _of_council_below(actor)
    return above | ~Q(state=State.APPEALED) & of_own_council(actor)


def no_council() -> Refusal:
    """The refusal of a step where the council that comes next is not there."""
    return Refusal(
        "no_council",
        _("The council that this application goes to is not entered yet. Enter it first."),
    )


def _scope_above(row: Any) -> ScopeKind:
    level = row.council.level if row.council else row.level
    return ScopeKind.PROVINCE if level == ActivityLevel.COUNTY else ScopeKind.NATIONAL


def _of_council_below(actor: User) -> Q:
    """The applications whose appeal goes to the council that a person works for."""
    of_county = Q(council__level=ActivityLevel.COUNTY)
    of_county |= Q(council=None, level=ActivityLevel.COUNTY)
    if actor.scope_kind == ScopeKind.PROVINCE:
        return of_county
    return ~of_county if actor.scope_kind == ScopeKind.NATIONAL else NONE


TO_NEXT_COUNCIL = Condition(_goes_to_another, _goes_to_own)
