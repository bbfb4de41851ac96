"""Recording what is known of an NGO, new or corrected."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.history import told
from accounts.models import User
from accounts.refusals import Refusal, require
from ngos.duplicates import look_for_duplicates
from ngos.models import NGO, Field
from ngos.services.change_status import FIRST


@transaction.atomic
def save_ngo(*, actor: User, ngo: NGO, other_fields: Iterable[Field] | None = None) -> NGO:
    """Store a cleaned NGO.

    One that is new, or has another name or county, is compared with the province's others. Raises
    PermissionDenied without the permission, Refusal when a new NGO begins with a status that only a
    change of status gives, IntegrityError where a constraint refuses.
    """
    adding = ngo._state.adding
    require(actor, "ngos.add_ngo" if adding else "ngos.change_ngo")
    if adding and ngo.status not in FIRST:
        raise Refusal(
            "not_at_first", _("A new NGO begins as an applicant or active."), field="status"
        )
    before = None
    if not adding:
        before = NGO.objects.values_list("name", "county").get(pk=ngo.pk)
    _store(ngo, None if other_fields is None else sorted(field.pk for field in other_fields))
    if before != (ngo.name, ngo.county_id):
        look_for_duplicates(ngo)
    return ngo


def _store(ngo: NGO, chosen: list[int] | None) -> None:
    stored = [] if ngo._state.adding else sorted(ngo.other_fields.values_list("pk", flat=True))
    # The list stands in a table of its own, which the row's triggers do not see.
    if chosen is None or chosen == stored:
        ngo.save()
        return
    with told(lists={"other_fields": [stored, chosen]}):
        ngo.save()
    ngo.other_fields.set(chosen)
