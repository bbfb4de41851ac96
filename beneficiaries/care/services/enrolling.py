"""What of the programs, courses and loans is hers: found by her number, linked from here."""

from typing import Any

from django.db.models import Q, QuerySet

from beneficiaries.records.models import Beneficiary
from programs.events.models import Participant
from programs.microfunds.models import Loan
from programs.projects.models import Program
from programs.projects.workflow import PROGRAM

MOST = 200


def programs() -> QuerySet[Program]:
    """Programs within sight that are under way, the newest first."""
    return Program.objects.exclude(state__in=PROGRAM.closed).order_by("-pk")


def participations(woman: Beneficiary) -> QuerySet[Participant]:
    """Where lists of participants have her number, or her name where they have no number."""
    rows = Participant.objects.filter(_is_her(woman, "")).select_related("event")
    return rows.order_by("-pk")


def loans(woman: Beneficiary) -> QuerySet[Loan]:
    """The loans of members of funds who are she."""
    rows = Loan.objects.filter(_is_her(woman, "member__")).select_related("member", "fund")
    return rows.order_by("-pk")


def _is_her(woman: Beneficiary, to: str) -> Any:
    named = Q(**{f"{to}national_id": None, f"{to}name_key": woman.search_text})
    if woman.national_id is None:
        return named
    return named | Q(**{f"{to}national_id": woman.national_id})


def title_of(thing: Any) -> str:
    """How what she takes part in is called, for as long as the row stands in nobody's way."""
    if isinstance(thing, Participant):
        return str(thing.event)
    if isinstance(thing, Loan):
        return f"{thing.purpose} — {thing.fund}"
    return str(thing)
