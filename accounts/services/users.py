"""Accounts of the office's staff: who may make which, first passwords, lost second factors.

A director general manages the accounts of the own province and gives no role above it; a national
expert manages all. The database refuses rows outside the province in any case.
"""

import secrets
from typing import Any

import pghistory
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import scope
from accounts.models import User
from accounts.names import account_named
from accounts.roles import LEVELS, STAFF, Role
from accounts.scope import Kind

# Without letters and digits that are mistaken for each other.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def roles_given_by(actor: User) -> list[Role]:
    """The roles that this person may give: of the office, and none above the own level."""
    if actor.scope_kind == Kind.NATIONAL:
        return [role for role in Role if role in STAFF]
    if actor.scope_kind == Kind.PROVINCE:
        return [role for role in Role if role in STAFF and LEVELS[role] != (Kind.NATIONAL,)]
    return []


@transaction.atomic
def save_user(*, actor: User, user: User) -> User:
    """Keep an account that `actor` made or changed.

    Raises PermissionDenied when the role or the place is not the actor's to give, or when people
    change their own; ValidationError when the account itself is not right.
    """
    if user.pk is None:
        _require(actor, "accounts.add_user")
        user.set_unusable_password()  # until `give_password`
    else:
        _require(actor, "accounts.change_user")
        before = User.objects.select_for_update().get(pk=user.pk)
        if _office(before) != _office(user) and user.pk == actor.pk:
            raise PermissionDenied(_("Nobody changes their own role, place or access."))
        if before.role == Role.NGO_OFFICER or user.role == Role.NGO_OFFICER:
            _refuse_other_office(before, user)
        if user.pk != actor.pk:
            _require_level(actor, before)
    if user.pk != actor.pk and user.role != Role.NGO_OFFICER:
        _require_level(actor, user)
    user.full_clean(exclude=["password"], validate_unique=False)
    taken = names_taken(user)
    if taken:
        raise ValidationError(taken)
    user.save()
    return user


def names_taken(user: User) -> dict[str, str]:
    """What of this account's names another one has, in whichever office: a message by field."""
    found = {}
    if account_named(username=user.username) not in (None, user.pk):
        found["username"] = str(User._meta.get_field("username").error_messages["unique"])
    if user.mobile and account_named(mobile=user.mobile) not in (None, user.pk):
        found["mobile"] = str(User._meta.get_field("mobile").error_messages["unique"])
    return found


@transaction.atomic
def give_password(*, actor: User, user: User) -> str:
    """Replace a password by a random one, which is returned once and stored nowhere.

    Whoever is signed in with the old one is signed out.
    """
    _require_over(actor, user)
    password = new_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    _note(user, "password_given")
    return password


@transaction.atomic
def reset_second_factor(*, actor: User, user: User) -> bool:
    """Take a lost second factor off an account; False when there was none."""
    _require_over(actor, user)
    with scope.sign_in(user.pk):
        deleted, _models = Authenticator.objects.filter(user_id=user.pk).delete()
    if deleted:
        _note(user, "second_factor_reset")
    return bool(deleted)


def new_password() -> str:
    """Twelve random characters in groups of four, easy to read out on the telephone."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _i in range(4)) for _g in range(3))


def _office(user: User) -> tuple[object, ...]:
    return (
        user.role,
        user.province_id,
        user.county_id,
        user.ngo_id,
        user.role_ends_on,
        user.is_active,
    )


def _refuse_other_office(before: User, user: User) -> None:
    if _office(before)[:4] != _office(user)[:4]:
        raise PermissionDenied(_("An NGO's officer is appointed on the page of the NGO."))


def _require(actor: User, permission: str) -> None:
    if not actor.has_perm(permission):
        raise PermissionDenied(_("Your role does not manage accounts."))


def _require_over(actor: User, user: User) -> None:
    _require(actor, "accounts.change_user")
    if user.pk == actor.pk:
        raise PermissionDenied(_("For your own account, use the pages of your account."))
    _require_level(actor, user)


def _require_level(actor: User, user: User) -> None:
    """The account's role and province are within what the actor may give."""
    if user.role not in roles_given_by(actor) and user.role != Role.NGO_OFFICER:
        raise PermissionDenied(_("Your role may not give or manage this role."))
    if actor.scope_kind != Kind.NATIONAL and user.province_id != actor.province_id:
        raise PermissionDenied(_("You manage the accounts of your own province only."))


def _note(user: User, label: str) -> None:
    """History of what no tracked column shows."""
    events: Any = User._meta.get_field("events").related_model
    values = {
        field.attname: getattr(user, field.attname)
        for field in events._meta.concrete_fields
        if not field.name.startswith("pgh_")
    }
    with pghistory.context() as context:
        events.objects.create(
            pgh_label=label, pgh_obj_id=user.pk, pgh_context=context.metadata, **values
        )
