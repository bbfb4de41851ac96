"""Storing the demonstration: once, in one transaction, under a name of its own in the history."""

from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts import scope
from accounts.models import County, User
from demonstration import (
    accounts,
    applications,
    changes,
    councils,
    desk,
    documents,
    events,
    growth,
    licences,
    microfunds,
    money,
    numbers,
    people,
    programs,
    register,
    stationery,
    supervision,
    women,
)
from ngos.models import NGO, Branch, Document, Person, Term
from papers.models import Signature, Stationery
from persian.dates import today

AUTHOR = "داده‌های نمایشی"
_BATCH = 2000


class ForeignRegisterError(Exception):
    """The register holds NGOs that do not come from the demonstration."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """What one seeding added."""

    ngos: int
    accounts: int


def has_ngos() -> bool:
    with scope.system():
        return NGO.objects.exists()


@transaction.atomic
def seed(*, scale: int = 1) -> Seeded:
    """Bring the demonstration to `scale` times three offices; what is there already stays.

    Raises ForeignRegisterError when an NGO is there that no seeding made.
    """
    with scope.system():
        if _foreign().exists():
            raise ForeignRegisterError
        before = NGO.objects.count()
        made_accounts = 0
        if not before:
            with pghistory.context(name=AUTHOR):
                made_accounts = len(_first_seeding())
            changes.make(_accounts(), today())
            with pghistory.context(name=AUTHOR):
                licences.make(today())
                applications.make(_accounts(), today())
                councils.make(today())
                programs.make(today())
                microfunds.make(_accounts(), today())
                women.make(_accounts(), today())
                desk.make(_accounts(), today())
        originals = _originals()
        with pghistory.context(name=AUTHOR):
            for round_number in range(2, scale + 1):
                if not NGO.objects.filter(legal_id__in=_legal_ids(round_number)).exists():
                    growth.copy(originals, round_number=round_number)
        return Seeded(ngos=NGO.objects.count() - before, accounts=made_accounts)


def _foreign() -> "QuerySet[NGO]":
    """NGOs without a trace of the demonstration in their history, which nobody can rewrite."""
    events: Any = NGO._meta.get_field("events").related_model
    made = events.objects.filter(
        pgh_obj=OuterRef("pk"), pgh_label="insert", pgh_context__name=AUTHOR
    )
    return NGO.objects.filter(~Exists(made))


def _first_seeding() -> dict[str, User]:
    day = today()
    drafts = register.invent(day)
    NGO.objects.bulk_create([draft.ngo for draft in drafts], batch_size=_BATCH)
    persons, terms = people.invent(drafts, day)
    Person.objects.bulk_create(persons, batch_size=_BATCH)
    Term.objects.bulk_create(terms, batch_size=_BATCH)
    Branch.objects.bulk_create(people.invent_branches(drafts, list(County.objects.all())))
    Document.objects.bulk_create(documents.invent(drafts, day))
    heads, signatures = stationery.invent()
    Stationery.objects.bulk_create(heads)
    Signature.objects.bulk_create(signatures)
    supervision.make(day)
    events.make(day)
    money.make(day)
    return accounts.make_accounts({draft.ngo.name: draft.ngo.pk for draft in drafts})


def _accounts() -> dict[str, User]:
    return {user.username: user for user in User.objects.all()}


def _originals() -> list[int]:
    """Ids of the first seeding's NGOs, in the order in which they were made."""
    return list(NGO.objects.order_by("id").values_list("id", flat=True)[: growth.SIZE])


def _legal_ids(round_number: int) -> list[str]:
    first = (round_number - 1) * growth.SIZE + 1
    return [numbers.legal_id(number) for number in range(first, first + growth.SIZE)]
