"""The worklist (کارتابل): what waits for a person, since when, and what to do next.

A room declares its duties in `AppConfig.ready()`. Every duty is counted in one query for all.
"""

from screens.worklist.counting import Counted, counted, declare, duties_of, items_of
from screens.worklist.duty import Duty, Item, Moment

__all__ = ["Counted", "Duty", "Item", "Moment", "counted", "declare", "duties_of", "items_of"]
