"""What the register itself shows of an NGO, in a number of queries that does not grow with it."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.policies import value_of
from ngos import completeness
from ngos.models import NGO, Branch, Document, Term
from ngos.personal_data import sees_personal_data
from ngos.policies.register import LICENCE_ALERT_DAYS
from persian.dates import today

Known = TypeVar("Known")
ASKED = "asked_"  # what begins the names of what is asked with an NGO, beside its own columns


@dataclass
class Loaded:
    """An NGO, and what its page needs, each read when it is asked for."""

    ngo: NGO
    user: User
    today: datetime.date = field(default_factory=today)
    _known: dict[Any, Any] = field(default_factory=dict, init=False)

    @classmethod
    def of(cls, user: Any, pk: int, asks: Mapping[str, Combinable] | None = None) -> "Loaded":
        """Raises Http404 for an NGO outside the person's scope.

        `asks` are asked in the same query; `asked` has the answers.
        """
        query: QuerySet[NGO] = NGO.objects.select_related("field", "county", "province")
        named = {f"{ASKED}{name}": expression for name, expression in (asks or {}).items()}
        return cls(ngo=get_object_or_404(query.annotate(**named), pk=pk), user=user)

    def asked(self, name: str) -> Any:
        """What the database answered to one of the `asks`. KeyError for what nobody asked."""
        return vars(self.ngo)[f"{ASKED}{name}"]

    @property
    def other_fields(self) -> list[str]:
        """The names of the fields beside the first."""
        names: list[str] = self.asked("facts_other_fields")
        return names

    @cached_property
    def terms(self) -> list[Term]:
        found = self.ngo.terms.select_related("person")
        return list(found.order_by("post", "-start_on", "id"))

    @cached_property
    def branches(self) -> list[Branch]:
        return list(self.ngo.branches.select_related("county", "county__province"))

    @cached_property
    def documents(self) -> list[Document]:
        """For who may see them."""
        if not self.user.has_perm("ngos.view_document"):
            return []
        return list(self.ngo.documents.all())

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
