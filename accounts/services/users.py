"""Accounts of the office's staff: who may make which, first passwords, lost second factors.

A director general manages the accounts of the own province and gives no role above it; a national
expert manages all. The database refuses rows outside the province in any case.
"""

import datetime
import secrets

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts import scope
from accounts.access import log
from accounts.models import Act, User
from accounts.names import account_named
from accounts.roles import LEVELS, STAFF, Role
from accounts.scope import Kind
from accounts.services.giving_passwords import store_given
from persian.dates import format_jalali

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
    before = None
    if user.pk is None:
        _require(actor, "accounts.add_user")
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
    user.full_clean(validate_unique=False)
    taken = names_taken(user)
    if taken:
        raise ValidationError(taken)
    user.save()
    _log_office(actor, before, user)
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

    The owner changes it before anything else, and is told by whom it was given, and when.
    """
    require_over(actor, user)
    password = new_password()
    store_given(user=user, password=password)
    log(Act.PASSWORD_GIVEN, user=actor, about=user)
    return password


@transaction.atomic
def reset_second_factor(*, actor: User, user: User) -> bool:
    """Take a lost second factor off an account; False when there was none."""
    require_over(actor, user)
    with scope.sign_in(user.pk):
        deleted, _models = Authenticator.objects.filter(user_id=user.pk).delete()
    if deleted:
        with connection.cursor() as cursor:  # those that were opened with the lost one
            cursor.execute("SELECT accounts_sessions_end(%s)", [user.pk])
        log(Act.SECOND_FACTOR_RESET, user=actor, about=user)
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


def _log_office(actor: User, before: User | None, user: User) -> None:
    """The access log tells new accounts, and what became of the role, place or access of others."""
    if before is None:
        log(Act.ACCOUNT_MADE, user=actor, about=user, role=_told(user, "role"))
    elif _office(before) != _office(user):
        log(
            Act.ACCOUNT_CHANGED,
            user=actor,
            about=user,
            **{
                name: f"{_told(before, name)} ← {_told(user, name)}"
                for name in ("role", "province", "county", "role_ends_on", "is_active")
                if getattr(before, name) != getattr(user, name)
            },
        )


def _told(user: User, name: str) -> str:
    if name == "role":
        return user.get_role_display()
    value = getattr(user, name)
    if isinstance(value, datetime.date):
        return format_jalali(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value or "—")


def _refuse_other_office(before: User, user: User) -> None:
    if _office(before)[:4] != _office(user)[:4]:
        raise PermissionDenied(_("An NGO's officer is appointed on the page of the NGO."))


def _require(actor: User, permission: str) -> None:
    if not actor.has_perm(permission):
        raise PermissionDenied(_("Your role does not manage accounts."))


def require_over(actor: User, user: User) -> None:
    """Raises PermissionDenied for whoever does not manage this account, and for its owner."""
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
