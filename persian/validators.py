"""The identifier rules as Django validators.

They accept any spelling that `persian.identifiers` understands; the model and form fields store
its normal form.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils.deconstruct import deconstructible

from . import identifiers
from .errors import PersianValueError
from .personal_numbers import Takes, refuse_in


def as_validation_error(error: PersianValueError) -> ValidationError:
    """The same code, message and parameters as Django's kind of error."""
    return ValidationError(error.message, code=error.code, params=error.params)


@deconstructible
class IdentifierValidator:
    """Runs one of the `clean_…` functions of `persian.identifiers` and drops its result."""

    clean: Callable[..., str]

    def __init__(self, **options: object) -> None:
        self.options = options

    def __call__(self, value: object) -> None:
        try:
            type(self).clean(value, **self.options)
        except PersianValueError as error:
            raise as_validation_error(error) from error

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.options == getattr(other, "options", None)

    def __hash__(self) -> int:
        return hash((type(self), tuple(sorted(self.options.items()))))


@deconstructible
class NationalIDValidator(IdentifierValidator):
    clean = staticmethod(identifiers.clean_national_id)


@deconstructible
class LegalIDValidator(IdentifierValidator):
    clean = staticmethod(identifiers.clean_legal_id)


@deconstructible
class MobileValidator(IdentifierValidator):
    clean = staticmethod(identifiers.clean_mobile)


@deconstructible
class PhoneValidator(IdentifierValidator):
    clean = staticmethod(identifiers.clean_phone)


@deconstructible
class PostalCodeValidator(IdentifierValidator):
    clean = staticmethod(identifiers.clean_postal_code)


@deconstructible
class ShebaValidator(IdentifierValidator):
    clean = staticmethod(identifiers.clean_sheba)


@deconstructible
class PersonalNumberValidator:
    """Refuses a canonical text with a person's number that it does not take."""

    def __init__(self, takes: Takes = Takes.NOTHING) -> None:
        self.takes = takes

    def __call__(self, value: object) -> None:
        try:
            refuse_in(str(value), self.takes)
        except PersianValueError as error:
            raise as_validation_error(error) from error

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.takes == getattr(other, "takes", None)

    def __hash__(self) -> int:
        return hash((type(self), self.takes))


validate_not_negative = MinValueValidator(0)
