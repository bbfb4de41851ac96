from programs.money.models.allocation import Allocation
from programs.money.models.campaign import Action, Campaign, CampaignItem, Finding, Result
from programs.money.models.entry import Entry, EntryKind
from programs.money.models.priority import Priority
from programs.money.models.source import Source
from programs.money.models.stage import Stage

__all__ = [
    "Action",
    "Allocation",
    "Campaign",
    "CampaignItem",
    "Entry",
    "EntryKind",
    "Finding",
    "Priority",
    "Result",
    "Source",
    "Stage",
]
