"""Persian form fields in the look of the admin's theme."""

import re
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models
from unfold.widgets import INPUT_CLASSES

from persian import model_fields, widgets
from persian.forms import WholeNumberField
from persian.numbers import is_key

_LOOK = {"class": " ".join(INPUT_CLASSES)}


class OfficeJalaliDateWidget(widgets.JalaliDateWidget):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**_LOOK, **(attrs or {})})


class OfficeIdentifierWidget(widgets.IdentifierWidget):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**_LOOK, **(attrs or {})})


class OfficeNumberWidget(widgets.NumberWidget):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**_LOOK, **(attrs or {})})


class OfficeRialWidget(widgets.RialWidget):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**_LOOK, **(attrs or {})})


class CommaListField(SimpleArrayField):
    """Several short texts in one line, between commas of either script."""

    def prepare_value(self, value: object) -> Any:
        return "، ".join(value) if isinstance(value, list) else value

    def to_python(self, value: object) -> Any:
        if isinstance(value, str):
            parts = [part for part in re.split(r"\s*[,،؛;\n]\s*", value) if part.strip()]
            value = self.delimiter.join(parts)
        return super().to_python(value)


_WHOLE_NUMBER = {"form_class": WholeNumberField, "widget": OfficeNumberWidget}
# What `formfield_overrides` of every staff form begins with.
FORM_FIELDS: dict[type[Any], dict[str, Any]] = {
    model_fields.JalaliDateField: {"widget": OfficeJalaliDateWidget},
    model_fields.IdentifierField: {"widget": OfficeIdentifierWidget},
    model_fields.RialField: {"widget": OfficeRialWidget},
    models.IntegerField: _WHOLE_NUMBER,
    models.BigIntegerField: _WHOLE_NUMBER,  # of which the theme has a look of its own
    ArrayField: {"form_class": CommaListField, "widget": forms.TextInput(attrs=_LOOK)},
}


class OfficeAutocompleteSelect(AutocompleteSelect):
    """Finds a row while one types. What was sent and is no key is not looked up when the form is
    drawn again: the field tells of it."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, [each for each in value if is_key(str(each))], attr)
