"""An intake under way: begun after a search, saved field by field, taken over, finished.

What two people change at once is put together: fields that one of them changed are taken, one that
both changed stays as it is stored and is told to who came second.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from beneficiaries.intake.models import Draft, Search
from beneficiaries.intake.services import searching
from beneficiaries.intake.services.searching import ADD, Terms
from beneficiaries.records.models import Beneficiary

CHANGE = "intake.change_draft"


@transaction.atomic
def begin(*, actor: User, token: str) -> Draft:
    """Begin an intake of who was looked for. Raises Refusal without a fresh search of one's own."""
    require(actor, ADD)
    kept, terms = searching.searched(actor=actor, token=token)
    assert actor.province_id is not None  # whoever may, is of an office
    return Draft.objects.create(
        province_id=actor.province_id,
        county_id=actor.county_id,
        search=kept,
        begun_by=actor,
        begun_by_name=actor.get_full_name(),
        last_by_name=actor.get_full_name(),
        data=_first_data(terms),
    )


def _first_data(terms: Terms) -> dict[str, Any]:
    told = {
        "national_id": terms.national_id,
        "mobile": terms.mobile,
        "first_name": terms.first_name,
        "last_name": terms.last_name,
    }
    return {name: value for name, value in told.items() if value}


@transaction.atomic
def save(
    *,
    actor: User,
    draft: Draft,
    changes: Mapping[str, Any],
    seen: Mapping[str, Any],
    step: int | None = None,
) -> tuple[Draft, dict[str, Any]]:
    """Store fields of an intake. `seen` is what stood in each as it was shown.

    Gives back the draft, and what stands in the fields that somebody else changed meanwhile, which
    are left as they are. Raises Refusal for one that is finished.
    """
    require(actor, CHANGE)
    stored = Draft.objects.select_for_update().get(pk=draft.pk)
    if stored.finished_at is not None:
        raise Refusal("finished", _("This intake is finished. Her record has what was typed."))
    clashes, data = {}, dict(stored.data)
    for name, value in changes.items():
        now = data.get(name)
        if value == now:
            continue
        if now != seen.get(name, now):
            clashes[name] = now
            continue
        data[name] = value
        if value in ("", None, []):
            del data[name]
    if data != stored.data or step not in (None, stored.step):
        stored.data, stored.version = data, stored.version + 1
        stored.step = step or stored.step
        stored.last_by_name = actor.get_full_name()
        stored.save(update_fields=["data", "version", "step", "last_by_name", "saved_at"])
    return stored, clashes


@transaction.atomic
def finish(*, actor: User, draft: Draft, values: Mapping[str, Any]) -> Beneficiary:
    """Make the record of what was typed (`values`, cleaned), in the caseload of who finishes.

    Raises Refusal for an intake that is finished, and where somebody else is taken in than was
    looked for; ValidationError where the record cannot stand so.
    """
    require(actor, CHANGE)
    stored = Draft.objects.select_for_update(of=("self",)).select_related("search").get(pk=draft.pk)
    if stored.finished_at is not None:
        raise Refusal("finished", _("This intake is finished. Her record has what was typed."))
    woman = Beneficiary(
        province_id=stored.province_id, county_id=stored.county_id, case_worker=actor, **values
    )
    _same_as_searched(stored.search, woman)
    try:
        woman.full_clean(exclude=["province", "county", "case_worker"])
    except ValidationError as error:
        raise ValidationError(error.messages) from error
    woman.save()
    stored.beneficiary, stored.finished_at, stored.data = woman, timezone.now(), {}
    stored.last_by_name = actor.get_full_name()
    stored.save(update_fields=["beneficiary", "finished_at", "data", "last_by_name", "saved_at"])
    return woman


def _same_as_searched(kept: Search, woman: Beneficiary) -> None:
    """What was typed after the search was not looked for: it is, here. A search for a name says
    nothing of a number, nor one for a number of the name of a woman who has none."""
    number, name = woman.national_id or "", str(woman)
    if searching.is_of(kept, national_id=number, name=name):
        return
    found = [*searching.look_for(Terms(national_id=number, mobile=woman.mobile or ""))]
    if not number:
        found += searching.of_the_name(name)
    if found:
        text = _("Your office knows her already: %(name)s. Look at that record.")
        raise Refusal("known", text, {"name": str(found[0].woman)})
