"""Asking whoever sits at a terminal, and saying what is wrong with an answer."""

import getpass
import sys
from collections.abc import Callable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, OutputWrapper

from accounts.models import User
from persian.numbers import ascii_digits

MOST_TRIES = 3


def answers(*, prompt: str, check: Callable[[str], str], said: OutputWrapper) -> str:
    """What is typed after `prompt`, asked for again until `check` takes it.

    Raises CommandError after three answers that it does not take.
    """
    for _ in range(MOST_TRIES):
        try:
            return check(input(prompt))
        except ValidationError as error:
            said.write("\n".join(error.messages))
    raise CommandError("Nothing was changed: no answer was right.")


def password(*, user: User, said: OutputWrapper) -> str:
    """A password, typed twice without being shown. Raises CommandError after three tries."""
    for _ in range(MOST_TRIES):
        typed = getpass.getpass("Password: ")
        if typed != getpass.getpass("Password again: "):
            said.write("The two are not the same.")
            continue
        try:
            return checked_password(typed, user)
        except ValidationError as error:
            said.write("\n".join(error.messages))
    raise CommandError("Nothing was changed: no password was right.")


def checked_password(typed: str, user: User) -> str:
    """A password as the sign-in page reads it, with Latin digits. Raises ValidationError."""
    found = ascii_digits(typed)
    validate_password(found, user)
    return found


def require_terminal(instead: str) -> None:
    """Raises CommandError where nobody can be asked, saying what to do `instead`."""
    if not sys.stdin.isatty():
        raise CommandError(f"There is no terminal to ask at. {instead}")
