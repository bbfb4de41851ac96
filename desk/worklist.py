"""Change requests that wait for the office."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from desk.models import ChangeRequest, ChangeState, FieldChange
from persian.dates import day_of_moment
from screens.worklist.duty import Duty, Item, Moment, address, never


def waiting() -> Q:
    """Requests with a field that nobody has decided on."""
    return Q(Exists(FieldChange.objects.filter(request=OuterRef("pk"), state=ChangeState.ASKED)))


def _rows(actor: User, moment: Moment) -> QuerySet[ChangeRequest]:
    found = ChangeRequest.objects.filter(waiting()).select_related("ngo")
    return found.prefetch_related("fields").order_by("asked_at", "pk")


def _item(request: ChangeRequest, moment: Moment) -> Item:
    return Item(
        title=request.ngo.name,
        about="، ".join(str(each) for each in request.fields.all()),
        since=day_of_moment(request.asked_at),
        due_on=None,
        address=address("desk_changerequest_detail", request.pk),
    )


DUTIES = [
    Duty("changes", _("Changes that NGOs ask for"), "published_with_changes",
         "desk.decide_changes", _rows, "asked_at", never, _item,
         "desk_changerequest_changelist?state=asked"),
]  # fmt: skip
