"""Kinds of bodies that sit: councils, and what the rooms above declare.

A council is an office's own: its secretary and its chair are users whose role says so and whose
place is the council's. A body of another kind sits by its seats: who has the seat of its secretary
plans and records, who has that of its chair signs, each by the account that the seat names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.policies import WholeNumber
from ngos.models.ngo import ActivityLevel


class Seat(models.TextChoices):
    """What a member of a council sits for (source: by-law 1384; the guide to electing
    representatives). Every kind of body has the first two."""

    CHAIR = "chair", _("Chair")
    SECRETARY = "secretary", _("Secretary")
    ISLAMIC_COUNCIL = "islamic_council", _("Islamic council's representative")
    NGO_REPRESENTATIVE = "ngo_representative", _("NGOs' representative")
    MEMBER = "member", _("Member")


Label = str | Promise
COMMON_SEATS: tuple[tuple[str, Label], ...] = tuple(
    (seat.value, seat.label) for seat in (Seat.CHAIR, Seat.SECRETARY, Seat.MEMBER)
)


class SitsBy(StrEnum):
    """What tells who works for a body."""

    PLACE = "place"  # roles of the council's own place; it is named after it, and there is one
    SEAT = "seat"  # the accounts of its secretary and its chair; a place may have several


@dataclass(frozen=True)
class BodyKind:
    """One kind of bodies. Seats are its words with their labels, in the order of a list of members;
    chair and secretary are among them. `levels` are those at which it may be set up; `quorum` and
    `majority` the policies of percent that it decides by, those of councils where it has none."""

    key: str
    label: Label
    seats: tuple[tuple[str, Label], ...] = COMMON_SEATS
    sits_by: SitsBy = SitsBy.SEAT
    levels: tuple[str, ...] = tuple(ActivityLevel.values)
    quorum: WholeNumber | None = None
    majority: WholeNumber | None = None

    @property
    def sits_by_place(self) -> bool:
        return self.sits_by is SitsBy.PLACE


COUNCIL = BodyKind(
    "council",
    _("Council"),
    seats=tuple((seat.value, seat.label) for seat in Seat),
    sits_by=SitsBy.PLACE,
)
_kinds: dict[str, BodyKind] = {COUNCIL.key: COUNCIL}


def declare(kind: BodyKind) -> None:
    """Let bodies of a kind be set up. For `AppConfig.ready()`.

    Councils alone sit by place: their place has one, which roles of it work for.
    """
    seats = dict(kind.seats)
    if kind.sits_by_place or not {Seat.CHAIR, Seat.SECRETARY} <= {*seats}:
        raise ImproperlyConfigured(
            f"“{kind.key}” sits by its seats, and a chair and a secretary are among them."
        )
    known = dict(seat_choices())
    if any(str(known.get(key, label)) != str(label) for key, label in seats.items()):
        raise ImproperlyConfigured(f"A seat of “{kind.key}” has another label elsewhere.")
    _kinds[kind.key] = kind


def kinds() -> list[BodyKind]:
    return list(_kinds.values())


def kind_of(key: str) -> BodyKind:
    """The kind of this key. One that no room declares any more can still be read."""
    return _kinds.get(key) or BodyKind(key, _("Body"))


def choices() -> Iterator[tuple[str, Label]]:
    return ((kind.key, kind.label) for kind in kinds())


def seat_choices() -> Iterator[tuple[str, Label]]:
    """The seats of all kinds, each once."""
    return iter({key: label for kind in kinds() for key, label in kind.seats}.items())
