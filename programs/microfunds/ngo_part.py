"""Funds that an NGO operates, and groups that it facilitates, on its page."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ngos.page import Loaded, Part, number_of
from programs.microfunds.badges import fund_badge, group_badge
from programs.microfunds.models import AccountKind, FundState, MicroFund, SelfHelpGroup
from programs.microfunds.services.reading import balance_of

KEY = "microfunds"


def _asks(user: User, day: datetime.date) -> Mapping[str, Combinable]:
    open_ones = MicroFund.objects.filter(operator=OuterRef("pk")).exclude(state=FundState.CLOSED)
    return {"microfunds_open": number_of(open_ones)}


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    funds = MicroFund.objects.filter(operator=loaded.ngo.pk).annotate(
        cash=balance_of(AccountKind.CASH, fund="pk"),
        savings=balance_of(AccountKind.SAVINGS, fund="pk"),
        lent=balance_of(AccountKind.LOAN, fund="pk"),
    )
    groups = SelfHelpGroup.objects.filter(facilitator=loaded.ngo.pk)
    if not loaded.user.has_perm("microfunds.view_selfhelpgroup"):
        groups = groups.none()
    return {
        "funds": [{"fund": each, "badge": fund_badge(each.state)} for each in funds],
        "groups": [{"group": each, "badge": group_badge(each.is_active)} for each in groups],
    }


PART = Part(
    KEY, _("Micro-funds"), "microfunds/tab.html", "microfunds.view_microfund", 75,
    load=_shown, asks=_asks, count=lambda loaded: loaded.asked("microfunds_open"),
)  # fmt: skip
