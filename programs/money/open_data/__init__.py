"""What an office publishes of its money, in the words of the 360Giving Data Standard 1.4.

Rooms declare what they may publish (`declare`): awards of published calls, payments of these, and
what persons were given as sums alone. Here it becomes a package of JSON, and tables of CSV.
"""

from programs.money.open_data.grants import Grant, Payment, Programme, Receiver, declare, published
from programs.money.open_data.package import package

__all__ = [
    "Grant",
    "Payment",
    "Programme",
    "Receiver",
    "declare",
    "package",
    "published",
]
