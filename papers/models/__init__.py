from papers.models.counter import Counter
from papers.models.stationery import Signature, Stationery

__all__ = [
    "Counter",
    "Signature",
    "Stationery",
]
