"""Profiles of neighbourhoods that are due."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.neighbourhoods.models import Neighbourhood
from programs.neighbourhoods.services.profiles import overdue
from screens.worklist.duty import Duty, Item, Moment, address


def _open(actor: User, moment: Moment) -> QuerySet[Neighbourhood]:
    rows = Neighbourhood.objects.filter(completed_on=None).select_related("county")
    return rows.order_by("due_on", "pk")


def _item(row: Neighbourhood, moment: Moment) -> Item:
    return Item(
        title=row.name,
        about=f"{row.county} · {row.facilitator}" if row.facilitator else str(row.county),
        since=row.opened_on,
        due_on=row.due_on,
        address=address("neighbourhoods_neighbourhood_detail", row.pk),
    )


DUTIES = [
    Duty("profiles", _("Profiles of neighbourhoods"), "location_city",
         "neighbourhoods.change_neighbourhood", _open, "opened_on",
         lambda moment: overdue(moment.today), _item,
         "neighbourhoods_neighbourhood_changelist?profile=open"),
]  # fmt: skip
