"""Addresses of mail and of the web, by the rules that the screens have."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from imports.cleaning.base import Cell, CellError, Cleaner, Maker
from imports.cleaning.spelling import as_written, text_of, unwrapped
from imports.cleaning.texts import guarded
from persian.personal_numbers import Takes


def email(max_length: int) -> Maker:
    """An e-mail address, by the rule that the screens have."""
    return _valid(
        validate_email,
        max_length,
        "not_an_email",
        _("“%(value)s” is not an e-mail address. Write it like office@example.com."),
    )


def web_address(max_length: int) -> Maker:
    """The address of a website, by the rule that the screens have; https is what it lacks."""
    return _valid(
        URLValidator(),
        max_length,
        "not_a_web_address",
        _("“%(value)s” is not a web address. Write it like https://example.com."),
        takes=Takes.LONG_NUMBER,
        complete=lambda written: written if "://" in written else f"https://{written}",
    )


def _valid(
    validate: Callable[[str], None],
    max_length: int,
    code: str,
    message: StrOrPromise,
    *,
    takes: Takes = Takes.NOTHING,
    complete: Callable[[str], str] = str,
) -> Maker:
    """Text that is taken as it was written where it is valid so, else in its canonical spelling."""

    def is_valid(written: str) -> bool:
        try:
            validate(written)
        except ValidationError:
            return False
        return written.isprintable()

    def clean(cell: Cell) -> str | None:
        written = complete(unwrapped(str(cell).strip()))
        if not is_valid(written):
            spelled = text_of(cell)
            if spelled is None:
                return None
            written = complete(spelled)
            if not is_valid(written):
                raise CellError(code, message, {"value": written})
        return guarded(written, max_length, takes)

    return lambda province_id: Cleaner(clean, as_written)
