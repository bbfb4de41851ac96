"""Form fields: they read every spelling people type and give back what is stored."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import identifiers
from .dates import PIVOT, format_jalali, parse_any, parse_rough
from .errors import PersianValueError
from .numbers import persian_digits
from .personal_numbers import Takes
from .quantities import parse_count, parse_rials
from .text import canonical, canonical_lines
from .validators import PersonalNumberValidator, as_validation_error
from .widgets import (
    IdentifierWidget,
    JalaliDateRangeWidget,
    JalaliDateWidget,
    NumberWidget,
    RialWidget,
)


class PersianCharField(forms.CharField):
    """Text in its canonical spelling. A text area keeps its lines.

    `takes` says which numbers of persons may stand in it.
    """

    def __init__(self, *, takes: Takes = Takes.NOTHING, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.takes = takes
        self.validators.append(PersonalNumberValidator(takes))

    def to_python(self, value: object) -> Any:
        value = super().to_python(value)
        if not isinstance(value, str):
            return value
        if isinstance(self.widget, forms.Textarea):
            return canonical_lines(value)
        value = canonical(value)
        return self.empty_value if value == "" else value

    def prepare_value(self, value: object) -> Any:
        """Digits as a Persian reader expects them; stored they are ASCII."""
        return persian_digits(value) if isinstance(value, str) else value


class JalaliDateField(forms.DateField):
    """A date typed as ۱۴۰۲/۰۳/۰۵, 5-3-1402, «۵ خرداد ۱۴۰۲» …; shown again as «۱۴۰۲/۰۳/۰۵».

    `order` and `pivot` are those of `persian.dates.parse_jalali`. One that `may_be_rough` takes
    «۱۴۰۲» and «خرداد ۱۴۰۲» too, and gives a `RoughDate`.
    """

    widget = JalaliDateWidget

    def __init__(
        self, *, order: str = "ymd", pivot: int = PIVOT, may_be_rough: bool = False, **kwargs: Any
    ) -> None:
        self.order, self.pivot = order, pivot
        self._parse = parse_rough if may_be_rough else parse_any
        super().__init__(**kwargs)

    def to_python(self, value: object) -> datetime.date | None:
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        try:
            return self._parse(value, order=self.order, pivot=self.pivot)
        except PersianValueError as error:
            raise as_validation_error(error) from error

    def prepare_value(self, value: object) -> Any:
        if isinstance(value, datetime.datetime):
            value = value.date()
        return format_jalali(value) if isinstance(value, datetime.date) else value

    def has_changed(self, initial: object, data: object) -> bool:
        if self.disabled:
            return False
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class JalaliDateRangeField(forms.MultiValueField):
    """A first and a last day, either of which may be left open: a `slice` for filters, or None."""

    widget = JalaliDateRangeWidget
    default_error_messages = {
        "reversed": _("The first day comes after the last. Exchange the two dates."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("require_all_fields", False)
        fields = (JalaliDateField(required=False), JalaliDateField(required=False))
        super().__init__(fields, **kwargs)

    def prepare_value(self, value: object) -> Any:
        if isinstance(value, slice):
            value = [value.start, value.stop]
        if isinstance(value, list | tuple):
            return [self.fields[0].prepare_value(part) for part in value]
        return value

    def compress(self, data_list: list[datetime.date | None]) -> slice | None:
        start, stop = data_list or (None, None)
        if start and stop and start > stop:
            raise ValidationError(self.error_messages["reversed"], code="reversed")
        return slice(start, stop) if start or stop else None


class IdentifierField(forms.CharField):
    """A number in its normal form; subclasses name the rule."""

    widget = IdentifierWidget
    clean_identifier: Callable[..., str] = staticmethod(str)

    def __init__(self, **kwargs: Any) -> None:
        # The length is the rule's business: what is typed may hold spaces and marks.
        kwargs.pop("max_length", None)
        super().__init__(**kwargs)

    def identifier_options(self) -> dict[str, Any]:
        return {}

    def to_python(self, value: object) -> Any:
        value = super().to_python(value)
        if value in self.empty_values or canonical(str(value)) == "":
            return self.empty_value
        try:
            return type(self).clean_identifier(value, **self.identifier_options())
        except PersianValueError as error:
            raise as_validation_error(error) from error


class NationalIDField(IdentifierField):
    """کد ملی."""

    clean_identifier = staticmethod(identifiers.clean_national_id)

    def __init__(self, *, reject_repeated: bool = False, **kwargs: object) -> None:
        self.reject_repeated = reject_repeated
        super().__init__(**kwargs)

    def identifier_options(self) -> dict[str, Any]:
        return {"reject_repeated": self.reject_repeated}


class LegalIDField(IdentifierField):
    """شناسهٔ ملی."""

    clean_identifier = staticmethod(identifiers.clean_legal_id)


class MobileField(IdentifierField):
    """تلفن همراه."""

    clean_identifier = staticmethod(identifiers.clean_mobile)


class PhoneField(IdentifierField):
    """تلفن ثابت."""

    clean_identifier = staticmethod(identifiers.clean_phone)


class PostalCodeField(IdentifierField):
    """کد پستی."""

    clean_identifier = staticmethod(identifiers.clean_postal_code)

    def __init__(self, *, strict: bool = False, **kwargs: object) -> None:
        self.strict = strict
        super().__init__(**kwargs)

    def identifier_options(self) -> dict[str, Any]:
        return {"strict": self.strict}


class ShebaField(IdentifierField):
    """شمارهٔ شبا."""

    clean_identifier = staticmethod(identifiers.clean_sheba)

    def prepare_value(self, value: object) -> Any:
        return identifiers.format_sheba(value) if isinstance(value, str) and value else value

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return super().has_changed(self.to_python(initial or ""), self.to_python(data or ""))
        except ValidationError:
            return True


class WholeNumberField(forms.IntegerField):
    """A whole number as people type it: «۱٬۲۵۰», «1,250», «۱۲۵۰ نفر».

    `units` are words behind it that this field takes besides those of what is counted.
    """

    widget: type[forms.Widget] = NumberWidget

    def __init__(self, *, units: Sequence[str] = (), **kwargs: Any) -> None:
        self.units = tuple(units)
        super().__init__(**kwargs)

    def read(self, value: object) -> int:
        """The number. Raises PersianValueError."""
        return parse_count(value, self.units)

    def to_python(self, value: object) -> int | None:
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        try:
            return self.read(value)
        except PersianValueError as error:
            raise as_validation_error(error) from error

    def has_changed(self, initial: object, data: object) -> bool:
        if self.disabled:
            return False
        try:
            return super().has_changed(self.to_python(initial), data)
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # min and max belong to inputs of type number


class RialField(WholeNumberField):
    """An amount in whole rials, «۵۰۰ هزار تومان» too; thousands are separated when it is shown."""

    widget = RialWidget

    def read(self, value: object) -> int:
        return parse_rials(value)
