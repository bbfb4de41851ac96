"""Which cases suspend, have a time that has run out, or a last measure of a kind."""

import datetime

from django.db.models import Exists, OuterRef, Q

from persian.dates import today
from supervision.models import Measure, MeasureProposal
from supervision.services.cases.cases import suspensions_in_force
from supervision.workflow import CaseState, ProposalState


def _last_measure() -> Q:
    """Of measures: those that are their case's last."""
    later = Measure.objects.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"))
    return ~Q(Exists(later))


def _with_measure(condition: Q) -> Q:
    """The cases whose last measure is of a kind."""
    found = Measure.objects.filter(condition, _last_measure(), case=OuterRef("pk"))
    return Q(Exists(found))


def suspending() -> Q:
    """The cases by which an NGO is suspended now."""
    return Q(Exists(suspensions_in_force().filter(case=OuterRef("pk"))))


def suspension_over(day: datetime.date | None = None) -> Q:
    """The cases whose suspension has run out and was not ended yet."""
    over = suspensions_in_force().filter(to_on__lte=day or today())
    return Q(Exists(over.filter(case=OuterRef("pk"))))


def deadlines_past(day: datetime.date | None = None) -> Q:
    """Of measures: their case's last ones, whose time to mend what was found has passed."""
    past = Q(lifted_on=None, deadline_on__lt=day or today(), case__state=CaseState.DECIDED)
    return past & _last_measure()


def deadline_past(day: datetime.date | None = None) -> Q:
    """The open cases in which the time to mend what was found has passed."""
    return Q(Exists(Measure.objects.filter(deadlines_past(day), case=OuterRef("pk"))))


def before_a_council() -> Q:
    """The cases in which a proposed measure waits for a council."""
    waiting = MeasureProposal.objects.filter(state=ProposalState.WAITING, case=OuterRef("pk"))
    return Q(Exists(waiting))


def with_last_measure(kinds: list[str]) -> Q:
    return _with_measure(Q(kind__in=kinds))
