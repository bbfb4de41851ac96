"""The chain of an NGO's licences: which one a new one renews, and what becomes of that one."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from licensing.kinds import TO_WORK
from licensing.models import Licence
from licensing.models.licence import IN_FORCE, LicenceState
from ngos.models import NGO
from ngos.models.ngo import Status
from persian.dates import format_jalali

# An NGO in one of these may not work, so nothing is issued to it.
MAY_NOT_WORK = frozenset({Status.SUSPENDED, Status.REVOKED, Status.DISSOLVED})


def lock(licence: Licence) -> tuple[Licence, NGO]:
    """The licence and its NGO as they are stored, the NGO first, which nobody else changes now.

    Raises Licence.DoesNotExist outside the scope in force.
    """
    ngo_id = Licence.objects.values_list("ngo", flat=True).get(pk=licence.pk)
    ngo = (
        NGO.objects.select_for_update(of=("self",))
        .select_related("province", "county")
        .get(pk=ngo_id)
    )
    return Licence.objects.select_for_update(of=("self",)).get(pk=licence.pk), ngo


def lock_ngo(pk: int) -> NGO:
    """An NGO as it is stored, which nobody else changes until this transaction ends."""
    return (
        NGO.objects.select_for_update(of=("self",)).select_related("province", "county").get(pk=pk)
    )


def refuse_ngo_at_rest(ngo: NGO) -> None:
    """Raises Refusal for an NGO that may not work."""
    if ngo.status in MAY_NOT_WORK:
        raise Refusal(
            "ngo_may_not_work",
            _(
                "“%(ngo)s” has the status “%(status)s”; no licence is issued to it. "
                "Settle its status first."
            ),
            params={"ngo": ngo.name, "status": ngo.get_status_display()},
        )


def supersede(*, earlier: Iterable[Licence], by: Licence) -> Licence | None:
    """End the earlier licences with the day on which a new one is issued; the last is renewed.

    Raises Refusal where one is suspended, or was issued on that day or after it.
    """
    found = sorted(earlier, key=lambda each: (each.issued_on, each.pk))
    for each in found:
        if each.state == LicenceState.SUSPENDED:
            raise Refusal(
                "previous_suspended",
                _("Licence %(number)s is suspended. Lift the suspension first, or revoke it."),
                params={"number": each.number},
            )
        if each.issued_on >= by.issued_on:
            raise Refusal(
                "before_previous",
                _(
                    "Licence %(number)s was issued on %(date)s; the new one is issued later. "
                    "Enter a later day."
                ),
                field="issued_on",
                params={"number": each.number, "date": format_jalali(each.issued_on)},
            )
    for each in found:
        each.state, each.state_since = LicenceState.SUPERSEDED, by.issued_on
        each.save(update_fields=["state", "state_since"])
    return found[-1] if found else None


def in_force(ngo: NGO, kind: str) -> list[Licence]:
    """The NGO's licences of a kind that stand in the way of another, locked."""
    rows = ngo.licences.select_for_update(of=("self",))
    return list(rows.filter(kind=kind, state__in=IN_FORCE))


def works_otherwise(ngo: NGO, *, but: Licence, on: datetime.date) -> bool:
    """Whether another licence of the NGO lets it work on a day."""
    others = ngo.licences.filter(kind__in=TO_WORK, state=LicenceState.VALID).exclude(pk=but.pk)
    return others.exclude(expires_on__lt=on).exists()
