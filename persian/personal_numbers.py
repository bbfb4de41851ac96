"""Numbers by which a person or their account is known, found in texts that everybody sees.

A national ID, a mobile number or a Sheba has a column of its own, which is masked. In a name, a
title or a note it would be shown to everybody. A text says what it `Takes`; `refuse_in` is asked by
forms, model fields and the cleaners of imports alike.

What a number of ten digits is cannot always be told: one in eleven has the check digit of a
national ID. So columns that are made for numbers say so, and lose less.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from .errors import PersianValueError
from .identifiers import (
    IdentifierError,
    clean_national_id,
    clean_postal_code,
    clean_sheba,
    mask,
)
from .text import canonical, canonical_lines

CODE = "personal_number"


class Kind(Enum):
    """Whose number it is, and how surely."""

    NATIONAL_ID = "national_id"
    # Digits apart in any way, which may as well be a date and the number of a letter.
    LOOSE_NATIONAL_ID = "loose_national_id"
    # A whole text of eight or nine digits, without the zeros that spreadsheets drop.
    SHORT_NATIONAL_ID = "short_national_id"
    MOBILE = "mobile"
    BARE_MOBILE = "bare_mobile"  # without its zero
    SHEBA = "sheba"


_WORDS = {
    **dict.fromkeys(
        (Kind.NATIONAL_ID, Kind.LOOSE_NATIONAL_ID, Kind.SHORT_NATIONAL_ID), _("a national ID")
    ),
    **dict.fromkeys((Kind.MOBILE, Kind.BARE_MOBILE), _("a mobile number")),
    Kind.SHEBA: _("a Sheba number"),
}


class Takes(Enum):
    """What a text may hold of persons' numbers."""

    NOTHING = "nothing"  # names, titles, reasons, notes
    PAPER_NUMBER = "paper_number"  # the number of a licence, a session, a register
    LONG_NUMBER = "long_number"  # codes of other offices' systems, which often have ten digits
    PHONE = "phone"  # landlines, ten digits where the zero was dropped
    ADDRESS = "address"  # postal codes have ten digits too
    ANYTHING = "anything"  # a paper that names persons by their numbers


class PersonalNumber(NamedTuple):
    """A number found in a canonical text, from `start` to `end`."""

    kind: Kind
    start: int
    end: int
    digits: str


# Names have no eight digits, so for most texts this is all.
_MANY_DIGITS = re.compile(r"[0-9](?:[^0-9]*[0-9]){7}", re.ASCII).search
_GAP = r"[\W_]{0,3}"
_MOBILE = re.compile(
    rf"(?<![0-9])(?:(?:00{_GAP})?98{_GAP}0?{_GAP}|0{_GAP})(?P<own>9(?:{_GAP}[0-9]){{9}})(?![0-9])"
).finditer
_SHEBA = re.compile(rf"(?:IR{_GAP}|(?<![0-9]))[0-9](?:{_GAP}[0-9]){{23}}(?![0-9])", re.I).finditer
_TEN = re.compile(r"(?<![0-9])[0-9]{10}(?![0-9])", re.ASCII).finditer
# As the national card has it: three digits, six, and the check digit.
_OF_CARD = re.compile(
    rf"(?<![0-9])[0-9]{{3}}{_GAP}[0-9]{{6}}{_GAP}[0-9](?![0-9])", re.ASCII
).finditer
_APART = re.compile(r"[0-9](?:[\s\u200c\-._]{0,3}[0-9])*", re.ASCII).finditer
_BETWEEN = re.compile(r"[\W_]+")
# A year among them: the date and number of a letter.
_YEAR = re.compile(r"(?<![0-9])1[34][0-9]{2}(?![0-9])", re.ASCII).search


def has_many_digits(text: str) -> bool:
    """Whether a text has so many digits that a person's number may be among them."""
    return _MANY_DIGITS(text) is not None


def numbers_in(text: str) -> Iterator[PersonalNumber]:
    """The numbers of persons in a canonical text; one number may be found twice."""
    if not _MANY_DIGITS(text):
        return
    whole = _BETWEEN.sub("", text)
    if whole.isdecimal():
        yield from _whole(whole, len(text))
    for match in _MOBILE(text):
        yield PersonalNumber(Kind.MOBILE, *match.span(), _digits(match[0]))
    for match in _SHEBA(text):
        digits = _digits(match[0])
        if _holds(clean_sheba, f"IR{digits}"):
            yield PersonalNumber(Kind.SHEBA, *match.span(), digits)
    for found in (_TEN, _OF_CARD):
        for match in found(text):
            yield from _ten(_digits(match[0]), *match.span(), Kind.NATIONAL_ID)
    for match in _APART(text):
        if not _YEAR(match[0]):
            yield from _ten(_digits(match[0]), *match.span(), Kind.LOOSE_NATIONAL_ID)


def _whole(digits: str, end: int) -> Iterator[PersonalNumber]:
    if len(digits) in (8, 9) and _is_national_id(digits):
        yield PersonalNumber(Kind.SHORT_NATIONAL_ID, 0, end, digits)
    yield from _ten(digits, 0, end, Kind.LOOSE_NATIONAL_ID)


def _ten(digits: str, start: int, end: int, kind: Kind) -> Iterator[PersonalNumber]:
    if len(digits) != 10:
        return
    if digits[0] == "9" and kind is Kind.NATIONAL_ID:
        yield PersonalNumber(Kind.BARE_MOBILE, start, end, digits)
    if _is_national_id(digits):
        yield PersonalNumber(kind, start, end, digits)


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _is_national_id(digits: str) -> bool:
    return _holds(clean_national_id, digits, reject_repeated=True)


def _holds(clean: Any, value: str, **options: object) -> bool:
    try:
        clean(value, **options)
    except IdentifierError:
        return False
    return True


def _is_refused(number: PersonalNumber, takes: Takes) -> bool:
    kind = number.kind
    if takes is Takes.NOTHING:
        return True
    if takes is Takes.ANYTHING:
        return False
    if kind in (Kind.MOBILE, Kind.SHEBA):
        return True
    if takes is Takes.PAPER_NUMBER:
        return kind in (Kind.NATIONAL_ID, Kind.BARE_MOBILE)
    if takes is Takes.PHONE:
        return kind is Kind.BARE_MOBILE or (
            kind is Kind.NATIONAL_ID and number.digits.startswith("0")
        )
    if takes is Takes.ADDRESS:
        is_ten = kind in (Kind.NATIONAL_ID, Kind.BARE_MOBILE)
        return is_ten and not _holds(clean_postal_code, number.digits)
    return False


def refuse_in(text: str, takes: Takes = Takes.NOTHING) -> None:
    """Raise PersianValueError where a canonical text holds a number that it does not take.

    The message names the kind of number and never quotes it.
    """
    if _MANY_DIGITS(text) is None:  # once more than needed: an import asks for each of its names
        return
    for number in numbers_in(text):
        if _is_refused(number, takes):
            raise PersianValueError(
                CODE,
                _("There is %(what)s in this text, which many people see. Leave it out here."),
                {"what": _WORDS[number.kind]},
            )


def masked_in(text: str) -> str:
    """The text with the middle of every such number hidden; a text without any as it is."""
    normal = canonical_lines(text) if "\n" in text else canonical(text)
    hidden = normal
    for number in numbers_in(normal):
        written = hidden[number.start : number.end]
        if "•" not in written:
            hidden = hidden[: number.start] + mask(written) + hidden[number.end :]
    return text if hidden is normal else hidden
