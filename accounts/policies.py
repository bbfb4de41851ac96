"""Policies: what a rule of the office needs to know and no law says for all, with a value to begin
with.

A room declares the policies of its rules (`<room>/policies.py`). The ministry decides for the whole
country, a province's office for itself where the policy leaves it that; where nobody has decided,
the default holds. Values are stored by `services/set_policy.py` and read here.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import PolicySetting
from persian.numbers import format_number, persian_digits
from persian.text import canonical

Text = str | Promise
T = TypeVar("T")
LONGEST_TEMPLATE = 60  # characters


@dataclass(frozen=True, kw_only=True, eq=False)
class Policy(ABC, Generic[T]):
    """One thing to decide.

    `name` is what the value is stored under; it never changes. `effect` says what follows from the
    value, `source` where the default comes from. Without `per_province` the ministry alone decides.
    """

    name: str
    label: Text
    effect: Text
    source: Text
    default: T
    per_province: bool = True

    @abstractmethod
    def check(self, value: object) -> T:
        """The value, if the policy can take it. Raises ValidationError saying what it takes."""

    @abstractmethod
    def shown(self, value: T) -> str:
        """A value as people read it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class WholeNumber(Policy[int]):
    """So many of a `unit` (days, months, persons, percent), between two bounds."""

    unit: Text = ""
    least: int = 0
    most: int

    def check(self, value: object) -> int:
        if type(value) is not int or not self.least <= value <= self.most:
            raise ValidationError(
                _("%(label)s lies between %(least)s and %(most)s. Enter a whole number.")
                % {
                    "label": self.label,
                    "least": format_number(self.least),
                    "most": self.shown(self.most),
                },
                code="out_of_range",
            )
        return value

    def shown(self, value: int) -> str:
        return f"{format_number(value)} {self.unit}".strip()


@dataclass(frozen=True, kw_only=True, eq=False)
class YesNo(Policy[bool]):
    def check(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise ValidationError(_("Answer with yes or no."), code="not_an_answer")
        return value

    def shown(self, value: bool) -> str:
        return _("Yes") if value else _("No")


@dataclass(frozen=True, kw_only=True, eq=False)
class Choice(Policy[str]):
    """One of several ways, each by its code."""

    choices: Mapping[str, Text]

    def check(self, value: object) -> str:
        if not isinstance(value, str) or value not in self.choices:
            raise ValidationError(
                _("Choose one of these: %(choices)s.")
                % {"choices": "، ".join(map(str, self.choices.values()))},
                code="unknown_choice",
            )
        return value

    def shown(self, value: str) -> str:
        return str(self.choices.get(value, value))


@dataclass(frozen=True, kw_only=True, eq=False)
class Several(Policy[list[str]]):
    """Any number of some choices, each by its code; none is an answer too."""

    choices: Mapping[str, Text]

    def check(self, value: object) -> list[str]:
        if not isinstance(value, list) or not set(value) <= set(self.choices):
            raise ValidationError(
                _("Choose among these: %(choices)s.")
                % {"choices": "، ".join(map(str, self.choices.values()))},
                code="unknown_choice",
            )
        return [code for code in self.choices if code in value]

    def shown(self, value: list[str]) -> str:
        return "، ".join(str(self.choices.get(code, code)) for code in value) or _("None")


@dataclass(frozen=True, kw_only=True, eq=False)
class Template(Policy[str]):
    """How a number of a paper is put together: text with fields in braces.

    `fields` are those that may stand in it, with the word that people write for each; `needed` one
    must. Stored are the names, `str.format` fills them.
    """

    fields: Mapping[str, Text]
    needed: str = "number"

    def check(self, value: object) -> str:
        text = self._with_names(canonical(str(value)))
        if not text or len(text) > LONGEST_TEMPLATE:
            raise ValidationError(
                _("The template has between 1 and %(most)s characters.")
                % {"most": format_number(LONGEST_TEMPLATE)},
                code="length",
            )
        found = self._fields_in(text)
        for name in found:
            if name not in self.fields:
                raise ValidationError(
                    _("The field “{%(field)s}” is not known. These are: %(known)s.")
                    % {"field": persian_digits(name), "known": self.known_fields},
                    code="unknown_field",
                )
        if self.needed not in found:
            raise ValidationError(
                _("The field “{%(field)s}” is missing: papers would get the same number.")
                % {"field": self.fields[self.needed]},
                code="missing_field",
            )
        return text

    def shown(self, value: str) -> str:
        for name, word in self.fields.items():
            value = value.replace(f"{{{name}}}", f"{{{word}}}")
        return persian_digits(value)

    @property
    def known_fields(self) -> str:
        return "، ".join(f"{{{word}}}" for word in self.fields.values())

    def _with_names(self, text: str) -> str:
        for name, word in self.fields.items():
            text = text.replace(f"{{{canonical(str(word))}}}", f"{{{name}}}")
        return text

    @staticmethod
    def _fields_in(text: str) -> list[str]:
        """What stands in braces, with whatever is said of its look: only a bare name is known."""
        try:
            parts = list(Formatter().parse(text))
        except ValueError as error:
            raise ValidationError(
                _("A brace is open or closed alone. Write each field between “{” and “}”."),
                code="braces",
            ) from error
        return [
            name + (f"!{conversion}" if conversion else "") + (f":{look}" if look else "")
            for _text, name, look, conversion in parts
            if name is not None
        ]


# -- what is declared ----------------------------------------------------------------------------

_policies: dict[str, Policy[Any]] = {}
_headings: list[tuple[Text, tuple[Policy[Any], ...]]] = []


def declare(heading: Text, *policies: Policy[Any]) -> None:
    """Make policies known, under a heading of the page that lists them."""
    for policy in policies:
        if policy.name in _policies:
            raise ValueError(f"two policies are called {policy.name}")
        _policies[policy.name] = policy
    _headings.append((heading, policies))


def all_policies() -> Mapping[str, Policy[Any]]:
    """Every policy that the rooms declare, by name."""
    return _policies


def headings() -> list[tuple[Text, tuple[Policy[Any], ...]]]:
    """The headings in the order of declaration, each with its policies."""
    return _headings


# -- what is decided -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Decisions(Generic[T]):
    """What holds for one policy: in the country, and in the provinces that have their own value."""

    country: T
    provinces: Mapping[int, T] = field(default_factory=dict)

    def of(self, province_id: int | None) -> T:
        if province_id is None:
            return self.country
        return self.provinces.get(province_id, self.country)


def decisions_on(policy: Policy[T]) -> Decisions[T]:
    """What the scope in force may read of the decisions on a policy. One query."""
    rows = PolicySetting.objects.filter(name=policy.name)
    found: dict[int | None, T] = dict(rows.values_list("province_id", "value"))
    country = found.pop(None, policy.default)
    return Decisions(country, {key: value for key, value in found.items() if key is not None})


def value_of(policy: Policy[T], province_id: int | None = None) -> T:
    """The value in force in a province (the country, for None). One query."""
    return decisions_on(policy).of(province_id)


def values_for(province_id: int | None = None) -> Mapping[str, Any]:
    """The value in force of every policy, by name. One query."""
    rows = PolicySetting.objects.filter(Q(province=None) | Q(province_id=province_id))
    decided: dict[tuple[str, int | None], Any] = {
        (row.name, row.province_id): row.value for row in rows
    }
    return {
        name: decided.get((name, province_id), decided.get((name, None), policy.default))
        for name, policy in _policies.items()
    }
