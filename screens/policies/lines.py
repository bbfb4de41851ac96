"""What the page of the policies shows of each: the value in force, whose it is, and why."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import PolicySetting, Province, User
from accounts.policies import Policy, Text, headings
from accounts.scope import Kind
from accounts.services.set_policy import PERMISSION
from screens.listing_cells import badge


@dataclass(frozen=True)
class OwnValue:
    """What a province's office has decided for itself."""

    province: Province
    value: str


@dataclass(frozen=True)
class Line:
    """A policy at one place: a province, or the country."""

    policy: Policy[Any]
    value: str
    origin: SafeString
    default: str  # "" where it is in force
    own_values: list[OwnValue] = field(default_factory=list)
    changed_by: str = ""
    changed_at: datetime.datetime | None = None
    may_decide: bool = False


@dataclass(frozen=True)
class Group:
    title: Text
    lines: list[Line]


def groups(user: User) -> list[Group]:
    """Every policy as it holds where this person works, under its heading. Three queries."""
    decided: dict[str, dict[int | None, Any]] = {}
    provinces: dict[int, Province] = {}
    for row in PolicySetting.objects.select_related("province").order_by("province__sort_key"):
        decided.setdefault(row.name, {})[row.province_id] = row.value
        if row.province:
            provinces[row.province.pk] = row.province
    changes = _last_changes()
    is_national = user.scope_kind == Kind.NATIONAL
    may_decide = user.has_perm(PERMISSION)

    def line(policy: Policy[Any]) -> Line:
        values = decided.get(policy.name, {})
        value, origin = in_force(policy, values, user.province_id)
        by, at = changes.get(policy.name, ("", None))
        default = policy.shown(policy.default)
        return Line(
            policy=policy,
            value=policy.shown(value),
            origin=origin,
            default="" if value == policy.default else default,
            own_values=[
                OwnValue(provinces[key], policy.shown(own))
                for key, own in values.items()
                if is_national and key is not None
            ],
            changed_by=by,
            changed_at=at,
            may_decide=may_decide and (is_national or policy.per_province),
        )

    return [Group(title, [line(policy) for policy in policies]) for title, policies in headings()]


def in_force(
    policy: Policy[Any], values: dict[int | None, Any], province_id: int | None
) -> tuple[Any, SafeString]:
    """The value that holds at a place among those decided, and a badge that says whose it is."""
    if province_id is not None and province_id in values:
        return values[province_id], _badge(_("Decided by the province"), "location_on")
    if None in values:
        return values[None], badge(
            _("Decided by the ministry"), tone="good", icon="account_balance"
        )
    return policy.default, badge(_("Default"), tone="neutral", icon="tune")


def _badge(text: str, icon: str) -> SafeString:
    return badge(text, tone="good", icon=icon)


def _last_changes() -> dict[str, tuple[str, datetime.datetime]]:
    """Who last decided on each policy, and when; what the person may read of it."""
    events: Any = PolicySetting._meta.get_field("events").related_model
    newest = events._default_manager.order_by("name", "-pgh_id").distinct("name")
    return {
        event.name: ((event.pgh_context or {}).get("name") or _("The system"), event.pgh_created_at)
        for event in newest
    }
