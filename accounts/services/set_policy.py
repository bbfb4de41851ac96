"""Deciding on a policy: the ministry for the country or a province, a province's office for itself.

What was decided before, by whom and when stays in the history.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from accounts.access import log
from accounts.models import Act, PolicySetting, Province, User
from accounts.policies import Policy, T
from accounts.scope import Kind

PERMISSION = "accounts.change_policysetting"


def may_decide(actor: User, policy: Policy[Any], province_id: int | None) -> bool:
    """Whether it is this person's to decide on a policy for a province (the country, for None)."""
    if not actor.has_perm(PERMISSION) or (province_id and not policy.per_province):
        return False
    return actor.scope_kind == Kind.NATIONAL or (
        province_id is not None and province_id == actor.province_id
    )


def require_decision(actor: User, policy: Policy[Any], province: Province | None) -> None:
    """Raises PermissionDenied, saying whose it is, unless it is this person's to decide."""
    if may_decide(actor, policy, province.pk if province else None):
        return
    if actor.has_perm(PERMISSION) and not policy.per_province:
        raise PermissionDenied(_("The ministry decides this for the whole country."))
    if actor.has_perm(PERMISSION):
        raise PermissionDenied(_("You decide for your own province only."))
    raise PermissionDenied(_("Policies are decided by the ministry and the director general."))


@transaction.atomic
def set_policy(
    *,
    actor: User,
    policy: Policy[T],
    province: Province | None,
    value: object,
    version: str | None = None,
) -> PolicySetting:
    """Give a policy a value for a province (for the country, without one).

    `version` is what `version_of` gave when the person looked. Raises PermissionDenied when it is
    not theirs to decide, ValidationError when the policy cannot take the value, or, of code
    `concurrent_edit`, when somebody has decided since.
    """
    require_decision(actor, policy, province)
    checked = policy.check(value)
    setting = _locked(policy, province, version)
    if setting is None:
        setting = PolicySetting(name=policy.name, province=province)
    elif setting.value == checked:
        return setting
    setting.value = checked
    try:
        with transaction.atomic():
            setting.save()
    except IntegrityError as error:  # two at once, where nothing was decided
        raise _changed_meanwhile() from error
    _log(actor, policy, province, policy.shown(checked))
    return setting


@transaction.atomic
def reset_policy(
    *, actor: User, policy: Policy[Any], province: Province | None, version: str | None = None
) -> bool:
    """Take a decision back, so that the country's value or the default holds; False without one.

    Raises as `set_policy` does.
    """
    require_decision(actor, policy, province)
    setting = _locked(policy, province, version)
    if setting is None:
        return False
    setting.delete()
    _log(actor, policy, province, _("taken back"))
    return True


def events_of(policy: Policy[Any]) -> QuerySet[Any]:
    """The history of the decisions on a policy, those that were taken back too."""
    events: Any = PolicySetting._meta.get_field("events").related_model
    return events._default_manager.filter(name=policy.name)


def version_of(policy: Policy[Any], province_id: int | None) -> str:
    """What names the state of the decision on a policy for a place; "" before the first."""
    events = events_of(policy).filter(province_id=province_id)
    return str(events.aggregate(last=Max("pgh_id"))["last"] or "")


def _locked(
    policy: Policy[Any], province: Province | None, version: str | None
) -> PolicySetting | None:
    """The decision in force, which nobody else changes until the transaction ends."""
    rows = PolicySetting.objects.select_for_update()
    setting = rows.filter(name=policy.name, province=province).first()
    if version is not None and version != version_of(policy, province.pk if province else None):
        raise _changed_meanwhile()
    return setting


def _log(actor: User, policy: Policy[Any], province: Province | None, value: str) -> None:
    place = province.name if province else _("the whole country")
    log(Act.POLICY_CHANGED, user=actor, policy=policy.label, place=place, value=value)


def _changed_meanwhile() -> ValidationError:
    return ValidationError(
        _(
            "Somebody decided on this while you were editing; nothing was saved. "
            "What they changed stands above. Check the value and save again."
        ),
        code="concurrent_edit",
    )
