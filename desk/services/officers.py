"""Officers of NGOs: inviting, accepting, changing over, removing. The database does what reaches
beyond the own account (`desk/sql.py`)."""

import datetime
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import Refusal, require
from desk.models import Invitation, Officer
from desk.policies import INVITATION_DAYS
from ngos.models import NGO


@dataclass(frozen=True)
class OwnNGO:
    """An NGO for which somebody speaks."""

    pk: int
    name: str
    administers: bool


def own_ngos() -> list[OwnNGO]:
    """The NGOs between which the officer of this scope may choose."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name, administers FROM desk_own_ngos()")
        return [OwnNGO(*row) for row in cursor.fetchall()]


def stands() -> bool:
    """Whether the officer of this scope speaks for its NGO today."""
    return bool(_asked("SELECT desk_stands()"))


def administers() -> bool:
    """Whether the officer of this scope invites and removes others of its NGO."""
    return bool(_asked("SELECT desk_administers()"))


def choose(ngo: int) -> bool:
    """Work for another of the own NGOs from the next request on; False where it is none."""
    return bool(_asked("SELECT desk_choose(%s)", ngo))


def hash_of(token: str) -> str:
    """What is stored of a link's word, which has 256 bits of chance."""
    return hashlib.sha256(token.encode()).hexdigest()


def _word(token: str) -> str:
    """The word as the database takes it, which knows the null character in no text."""
    return token.replace("\x00", "")


@transaction.atomic
def invite(
    *,
    actor: User,
    ngo: NGO,
    name: str,
    is_administrator: bool = False,
    ends_on: datetime.date | None = None,
    post: str = "",
) -> tuple[Invitation, str]:
    """Invite a person to speak for an NGO: the row, and the link's word, which is kept nowhere.

    Raises PermissionDenied without the permission and for officers who do not administer the desk.
    """
    require(actor, "desk.manage_officers")
    if not actor.is_staff and not administers():
        raise PermissionDenied(_("The administrator of your NGO's desk invites and removes."))
    token = secrets.token_urlsafe(32)
    days = value_of(INVITATION_DAYS, ngo.province_id)
    invitation = Invitation.objects.create(
        ngo=ngo, token_hash=hash_of(token), name=name, is_administrator=is_administrator,
        ends_on=ends_on, post=post, invited_by_name=actor.get_full_name(),
        expires_at=timezone.now() + datetime.timedelta(days=days),
    )  # fmt: skip
    return invitation, token


@transaction.atomic
def withdraw_invitation(*, actor: User, invitation: Invitation) -> None:
    """The link opens nothing any more. Raises as `invite` does."""
    require(actor, "desk.manage_officers")
    if not actor.is_staff and not administers():
        raise PermissionDenied(_("The administrator of your NGO's desk invites and removes."))
    Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )


@transaction.atomic
def remove(*, actor: User, officer: Officer) -> None:
    """End an officer's access at the next request. Raises PermissionDenied, and Refusal for who is
    removed already, or is oneself."""
    require(actor, "desk.manage_officers")
    if officer.user_id == actor.pk:
        raise Refusal("oneself", _("Nobody removes themselves. Another administrator does."))
    if not actor.is_staff and not administers():
        raise PermissionDenied(_("The administrator of your NGO's desk invites and removes."))
    if not _asked("SELECT desk_remove(%s)", officer.pk):
        raise Refusal("removed", _("This person was removed meanwhile."))


@dataclass(frozen=True)
class Invited:
    """What whoever holds a link is told."""

    ngo: str
    name: str


def invited_by(token: str) -> Invited | None:
    """Asked in a visitor's scope; None for a link that is over, or never was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ngo, invited FROM desk_invitation(%s)", [_word(token)])
        row = cursor.fetchone()
    return Invited(*row) if row else None


def over() -> Refusal:
    return Refusal("over", _("This invitation has been used, or its time has ended. Ask anew."))


def accept(*, token: str, user: User, password: str) -> int:
    """Make the account of a cleaned `user` for whoever holds the link, in a visitor's scope.

    Gives its id. Raises Refusal where the link is over or a name is taken meanwhile.
    """
    values = [
        _word(token), user.username, user.first_name, user.last_name, user.mobile or "",
        make_password(password),
    ]  # fmt: skip
    try:
        with transaction.atomic():
            account = _asked("SELECT desk_accept(%s, %s, %s, %s, %s, %s)", *values)
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
        if "mobile" in name:
            text = _("Another account has this mobile number.")
            raise Refusal("taken", text, field="mobile") from error
        text = _("This username is taken.")
        raise Refusal("taken", text, field="username") from error
    if account is None:
        raise over()
    return int(account)


def join(*, token: str) -> int:
    """Somebody with an account of an NGO speaks for the link's NGO too. Raises Refusal."""
    try:
        with transaction.atomic():
            ngo = _asked("SELECT desk_join(%s)", _word(token))
    except IntegrityError as error:
        raise Refusal("already", _("You speak for this NGO already.")) from error
    if ngo is None:
        raise over()
    return int(ngo)


def _asked(statement: str, *values: int | str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        row = cursor.fetchone()
    return row[0] if row else None
