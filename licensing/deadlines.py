"""How long an application may stand in a state, and which have stood there for longer.

The days are policies of the province (`licensing.workflow.APPLICATION.deadlines` names them); an
application under inquiry is due when the last authority must have answered.
"""

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.models import PolicySetting
from accounts.policies import Decisions, all_policies
from licensing.models import Application, Inquiry
from licensing.models.inquiry import InquiryResult
from licensing.states import State
from licensing.workflow import APPLICATION
from persian.dates import day_of_moment, first_moment


class Deadlines:
    """The deadlines in force, read once for however many applications are looked at. One query."""

    def __init__(self, today: datetime.date) -> None:
        self.today = today

    @cached_property
    def _days(self) -> Mapping[str, Decisions[int]]:
        """For each state with a deadline, how many days it may last."""
        names = APPLICATION.deadlines
        decided: dict[str, dict[int | None, Any]] = {}
        stored = PolicySetting.objects.filter(name__in=set(names.values()))
        for name, province, value in stored.values_list("name", "province_id", "value"):
            decided.setdefault(name, {})[province] = value
        found = {}
        for state, name in names.items():
            own = dict(decided.get(name, {}))
            country = own.pop(None, all_policies()[name].default)
            found[state] = Decisions(country, {key: own[key] for key in own if key is not None})
        return found

    def due_on(
        self, application: Application, inquiries: Iterable[Inquiry] = ()
    ) -> datetime.date | None:
        """The last day on which an application is in time in its state; None without a deadline.

        Its NGO is loaded. `inquiries` are its own, for one that is under inquiry.
        """
        if application.state == State.INQUIRIES:
            pending = [each for each in inquiries if each.result == InquiryResult.PENDING]
            return max((each.due_on for each in pending), default=None)
        days = self._days.get(application.state)
        if days is None:
            return None
        since = day_of_moment(application.state_since)
        return since + datetime.timedelta(days.of(application.ngo.province_id))

    def overdue(self) -> Q:
        """The applications that have stood in their state for longer than they may."""
        late = Q(
            Exists(
                Inquiry.objects.filter(
                    application=OuterRef("pk"), result=InquiryResult.PENDING, due_on__lt=self.today
                )
            ),
            state=State.INQUIRIES,
        )
        for state, days in self._days.items():
            own = Q()
            for province, value in days.provinces.items():
                own |= Q(ngo__province=province, state_since__lt=self._begun_before(value))
            others = Q(state_since__lt=self._begun_before(days.country))
            if days.provinces:
                others &= ~Q(ngo__province__in=list(days.provinces))
            late |= Q(state=state) & (own | others)
        return late

    def _begun_before(self, days: int) -> datetime.datetime:
        return first_moment(self.today - datetime.timedelta(days))
