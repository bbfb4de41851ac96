from programs.money.models.allocation import Allocation
from programs.money.models.entry import Entry, EntryKind
from programs.money.models.priority import Priority
from programs.money.models.source import Source
from programs.money.models.stage import Stage

__all__ = [
    "Allocation",
    "Entry",
    "EntryKind",
    "Priority",
    "Source",
    "Stage",
]
