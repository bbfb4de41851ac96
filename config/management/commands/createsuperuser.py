"""The first account: of a national expert, who gives the directors theirs.

There is no superuser here; the command has the name by which Django's people look for it.
"""

import os
from collections.abc import Callable
from typing import Any, cast

import pghistory
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Field
from django.utils.translation import override

from accounts import scope
from accounts.access import log
from accounts.models import Act, User
from accounts.roles import Role
from config.management import asking

ENVIRONMENT = "DJANGO_SUPERUSER_"
ASKED = {
    "username": "Username (Latin letters, as typed when signing in): ",
    "first_name": "First name (in Persian): ",
    "last_name": "Last name (in Persian): ",
}
UNASKED = ("mobile", "email")


class Command(BaseCommand):
    help = (
        "Make the account of a national expert, who makes all others on the page of users. "
        "Without --no-input it asks for what is not said."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        for name in (*ASKED, *UNASKED):
            variable = ENVIRONMENT + name.upper()
            parser.add_argument(f"--{name.replace('_', '-')}", help=f"or {variable}")
        parser.add_argument(
            "--no-input",
            "--noinput",
            action="store_false",
            dest="interactive",
            help=f"ask nothing; the password is that of {ENVIRONMENT}PASSWORD",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # A terminal does not join Persian letters, so the reasons are given in the source language.
        with override(None), scope.system():
            given = {
                name: options[name] or os.environ.get(ENVIRONMENT + name.upper(), "")
                for name in (*ASKED, *UNASKED)
            }
            if options["interactive"]:
                asking.require_terminal("Use --no-input, with the password in the environment.")
            try:
                user = self._account(given, ask=options["interactive"])
                password = self._password(user, ask=options["interactive"])
                user.set_password(password)
                with pghistory.context(command="createsuperuser"), transaction.atomic():
                    user.save()
                    log(Act.ACCOUNT_MADE, about=user, command="createsuperuser")
            except ValidationError as error:
                raise CommandError("\n".join(_reasons(error))) from None
        self.stdout.write(
            f"{user.username} is a national expert now. Sign in, and make the other accounts on "
            "the page of users."
        )

    def _account(self, given: dict[str, str], *, ask: bool) -> User:
        """The account as it will be stored, without a password. Raises ValidationError."""
        lacking = [name for name in ASKED if not given[name]]
        if lacking and not ask:
            names = ", ".join(f"--{name.replace('_', '-')}" for name in lacking)
            raise CommandError(f"Missing: {names} (or {ENVIRONMENT}… in the environment).")
        for name in lacking:
            given[name] = asking.answers(prompt=ASKED[name], check=_checks(name), said=self.stderr)
        user = User(
            role=Role.NATIONAL_EXPERT, **{name: value for name, value in given.items() if value}
        )
        user.full_clean(exclude=["password"])
        return user

    def _password(self, user: User, *, ask: bool) -> str:
        if ask:
            return asking.password(user=user, said=self.stderr)
        typed = os.environ.get(f"{ENVIRONMENT}PASSWORD", "")
        if not typed:
            raise CommandError(f"Missing: the password, in {ENVIRONMENT}PASSWORD.")
        return asking.checked_password(typed, user)


def _checks(name: str) -> Callable[[str], str]:
    column = cast("Field[Any, Any]", User._meta.get_field(name))

    def check(typed: str) -> str:
        value = str(column.clean(typed.strip(), None))
        if name == "username" and User.objects.filter(username__iexact=value).exists():
            raise ValidationError(column.error_messages["unique"])
        return value

    return check


def _reasons(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return error.messages
    return [f"{name}: {' '.join(reasons)}" for name, reasons in error.message_dict.items()]
