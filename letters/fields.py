"""The fields of letter templates: what may stand in braces, and how it is filled.

People write a field's Persian word («{سمن}»), stored is its name (`{ngo}`). Values are inserted as
text: braces that a value holds never become a field.
"""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from persian.numbers import persian_digits
from persian.text import fold

FIELDS: Mapping[str, Promise] = {
    "ngo": pgettext_lazy("field of a letter", "NGO"),
    "legal_id": pgettext_lazy("field of a letter", "legal ID"),
    "licence_no": pgettext_lazy("field of a letter", "licence number"),
    "licence_expires_on": pgettext_lazy("field of a letter", "licence expiry"),
    "county": pgettext_lazy("field of a letter", "county"),
    "province": pgettext_lazy("field of a letter", "province"),
    "counterpart": pgettext_lazy("field of a letter", "recipient"),
    "number": pgettext_lazy("field of a letter", "number"),
    "date": pgettext_lazy("field of a letter", "date"),
    "tracking_code": pgettext_lazy("field of a letter", "tracking code"),
    "council": pgettext_lazy("field of a letter", "council"),
}
_FIELD = re.compile(r"\{([^{}]*)\}")
_BRACES = str.maketrans("{}", "()")


def known_fields() -> str:
    """«{سمن}، {شناسهٔ ملی}، …», as the form offers them."""
    return "، ".join(f"{{{word}}}" for word in FIELDS.values())


def checked(text: str) -> str:
    """A template's text with the names of its fields.

    Raises ValidationError for a field that is not known and a brace that stands alone.
    """
    names = {fold(str(word)): name for name, word in FIELDS.items()}

    def name_of(match: re.Match[str]) -> str:
        name = names.get(fold(match[1]), match[1].strip())
        if name not in FIELDS:
            raise ValidationError(
                _("The field “{%(field)s}” is not known. These are: %(known)s.")
                % {"field": persian_digits(match[1]), "known": known_fields()},
                code="unknown_field",
            )
        return f"{{{name}}}"

    found = _FIELD.sub(name_of, text)
    if "{" in _FIELD.sub("", found) or "}" in _FIELD.sub("", found):
        raise ValidationError(
            _("A brace is open or closed alone. Write each field between “{” and “}”."),
            code="braces",
        )
    return found


def with_names(text: str) -> str:
    """A letter's text with the names of the fields that are known; what else is in braces stays."""
    names = {fold(str(word)): name for name, word in FIELDS.items()}
    return _FIELD.sub(lambda match: f"{{{names.get(fold(match[1]), match[1])}}}", text)


def shown(text: str) -> str:
    """A stored text with the words of its fields, as people read and edit it."""
    return _FIELD.sub(lambda match: f"{{{FIELDS.get(match[1], match[1])}}}", text)


def fill(text: str, values: Mapping[str, str | None]) -> str:
    """A text with the values that are known; fields without one stay as they are.

    A value is text and nothing else: its braces become brackets.
    """

    def value_of(match: re.Match[str]) -> str:
        value = values.get(match[1])
        return match[0] if value is None else str(value).translate(_BRACES)

    return _FIELD.sub(value_of, text)
