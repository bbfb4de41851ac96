"""Model fields that store one spelling, however a value was entered.

Values are brought to their normal form by `to_python` (so `full_clean` validates and keeps the
normal form) and by `get_prep_value` (so that `save`, bulk writes and lookups use it too).
"""

import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from . import forms as persian_forms
from . import validators
from .dates import parse_any, parse_rough
from .errors import PersianValueError
from .personal_numbers import Takes
from .rough_dates import Precision, RoughDate, precision_of, with_precision
from .text import canonical, canonical_lines

if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
else:
    _Field = object


class _CanonicalMixin(_Field):
    """Brings text to its canonical spelling on the way in.

    `takes` says which numbers of persons may stand in it; no rule of the database follows from it.
    """

    def __init__(self, *args: Any, takes: Takes = Takes.NOTHING, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.takes = takes

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if isinstance(value, str):
            validators.PersonalNumberValidator(self.takes)(value)

    def clone(self) -> Any:
        field = super().clone()
        field.takes = self.takes
        return field

    def canonical(self, value: object) -> Any:
        return canonical(value) if isinstance(value, str) else value

    def to_python(self, value: object) -> Any:
        return self.canonical(super().to_python(value))

    def get_prep_value(self, value: object) -> Any:
        return self.canonical(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        normal = self.canonical(value)
        if normal is not value:
            setattr(model_instance, self.attname, normal)
        return normal

    def formfield(self, **kwargs: Any) -> Any:
        options = {"form_class": persian_forms.PersianCharField, **kwargs}
        if issubclass(options["form_class"], persian_forms.PersianCharField):
            options.setdefault("takes", self.takes)
        return super().formfield(**options)


class PersianCharField(_CanonicalMixin, models.CharField):
    """One line of canonical Persian text."""


class PersianTextField(_CanonicalMixin, models.TextField):
    """Canonical Persian text of any length; lines are kept."""

    def canonical(self, value: object) -> Any:
        return canonical_lines(value) if isinstance(value, str) else value


class _WithPrecision(DeferredAttribute):
    """A date whose precision stands in another column: read as a `RoughDate` where no more than its
    year or month is known, and a date that is set brings its precision along."""

    field: "JalaliDateField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        date = super().__get__(instance, cls)
        if instance is None or not isinstance(date, datetime.date):
            return date
        precision = getattr(instance, self.field.precision)
        return date if precision == Precision.DAY else with_precision(date, precision)

    def __set__(self, instance: Any, value: object) -> None:
        instance.__dict__[self.field.attname] = value
        # While a row is loaded, its column of the precision follows and is right.
        if isinstance(value, RoughDate) or self.field.precision in instance.__dict__:
            instance.__dict__[self.field.precision] = precision_of(value)


class PrecisionField(models.CharField):
    """How much is known of the date in another column (`JalaliDateField.precision`), whose history
    tells of it too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        usual = {"max_length": 5, "choices": Precision.choices, "default": Precision.DAY}
        super().__init__(*args, **{**usual, "editable": False, **kwargs})


class JalaliDateField(models.DateField):
    """A `date` in the database, Jalali for people.

    Date objects are dates; text is read as Jalali unless its year is from 1700 on. With the name of
    a column for its `precision`, which must be declared after it, a year alone is taken too, or a
    year and a month.
    """

    non_db_attrs = (*models.DateField.non_db_attrs, "precision")

    def __init__(self, *args: Any, precision: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.precision = precision
        if precision:
            self.descriptor_class = _WithPrecision

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.precision:
            kwargs["precision"] = self.precision
        return name, path, args, kwargs

    def to_python(self, value: object) -> datetime.date | None:
        if isinstance(value, str):
            if not value.strip():
                return None
            try:
                return parse_rough(value) if self.precision else parse_any(value)
            except PersianValueError as error:
                raise validators.as_validation_error(error) from error
        return super().to_python(value)

    def formfield(self, **kwargs: Any) -> Any:
        options = {"form_class": persian_forms.JalaliDateField, **kwargs}
        if self.precision and issubclass(options["form_class"], persian_forms.JalaliDateField):
            options.setdefault("may_be_rough", True)
        return super().formfield(**options)


class IdentifierField(models.CharField):
    """A `CharField` whose value is an identifier in its normal form; subclasses name the rule."""

    length = 0
    form_class: type[persian_forms.IdentifierField]
    validator_class: type[validators.IdentifierValidator]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = self.length
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        return name, path, args, kwargs

    @property
    def validators(self) -> list[Any]:
        return [self.validator_class(), *super().validators]

    def normal(self, value: object) -> Any:
        """The normal form; a value that has none is left for the validator to refuse."""
        if not isinstance(value, str | int | float) or value == "":
            return value
        try:
            return self.form_class.clean_identifier(value)
        except PersianValueError:
            return canonical(str(value))

    def to_python(self, value: object) -> Any:
        return self.normal(value)

    def get_prep_value(self, value: object) -> Any:
        return self.normal(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        normal = self.normal(value)
        if normal is not value:
            setattr(model_instance, self.attname, normal)
        return normal

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": self.form_class, **kwargs})


class NationalIDField(IdentifierField):
    """کد ملی: ten digits."""

    length = 10
    form_class = persian_forms.NationalIDField
    validator_class = validators.NationalIDValidator


class LegalIDField(IdentifierField):
    """شناسهٔ ملی: eleven digits."""

    length = 11
    form_class = persian_forms.LegalIDField
    validator_class = validators.LegalIDValidator


class MobileField(IdentifierField):
    """تلفن همراه: 09 and nine digits."""

    length = 11
    form_class = persian_forms.MobileField
    validator_class = validators.MobileValidator


class PhoneField(IdentifierField):
    """تلفن ثابت: 0, area code and number, eleven digits."""

    length = 11
    form_class = persian_forms.PhoneField
    validator_class = validators.PhoneValidator


class PostalCodeField(IdentifierField):
    """کد پستی: ten digits."""

    length = 10
    form_class = persian_forms.PostalCodeField
    validator_class = validators.PostalCodeValidator


class ShebaField(IdentifierField):
    """شبا: IR and 24 digits."""

    length = 26
    form_class = persian_forms.ShebaField
    validator_class = validators.ShebaValidator


class RialField(models.BigIntegerField):
    """An amount of money in whole rials."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": persian_forms.RialField, **kwargs})


class _NoPersonsNumber(_Field):
    """Refuses an address in which a number stands by which a person is known; no rule of the
    database follows from it."""

    takes = Takes.NOTHING

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if isinstance(value, str):
            validators.PersonalNumberValidator(self.takes)(value)


class EmailField(_NoPersonsNumber, models.EmailField):
    """An address of mail; many are named after a mobile number."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs


class WebAddressField(_NoPersonsNumber, models.URLField):
    """The address of a web site; one that is typed without its scheme is taken as https."""

    takes = Takes.LONG_NUMBER  # pages have long numbers

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https", **kwargs})
