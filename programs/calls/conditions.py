"""Who acts for the working group of a call or a proposal: its secretary, while the term lasts."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from accounts.workflow import NONE, Condition, Objection, Step
from councils.kinds import Seat
from councils.models import CouncilMember
from councils.services.members.reading import Act, acts_for, bodies_for, in_office_on
from persian.dates import today

# Who acts where a working group has no secretary in office.
STAND_IN = "calls.stand_in_for_secretary"


def _without_secretary() -> Q:
    seated = CouncilMember.objects.filter(
        in_office_on(today()), seat=Seat.SECRETARY, user__isnull=False
    )
    return ~Q(body__in=seated.values("council"))


def acts_for_body(actor: User, body: Any) -> bool:
    """Whether a person acts for a working group today."""
    if acts_for(actor, body, Act.PLAN):
        return True
    if not actor.has_perm(STAND_IN):
        return False
    return not body.members.filter(
        in_office_on(today()), seat=Seat.SECRETARY, user__isnull=False
    ).exists()


def _objection(step: Step, actor: User, row: Any) -> Objection | None:
    if acts_for_body(actor, row.body):
        return None
    return Refusal(
        "not_secretary",
        _("The secretary of “%(body)s” does this, while the term lasts."),
        params={"body": row.body},
    )


def _rows(actor: User) -> Q:
    found = Q(body__in=bodies_for(actor, Act.PLAN)) | NONE
    if actor.has_perm(STAND_IN):
        found |= _without_secretary()
    return found


OF_THE_BODY = Condition(_objection, _rows)
