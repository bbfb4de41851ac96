"""Recording what is known of an NGO, new or corrected."""

from collections.abc import Iterable

import pghistory
from django.db import transaction

from accounts.models import User
from ngos.duplicates import look_for_duplicates
from ngos.models import NGO, Field
from ngos.services.refusal import require
from persian.text import canonical, fold


@transaction.atomic
def save_ngo(*, actor: User, ngo: NGO, other_fields: Iterable[Field] | None = None) -> NGO:
    """Store a cleaned NGO. A name given up moves to its former names.

    One that is new, or has another name or county, is compared with the province's others.
    Raises PermissionDenied without the permission, IntegrityError where a constraint refuses.
    """
    adding = ngo._state.adding
    require(actor, "ngos.add_ngo" if adding else "ngos.change_ngo")
    before = None
    if not adding:
        before = NGO.objects.values_list("name", "county").get(pk=ngo.pk)
        keep_former_name(ngo)
    _store(ngo, None if other_fields is None else sorted(field.pk for field in other_fields))
    if before != (ngo.name, ngo.county_id):
        look_for_duplicates(ngo)
    return ngo


def _store(ngo: NGO, chosen: list[int] | None) -> None:
    adding = ngo._state.adding
    stored = [] if adding else sorted(ngo.other_fields.values_list("pk", flat=True))
    # The list stands in a table of its own, which the row's triggers do not see.
    if chosen is None or chosen == stored:
        ngo.save()
        return
    with pghistory.context(lists={"other_fields": [stored, chosen]}):
        ngo.save()
    ngo.other_fields.set(chosen)


def keep_former_name(ngo: NGO) -> None:
    """Add the stored name to the former names, unless only its spelling changes."""
    name = NGO.objects.values_list("name", flat=True).get(pk=ngo.pk)
    former = ngo.former_names.splitlines()
    if fold(name) == fold(ngo.name) or fold(name) in map(fold, former):
        return
    ngo.former_names = "\n".join([*former, canonical(name)])
