"""One NGO's page: a frame, and the parts that the rooms add to it.

A room above the register declares its part in `AppConfig.ready()`; the register knows none of them.
"""

from ngos.page.alerts import Alert, Severity
from ngos.page.asking import number_of
from ngos.page.loading import Loaded
from ngos.page.on_desk import Awaited, OnDesk
from ngos.page.part import Action, Part, declare

__all__ = [
    "Action",
    "Alert",
    "Awaited",
    "Loaded",
    "OnDesk",
    "Part",
    "Severity",
    "declare",
    "number_of",
]
