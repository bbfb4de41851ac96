"""What is published of calls and proposals: what was awarded to proposals that are supported.

Of a call that is not published, or was cancelled, nothing is told; of a proposal its title alone,
since its text is the NGO's. What reviewers said is in no way part of it.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, Q

from programs.calls.models import Proposal, ProposalFunding
from programs.calls.workflow import FUNDABLE, CallState
from programs.money.models import Entry, EntryKind
from programs.money.open_data import Grant, Payment, Programme, Receiver
from programs.money.services.reading import in_force

_HIDDEN = (CallState.DRAFT, CallState.CANCELLED)


def awards() -> Iterator[Grant]:
    """What supported proposals were allocated, with what of it was paid and not reversed."""
    payments = in_force(Entry.objects.filter(kind=EntryKind.PAID)).order_by("made_on", "pk")
    rows = (
        ProposalFunding.objects.filter(
            Q(proposal__call=None) | ~Q(proposal__call__state__in=_HIDDEN),
            proposal__state__in=FUNDABLE,
            allocation__allocated__gt=0,
            allocation__approved_on__isnull=False,
        )
        .select_related(
            "proposal__ngo__county", "proposal__call", "allocation__province",
            "allocation__priority", "allocation__program",
        )
        .prefetch_related(Prefetch("allocation__entries", payments, to_attr="payments"))
    )  # fmt: skip
    for row in rows.order_by("pk").iterator(chunk_size=500):
        yield _grant(row.proposal, row.allocation)


def _grant(proposal: Proposal, allocation: Any) -> Grant:
    ngo, call, program = proposal.ngo, proposal.call, allocation.program
    times = [allocation.created_at, *(each.created_at for each in allocation.payments)]
    return Grant(
        key=str(allocation.pk),
        title=proposal.title,
        description=call.topic if call is not None else proposal.title,
        awarded=allocation.allocated,
        awarded_on=allocation.approved_on,
        province=allocation.province,
        receiver=Receiver(
            key=ngo.legal_id or str(ngo.pk),
            name=ngo.name,
            ngo=ngo.pk,
            county=ngo.county.name if ngo.county else "",
        ),
        modified_at=max(times),
        applied_for=proposal.amount,
        payments=tuple(
            Payment(str(each.pk), each.made_on, each.amount) for each in allocation.payments
        ),
        programme=Programme(str(call.pk), call.title, call.topic) if call is not None else None,
        is_of_open_call=call is not None,
        priority=(str(allocation.priority_id), allocation.priority.name),
        begins_on=program.starts_on if program else None,
        ends_on=program.ends_on if program else None,
    )
