"""A condition of steps: what a council decided is carried on by those who work for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from accounts.workflow import Condition, Step
from councils.services.members.reading import of_own_council, sits_at


def _objection(step: Step, actor: User, row: Any) -> Refusal | None:
    council = row.council
    if council is None or sits_at(actor, council):
        return None
    return Refusal(
        "other_council",
        _("“%(council)s” decided on this; its chair and secretary carry it on."),
        params={"council": council},
    )


# Rows have a column `council`; what is from before councils were entered names none.
OF_OWN_COUNCIL = Condition(_objection, of_own_council)
