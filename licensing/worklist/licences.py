"""Licences whose time is running out."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import decisions_on
from licensing.kinds import TO_WORK, Kind
from licensing.models import Application, Licence
from licensing.standing import licence_is
from licensing.states import State
from licensing.workflow import APPLICATION
from ngos.policies.register import LICENCE_ALERT_DAYS
from ngos.standing import Standing
from screens.worklist.duty import Duty, Item, Moment, address, numbered, past


def _item_of_licence(licence: Licence, moment: Moment) -> Item:
    return Item(
        title=licence.ngo.name,
        about=numbered(licence.get_kind_display(), licence.number),
        since=licence.issued_on,
        due_on=licence.expires_on,
        address=address("ngos_ngo_detail", licence.ngo_id),
        step=_("Apply for renewal"),
        step_address=f"{address('licensing_application_add')}?ngo={licence.ngo_id}&kind=renewal",
    )


def _expiring_licences(actor: User, moment: Moment) -> QuerySet[Licence]:
    """Licences to work under that are about to run out or did, by the alert period of each
    province, of NGOs that may work and have no open application for renewal."""
    alert_days = decisions_on(LICENCE_ALERT_DAYS)
    ending = licence_is(Standing.EXPIRED, moment.today) | licence_is(
        Standing.EXPIRING, moment.today, alert_days=alert_days
    )
    renewals = Application.objects.filter(ngo=OuterRef("ngo"), kind=Kind.RENEWAL).exclude(
        state__in=[*APPLICATION.closed, State.REJECTED]
    )
    rows = Licence.objects.filter(ending, ~Exists(renewals), kind__in=TO_WORK)
    return rows.select_related("ngo").order_by("expires_on", "pk")


DUTIES = [
    Duty("expiring", _("Licences about to expire"), "schedule", "licensing.add_application",
         _expiring_licences, "issued_on", past("expires_on"), _item_of_licence),
]  # fmt: skip
