"""What certificates add to the rooms below: all that `apps.py` declares."""

import datetime
from typing import Any

from django.db.models import OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.policies import WholeNumber, value_of
from letters.fields import LetterField
from letters.models import Letter
from ngos.navigation import REGISTER
from ngos.page import Loaded, Part, number_of
from screens.history import Track
from screens.navigation import Entry
from screens.worklist import Duty, Item, Moment
from tests.certificates.models import Certificate, State

VIEW, CHANGE = "ngos.view_ngo", "ngos.change_ngo"  # a room of the house has lines in roles.py
WAITING_DAYS = WholeNumber(
    name="certificate_days", label="مهلت دادن گواهی", effect="گواهی پس از آن دیرکرد دارد.",
    source="فرض", default=10, unit="روز", least=1, most=90,
)  # fmt: skip


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    return {"certificates": loaded.ngo.certificates.order_by("pk")}


def _asks(user: User, day: datetime.date) -> dict[str, Any]:
    return {"certificates": number_of(Certificate.objects.filter(ngo=OuterRef("pk")))}


def _item(row: Certificate, moment: Moment) -> Item:
    days = value_of(WAITING_DAYS, row.ngo.province_id)
    return Item(
        title=row.ngo.name, about=row.subject, since=row.asked_on,
        due_on=row.asked_on + datetime.timedelta(days), step="دادن گواهی",
        address=reverse("admin:ngos_ngo_detail", args=[row.ngo_id]),
    )  # fmt: skip


def _waiting(actor: User, moment: Moment) -> Any:
    return Certificate.objects.filter(state=State.ASKED).select_related("ngo").order_by("pk")


def _late(moment: Moment) -> Q:
    return Q(asked_on__lt=moment.today - datetime.timedelta(value_of(WAITING_DAYS, None)))


def forget_old(on: datetime.date) -> int:
    """Each day: what was asked for a year ago and never given is no longer waited for."""
    year_ago = on - datetime.timedelta(365)
    return Certificate.objects.filter(state=State.ASKED, asked_on__lt=year_ago).delete()[0]


def _last_certificate(letter: Letter) -> str | None:
    if letter.ngo is None:
        return None
    last = letter.ngo.certificates.filter(state=State.GIVEN).order_by("-pk").first()
    return str(last) if last else None


PART = Part(
    "certificates", "گواهی‌ها", "certificates/part.html", VIEW, 75, load=_shown,
    asks=_asks, count=lambda loaded: loaded.asked("certificates"),
    tracks=lambda user, pk: [Track(Certificate, Q(ngo_id=pk), hidden={"ngo"})],
)  # fmt: skip
DUTY = Duty(
    "certificates", "گواهی‌های درخواست‌شده", "verified", CHANGE, _waiting, "asked_on", _late, _item
)
FIELD = LetterField("certificate", "گواهی", _last_certificate)
ENTRY = Entry(REGISTER, "سمن‌های دارای گواهی", "verified", "admin:ngos_ngo_changelist", VIEW, 60)
