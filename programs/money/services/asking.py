"""Sources of an office, and asking for money of them."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from letters.models import Counterpart
from ngos.models import NGO
from persian.dates import today
from persian.numbers import format_rial
from programs.money.models import Allocation, Source
from programs.money.services.reading import in_the_way
from programs.money.services.refusing import refusing
from programs.projects.models import Program


@transaction.atomic
def ask(
    *,
    actor: User,
    source: Source,
    amount: int,
    counterpart: Counterpart | None = None,
    ngo: NGO | None = None,
    program: Program | None = None,
    purpose: str = "",
    document_no: str = "",
) -> Allocation:
    """Ask for an amount (rial) of a source, for an agency or for an NGO.

    Of a `program`, what is spent lies within its dates.

    Nothing is held of the source until it is approved. Raises PermissionDenied, DoesNotExist
    outside the scope, Refusal for what the source has not got, for two receivers or none, and for
    what another room has against it.
    """
    require(actor, "money.add_allocation")
    source = Source.objects.get(pk=source.pk)
    if (counterpart is None) == (ngo is None):
        text = _("Choose an agency or an NGO, one of the two.")
        raise Refusal("one_receiver", text, field="counterpart")
    receiver = ngo or counterpart
    assert receiver is not None
    if receiver.province_id != source.province_id:
        field = "ngo" if ngo else "counterpart"
        raise Refusal("other_province", _("It is of another province."), field=field)
    if source.is_listed:
        text = _("This source is as large as what a list tells. Record a source of its own.")
        raise Refusal("of_a_list", text, field="source")
    if amount > source.left:
        raise Refusal(
            "more_than_is_left",
            _("This source has %(left)s left. Ask for no more than that."),
            field="amount",
            params={"left": format_rial(source.left)},
        )
    if program is not None and program.province_id != source.province_id:
        raise Refusal("other_province", _("It is of another province."), field="program")
    allocation = Allocation(
        province_id=source.province_id,
        county_id=ngo.county_id if ngo else None,
        source=source,
        year=source.year,
        priority_id=source.priority_id,
        counterpart=counterpart,
        ngo=ngo,
        program=program,
        amount=amount,
        purpose=purpose.strip(),
        document_no=document_no.strip(),
        asked_on=today(),
        asked_by=actor,
        asked_by_name=actor.get_full_name(),
    )
    with refusing():
        allocation.save()
    for refusal in in_the_way(allocation):
        raise refusal
    return allocation
