"""Invented data for trying the application: offices of Gilan, Qazvin and Isfahan.

No person, number or address of it is real. `manage.py seed_demo` makes it; nothing else does.
"""

from demonstration.accounts import ACCOUNTS, PASSWORD, Account

__all__ = ["ACCOUNTS", "PASSWORD", "Account"]
