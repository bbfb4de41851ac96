"""What is asked of allocations and their books."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from programs.money.models import Allocation, Entry, EntryKind, Source, Stage
from screens.history import Track
from screens.seen import Stamp


def stamp_of(allocation: Any) -> str:
    """How an allocation stands: its state and how much is in its book."""
    return f"{allocation.state}.{allocation.posted}"


def tracks(pk: int) -> list[Track]:
    """The history of an allocation, and of its stages; its book is its own history."""
    return [
        Track(Allocation, Q(pgh_obj_id=pk), hidden={"asked_by", "approved_by"}),
        Track(Stage, Q(allocation=pk), hidden={"allocation"}),
    ]


STAMP = Stamp(of=stamp_of, tracks=lambda allocation: tracks(allocation.pk))


def source_tracks(pk: int) -> list[Track]:
    return [Track(Source, Q(pgh_obj_id=pk))]


def in_force(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """The entries that are no reversal and have not been reversed."""
    undone = Entry.objects.filter(reverses=OuterRef("pk"))
    return entries.filter(~Exists(undone), reverses=None)


def unverified(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """The expenditures that wait for a verification."""
    found = in_force(Entry.objects.filter(verifies=OuterRef("pk")))
    return in_force(entries).filter(~Exists(found), kind=EntryKind.SPENT)


def unpaid(stages: QuerySet[Stage]) -> QuerySet[Stage]:
    """The stages of which something is still to be paid, and for which money is left."""
    return stages.filter(paid__lt=F("amount"), allocation__paid__lt=F("allocation__allocated"))


Hook = Callable[[Allocation], Any]
_in_the_way: list[Hook] = []


def declare_in_the_way(hook: Hook) -> None:
    """Let a room above say why an allocation may not be approved: a Refusal, or None. For
    `AppConfig.ready()`; asked when it is asked for and when it is approved."""
    _in_the_way.append(hook)


def in_the_way(allocation: Allocation) -> list[Any]:
    """What other rooms have against an allocation, each a Refusal."""
    return [found for hook in _in_the_way if (found := hook(allocation)) is not None]
