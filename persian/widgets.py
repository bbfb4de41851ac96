"""Form widgets. They keep Django's own templates and take classes from whoever shows them."""

from typing import Any

from django import forms

from .numbers import ascii_digits, format_number, parse_number, persian_digits

_LTR = {"dir": "ltr", "autocomplete": "off"}


def _has_latin(text: str) -> bool:
    return any("a" <= letter <= "z" for letter in text.lower())


def _with(defaults: dict[str, Any], attrs: dict[str, Any] | None) -> dict[str, Any]:
    return {**defaults, **(attrs or {})}


class JalaliDateWidget(forms.TextInput):
    """A text input for a Jalali date, with a calendar that `static/persian/jalali.js` opens.

    Whatever is typed stays; the calendar only ever writes a day that was picked.
    """

    class Media:
        css = {
            "all": [
                "vendor/jalalidatepicker/jalalidatepicker.min.css",
                "persian/jalali.css",
            ]
        }
        js = ["vendor/jalalidatepicker/jalalidatepicker.min.js", "persian/jalali.js"]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(_with({**_LTR, "inputmode": "numeric", "data-jalali": True}, attrs))


class JalaliDateRangeWidget(forms.MultiWidget):
    """Two dates, `name_from` and `name_to`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"from": JalaliDateWidget(), "to": JalaliDateWidget()}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, slice):
            return [value.start, value.stop]
        return list(value) if value else [None, None]


class IdentifierWidget(forms.TextInput):
    """A left-to-right input for a number that is not an amount."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(_with({**_LTR, "inputmode": "numeric", "spellcheck": "false"}, attrs))

    def format_value(self, value: object) -> str | None:
        """Persian digits; a Sheba keeps the Latin ones that its letters ask for."""
        shown = super().format_value(value)
        return shown if shown is None or _has_latin(shown) else persian_digits(shown)


class NumberWidget(forms.TextInput):
    """A whole number, shown and typed in Persian digits."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(_with({**_LTR, "inputmode": "numeric"}, attrs))

    def format_value(self, value: object) -> str | None:
        shown = super().format_value(value)
        return shown if shown is None else persian_digits(shown)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        return ascii_digits(typed) if isinstance(typed, str) else typed


class RialWidget(forms.TextInput):
    """An amount of money, shown with its thousands separated."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(_with({**_LTR, "inputmode": "numeric", "data-rial": True}, attrs))

    def format_value(self, value: object) -> str | None:
        if value is None or value == "":
            return None
        if isinstance(value, str) and any(map(str.isalpha, value)):
            return persian_digits(value)  # typed with its unit, which must not get lost
        try:
            return format_number(parse_number(value))
        except ValueError:
            return persian_digits(value)  # what was typed, so that it can be corrected
