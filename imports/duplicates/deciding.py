"""Deciding a pair: merged, told apart, or open again."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from imports.duplicates.models import DuplicatePair, PairQuerySet, PairState
from imports.duplicates.rules import rules_of


class PairRefused(Refusal):
    """A decision that cannot be taken now, and why."""


@transaction.atomic
def tell_apart(*, actor: User, pair: DuplicatePair) -> None:
    """Decide that two rows are different: they do not come into the queue again.

    Raises PermissionDenied without the permission, PairRefused when the pair is decided already.
    """
    may_decide(actor, pair)
    stored = _locked(pair)
    if stored.state != PairState.OPEN:
        raise decided_already(stored)
    settle(DuplicatePair.objects.filter(pk=pair.pk), PairState.DIFFERENT, actor)


@transaction.atomic
def reopen(*, actor: User, pair: DuplicatePair) -> None:
    """Take back that two rows are different. Raises as `tell_apart` does."""
    may_decide(actor, pair)
    stored = _locked(pair)
    if stored.state != PairState.DIFFERENT:
        raise decided_already(stored)
    DuplicatePair.objects.filter(pk=pair.pk).update(
        state=PairState.OPEN, decided_by=None, decider_name="", decided_at=None
    )


def merge_pair(*, actor: User, pair: DuplicatePair, keep: int, values: Mapping[str, int]) -> Any:
    """Make the two rows of a pair one, by the service of their registry; returns the one that
    stays, which has the key `keep`.

    Raises PermissionDenied without the permission, PairRefused when a row has gone meanwhile, the
    pair was told apart, or something that hangs on both cannot stand side by side.
    """
    may_decide(actor, pair)
    rows = pair.rows()
    if keep not in pair.keys:
        raise PairRefused("unknown_choice", _("Choose again which of the values stay."))
    if len(rows) < 2:
        raise gone()
    drop = pair.other_than(keep)
    return rules_of(pair.kind).merge(actor=actor, keep=rows[keep], drop=rows[drop], values=values)


def may_decide(actor: User, pair: DuplicatePair) -> None:
    """Raises PermissionDenied unless the person decides pairs of this registry."""
    if not actor.has_perm(rules_of(pair.kind).merge_permission):
        raise PermissionDenied(_("Your role does not allow this."))


def refuse_told_apart(kind: str, one: int, other: int) -> None:
    """Raises PairRefused where two rows were told apart; nobody decides them until the caller's
    transaction ends."""
    pairs = DuplicatePair.objects.select_for_update(of=("self",)).filter(kind=kind)
    pair = pairs.filter(first_id=min(one, other), second_id=max(one, other)).first()
    if pair is not None and pair.state == PairState.DIFFERENT:
        raise decided_already(pair)


def settle(pairs: PairQuerySet, state: PairState, actor: User) -> None:
    """Note a decision, who took it and when."""
    pairs.update(
        state=state,
        decided_by=actor,
        decider_name=actor.get_full_name(),
        decided_at=timezone.now(),
    )


def gone() -> PairRefused:
    return PairRefused(
        "gone", _("One of the two is no longer registered: somebody has merged or deleted it.")
    )


def decided_already(pair: DuplicatePair) -> PairRefused:
    return PairRefused(
        "decided",
        _("This pair is decided already: %(state)s, by %(name)s."),
        {"state": pair.get_state_display(), "name": pair.decider_name or "—"},
    )


def _locked(pair: DuplicatePair) -> DuplicatePair:
    return DuplicatePair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
