"""What the random walk goes through: the people, their applications, and how a step is tried."""

import contextlib
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from accounts import scope
from accounts.models import User
from accounts.refusals import Refusal
from councils.models import AgendaItem, Council, Session
from licensing.kinds import Kind
from licensing.models import Application, Inquiry, Licence
from licensing.states import State
from licensing.workflow import APPLICATION
from ngos.models import NGO
from ngos.models.ngo import Status
from tests.licensing.applications.cases import make_application

# Those who belong to the council of the NGO's county stand before those of other places.
PEOPLE = (
    "national_expert", "gilan_director", "gilan_expert", "rasht_expert", "rasht_secretary",
    "rasht_chair", "gilan_secretary", "gilan_chair", "gilan_auditor", "rasht_ngo_officer",
    "isfahan_expert",
)  # fmt: skip
# An NGO's officers have no part in the tables of inquiries and sessions at all.
STAFF = tuple(name for name in PEOPLE if name != "rasht_ngo_officer")
BEGINNINGS = {
    Kind.ALIGNMENT: State.SUBMITTED,
    Kind.RENEWAL: State.PRELIMINARY_REVIEW,
    Kind.CHANGES: State.DRAFT,
}
KINDS = tuple(BEGINNINGS)
MOST_APPLICATIONS = 8
STEPS = {step.name: step for step in APPLICATION.steps}
AT_REST = (Status.SUSPENDED, Status.REVOKED, Status.DISSOLVED)
REFUSED = (
    Refusal, PermissionDenied, Application.DoesNotExist, Inquiry.DoesNotExist,
    Licence.DoesNotExist, Session.DoesNotExist, AgendaItem.DoesNotExist, Council.DoesNotExist,
    NGO.DoesNotExist,
)  # fmt: skip

one_of_all = st.integers(0, 99)  # taken modulo how many there are
days_ago = st.integers(-1, 12)
somebody = st.sampled_from(PEOPLE)
somebody_of_staff = st.sampled_from(STAFF)


class World(RuleBasedStateMachine):
    """An NGO of Rasht with a licence, three councils, and applications of three kinds."""

    cast: SimpleNamespace
    council: Council  # of the NGO's county
    higher_council: Council  # of its province

    def __init__(self) -> None:
        super().__init__()
        self.has_changed = True
        self.looked_at: set[int] = set()  # signed sessions
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        for kind, state in BEGINNINGS.items():
            make_application(self.cast.rasht_ngo, kind, state=state)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)

    def person(self, name: str) -> User:
        found: User = getattr(self.cast, name)
        return found

    def chosen(self, model: type[Any], which: int) -> Any:
        """One of the rows that there are, whoever may see it; None without any."""
        with scope.system():
            rows = list(model.objects.order_by("pk"))
        return rows[which % len(rows)] if rows else None

    def fresh(self, row: Any) -> Any:
        with scope.system():
            return type(row).objects.get(pk=row.pk)

    def status(self) -> str:
        return str(self.fresh(self.cast.rasht_ngo).status)

    @contextlib.contextmanager
    def as_person(self, name: str) -> Iterator[User]:
        """All or nothing, in the scope of a person."""
        who = self.person(name)
        with transaction.atomic(), scope.enter(scope.of(who)):
            yield who

    def attempt(self, name: str, act: Callable[[User], Any]) -> bool:
        """Whether somebody may do this. Nothing is issued to an NGO that may not work."""
        before, status = self.licences(), self.status()
        try:
            with self.as_person(name) as who:
                act(who)
        except REFUSED:
            return False
        self.has_changed = True
        assert self.licences() == before or status not in AT_REST
        return True

    @staticmethod
    def licences() -> int:
        with scope.system():
            return Licence.objects.count()
