"""Who sees the text of a proposal, and what reviewers have said of it.

Two functions of the database answer for the person of the signed scope (`migrations/0002_rules`):
whether a reviewer has still to declare, or has a conflict (`calls_text_is_closed`), and whether a
reviewer's own score is still awaited (`calls_score_is_awaited`). Policies ask them of every row, so
that no page, count, order, export or message can tell what they hide.
"""

from dataclasses import dataclass

from django.db import models

from accounts.functions import callable_by
from accounts.row_security import OFFICE, WRITE, Access, value
from accounts.scope import Kind

CLOSED = "calls_text_is_closed"
AWAITED = "calls_score_is_awaited"
for _function in (CLOSED, AWAITED):
    callable_by(f"{_function}(bigint)", *OFFICE, Kind.SYSTEM)


def _reached(table: str) -> str:
    return f"EXISTS (SELECT 1 FROM calls_proposal p WHERE p.id = {table}.proposal_id)"


@dataclass(frozen=True)
class TextOfProposal:
    """Rows of a proposal that an office reads where it reads the proposal, but for a reviewer to
    whom its text is closed; the NGO reads its own. They are added, never changed."""

    grant: str = "SELECT, INSERT"

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        reached = _reached(model._meta.db_table)
        open_to_me = f"{reached} AND NOT {CLOSED}(proposal_id)"
        found = {kind: Access(self.grant, open_to_me, reached) for kind in OFFICE}
        # An NGO sends by a step of its own.
        found[Kind.NGO] = Access(self.grant, reached, reached)
        found[Kind.SYSTEM] = Access(WRITE)
        return found


@dataclass(frozen=True)
class OfReviewers:
    """What belongs to one reviewer of a proposal: read by them, and by the office but for another
    reviewer whose own score is awaited. With `own`, they alone write it."""

    own: bool
    grant: str = WRITE

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        reached = _reached(model._meta.db_table)
        mine = f"reviewer_id = {value('user')}"
        reads = f"{reached} AND ({mine} OR NOT {AWAITED}(proposal_id))"
        writes = f"{reached} AND {mine}" if self.own else reads
        found = {kind: Access(self.grant, reads, writes) for kind in OFFICE}
        found[Kind.SYSTEM] = Access(WRITE)
        return found
