"""What the register itself shows of an NGO, in a number of queries that does not grow with it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.policies import value_of
from ngos import completeness
from ngos.models import NGO, Branch, Document, Term
from ngos.personal_data import sees_personal_data
from ngos.policies.register import LICENCE_ALERT_DAYS
from persian.dates import today

Known = TypeVar("Known")


@dataclass
class Loaded:
    """An NGO with all that its page needs."""

    ngo: NGO
    user: User
    terms: list[Term]
    branches: list[Branch]
    documents: list[Document]
    today: datetime.date = field(default_factory=today)
    _known: dict[Any, Any] = field(default_factory=dict, init=False)

    @classmethod
    def of(cls, user: Any, pk: int) -> "Loaded":
        """Raises Http404 for an NGO outside the person's scope."""
        query = NGO.objects.select_related("field", "county", "province")
        ngo = get_object_or_404(query, pk=pk)
        terms = ngo.terms.select_related("person").order_by("post", "-start_on", "id")
        documents = list(ngo.documents.all()) if user.has_perm("ngos.view_document") else []
        return cls(
            ngo=ngo,
            user=user,
            terms=list(terms),
            branches=list(ngo.branches.select_related("county", "county__province")),
            documents=documents,
        )

    @cached_property
    def sees_personal_data(self) -> bool:
        return sees_personal_data(self.user)

    @cached_property
    def current_terms(self) -> list[Term]:
        """Those in office, and those elected who begin later."""
        return [term for term in self.terms if not term.end_on or term.end_on >= self.today]

    @cached_property
    def past_terms(self) -> list[Term]:
        past = [term for term in self.terms if term.end_on and term.end_on < self.today]
        return sorted(past, key=lambda term: term.end_on or self.today, reverse=True)

    @cached_property
    def open_branches(self) -> list[Branch]:
        return [branch for branch in self.branches if not branch.closed_on]

    @cached_property
    def closed_branches(self) -> list[Branch]:
        return [branch for branch in self.branches if branch.closed_on]

    @cached_property
    def alert_days(self) -> int:
        return value_of(LICENCE_ALERT_DAYS, self.ngo.province_id)

    def once(self, read: "Callable[[Loaded], Known]") -> Known:
        """What `read` gives for this NGO; several parts that need it read it once."""
        if read not in self._known:
            self._known[read] = read(self)
        found: Known = self._known[read]
        return found

    @cached_property
    def percent(self) -> int:
        return completeness.percent(self.ngo)

    @cached_property
    def missing(self) -> list[Any]:
        return [part.label for part in completeness.missing(self.ngo)]
