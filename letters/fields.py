"""The fields of letter templates: what may stand in braces, and how it is filled.

People write a field's Persian word («{سمن}»), stored is its name (`{ngo}`). Values are inserted as
text: braces that a value holds never become a field.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from persian.numbers import persian_digits
from persian.text import fold

if TYPE_CHECKING:
    from letters.models import Letter


@dataclass(frozen=True)
class LetterField:
    """One field: its name, the word that people write, and what fills it of a letter's subject.

    `value` is given the letter as it is begun, with what it is about; None where nothing is known.
    No field holds personal data.
    """

    name: str
    word: str | Promise
    value: Callable[["Letter"], str | None] = lambda letter: None


_fields: dict[str, LetterField] = {}


def declare(*fields: LetterField) -> None:
    """Let templates of letters hold fields. For `AppConfig.ready()`."""
    _fields.update({field.name: field for field in fields})


def words() -> dict[str, str | Promise]:
    """The word of each field by its name."""
    return {name: field.word for name, field in _fields.items()}


def known_values(letter: "Letter") -> dict[str, str | None]:
    """What the fields hold in a letter that is begun; None for what is not known yet."""
    return {name: field.value(letter) for name, field in _fields.items()}


_FIELD = re.compile(r"\{([^{}]*)\}")
_BRACES = str.maketrans("{}", "()")


def known_fields() -> str:
    """«{سمن}، {شناسهٔ ملی}، …», as the form offers them."""
    return "، ".join(f"{{{word}}}" for word in words().values())


def checked(text: str) -> str:
    """A template's text with the names of its fields.

    Raises ValidationError for a field that is not known and a brace that stands alone.
    """
    names = {fold(str(word)): name for name, word in words().items()}

    def name_of(match: re.Match[str]) -> str:
        name = names.get(fold(match[1]), match[1].strip())
        if name not in _fields:
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
    names = {fold(str(word)): name for name, word in words().items()}
    return _FIELD.sub(lambda match: f"{{{names.get(fold(match[1]), match[1])}}}", text)


def shown(text: str) -> str:
    """A stored text with the words of its fields, as people read and edit it."""
    known = words()
    return _FIELD.sub(lambda match: f"{{{known.get(match[1], match[1])}}}", text)


def fill(text: str, values: Mapping[str, str | None]) -> str:
    """A text with the values that are known; fields without one stay as they are.

    A value is text and nothing else: its braces become brackets.
    """

    def value_of(match: re.Match[str]) -> str:
        value = values.get(match[1])
        return match[0] if value is None else str(value).translate(_BRACES)

    return _FIELD.sub(value_of, text)
