"""What staff of the offices have changed since: the history of a desk that is in use."""

import datetime

import pghistory
from django.urls import reverse

from accounts.models import User
from demonstration import numbers
from ngos.models import NGO
from ngos.models.ngo import Status
from persian.dates import add_jalali_months

_DESKS = {
    "گیلان": "gilan.expert",
    "قزوین": "qazvin.expert",
    "اصفهان": "isfahan.expert",
}


def make(accounts: dict[str, User], today: datetime.date) -> None:
    """A handful of changes in each province, each under the name of its expert."""
    for province, username in _DESKS.items():
        ngos = NGO.objects.filter(province__name=province, status=Status.ACTIVE)
        for number, ngo in enumerate(ngos.order_by("id")[3:24:4]):
            with pghistory.context(
                user=accounts[username].pk,
                name=accounts[username].get_full_name(),
                path=f"{reverse('admin:index')}ngos/ngo/{ngo.pk}/change/",
            ):
                _change(ngo, number, today)


def _change(ngo: NGO, number: int, today: datetime.date) -> None:
    match number % 4:
        case 0:
            ngo.phone = numbers.landline(ngo.phone[:3] or "021", 5_000_000 + ngo.pk)
        case 1:
            ngo.licence_issued_on = today - datetime.timedelta(1)
            ngo.licence_expires_on = add_jalali_months(ngo.licence_issued_on, 24)
        case 2:
            ngo.member_count = (ngo.member_count or 0) + 12
        case 3:
            ngo.name = f"{ngo.name} نوین"
    ngo.save()
