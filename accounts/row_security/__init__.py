"""Row security: each model says which rows a scope reaches; this folder says it to the database.

A model declares `row_scope`. After every migration `install()` writes the policies and grants anew
from these declarations, so there is one place to read and nothing to drift. Models of libraries
are listed in `LIBRARIES`, an exemption with its reason.

Policies compare with `(SELECT scope_…())`, which PostgreSQL evaluates once per query, and there is
one policy for each kind of scope, since an OR over kinds would cost the planner its index. Where a
scope reads more than it may change, each verb has a policy of its own. Every policy first asks
whether the scope of its kind is signed (`sql_scope.py`): being in the role alone opens nothing.
"""

from accounts.row_security.access import ADD, OFFICE, READ, WRITE, Access, RowScope, value
from accounts.row_security.declarations import (
    LIBRARIES,
    OTHER_TABLES,
    Exempt,
    History,
    declared,
    is_history,
    tables,
)
from accounts.row_security.of_accounts import AccessLog, Identity, OwnSessions, OwnWhileSigningIn
from accounts.row_security.rows import ByPlace, Follows, OfCountryOrProvince, OwnedBy, Reference
from accounts.row_security.writing import access_to, install, policies_of

__all__ = [
    "ADD", "LIBRARIES", "OFFICE", "OTHER_TABLES", "READ", "WRITE", "Access", "AccessLog", "ByPlace",
    "Exempt", "Follows", "History", "Identity", "OfCountryOrProvince", "OwnSessions",
    "OwnWhileSigningIn", "OwnedBy", "Reference", "RowScope", "access_to", "declared", "install",
    "is_history", "policies_of", "tables", "value",
]  # fmt: skip
