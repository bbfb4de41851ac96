"""Networks: storing them, and what they come to: members, pledges and what was kept, funding."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import require
from licensing.policies.founding import NETWORK_MEMBERS_MIN
from persian.dates import today
from persian.numbers import format_number
from programs.events.models import Participant
from programs.money.models import Allocation
from programs.networks.models import Fulfilment, Network, NetworkKind, Pledge

ADD, CHANGE = "networks.add_network", "networks.change_network"


@transaction.atomic
def save_network(*, actor: User, network: Network) -> Network:
    """Store a network. Raises PermissionDenied without the permission."""
    require(actor, ADD if network._state.adding else CHANGE)
    network.save()
    return network


@dataclass(frozen=True)
class Sums:
    """What a network comes to today. Amounts are whole rials."""

    members: int
    beneficiaries: int  # who took part in the events of its program
    allocated: int
    pledged: int
    kept: int
    jobs_pledged: int
    jobs_created: int


def in_network(day: datetime.date | None = None) -> Q:
    """Of memberships: those that hold on a day."""
    day = day or today()
    return Q(joined_on__lte=day) & (Q(left_on=None) | Q(left_on__gte=day))


def sums(network: Network) -> Sums:
    """Five queries."""
    pledged = Pledge.objects.filter(network=network).aggregate(a=Sum("amount"), j=Sum("jobs"))
    kept = Fulfilment.objects.filter(pledge__network=network).aggregate(
        a=Sum("amount"), j=Sum("jobs")
    )
    people, allocated = 0, None
    if network.program_id is not None:
        people = Participant.objects.filter(event__program=network.program_id).count()
        allocated = Allocation.objects.filter(program=network.program_id).aggregate(
            a=Sum("allocated")
        )["a"]
    return Sums(
        members=network.memberships.filter(in_network()).count(),
        beneficiaries=people,
        allocated=allocated or 0,
        pledged=pledged["a"] or 0,
        kept=kept["a"] or 0,
        jobs_pledged=pledged["j"] or 0,
        jobs_created=kept["j"] or 0,
    )


def alerts(network: Network) -> list[str]:
    """What is against the rule of a network of NGOs (source: the guides of the provinces)."""
    if network.kind != NetworkKind.NGOS:
        return []
    found = []
    members = network.memberships.filter(in_network(), ngo__isnull=False)
    number, least = members.count(), value_of(NETWORK_MEMBERS_MIN, network.province_id)
    if number < least:
        text: Promise = _("The network has %(count)s NGOs; it needs at least %(least)s.")
        found.append(str(text) % {"count": format_number(number), "least": format_number(least)})
    others = members.exclude(ngo__field=network.field_id).values_list("name", flat=True)
    if others:
        found.append(
            str(_("Of another field than the network: %(names)s")) % {"names": "، ".join(others)}
        )
    return found


def late_pledges(day: datetime.date | None = None) -> Q:
    """Of pledges: those whose day has passed. Whether all was kept, the sums say."""
    return Q(due_on__lt=day or today())
