"""What this room lets people do from a woman's page."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from beneficiaries.records.models import Beneficiary
from screens.page_links import Button
from screens.pages import address_of


def links(user: User, woman: Any) -> Iterable[Button]:
    assert isinstance(woman, Beneficiary)
    if user.has_perm("safeguards.view_look"):
        yield {
            "title": _("Who saw this record"), "icon": "visibility_lock",
            "address": address_of(woman, "looks"),
        }  # fmt: skip
