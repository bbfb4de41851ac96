"""The numbers by which Iranians, organisations, phones, addresses and accounts are known.

Every `clean_…` takes whatever spelling a form or a spreadsheet cell holds and returns the one that
is stored, or raises `IdentifierError`. No table of districts, operators or banks is consulted: the
public ones contradict each other.
"""

import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from .errors import PersianValueError
from .text import canonical


class IdentifierError(PersianValueError):
    """An identifier cannot be right; `code` says why."""


class ReadNationalId(NamedTuple):
    """A national ID and whether zeros that a spreadsheet had dropped were put back."""

    value: str
    padded: bool


_BETWEEN = re.compile(r"[\s\u200c\-_./–—−()]+")
_DIGITS = re.compile(r"[0-9]+", re.ASCII).fullmatch
_FLOAT = re.compile(r"([0-9]+)\.0+", re.ASCII).fullmatch
_SCIENTIFIC = re.compile(r"([0-9])(?:\.([0-9]+))?[eE]\+?([0-9]{1,2})", re.ASCII).fullmatch


def _fail(code: str, message: StrOrPromise, value: object, **params: object) -> IdentifierError:
    return IdentifierError(code, message, {"value": value, **params})


def _plain(value: object) -> str:
    """The digits of a cell: no marks or dividers; a float is the whole number it stands for."""
    if isinstance(value, float):
        if not (value.is_integer() and 0 <= value < 2**53):
            raise _lost_digits(value)
        return str(int(value))
    text = value if isinstance(value, str) else str(value)
    if _DIGITS(text):
        return text
    text = canonical(text)
    if _DIGITS(text):
        return text
    if match := _FLOAT(text):
        return match[1]
    if match := _SCIENTIFIC(text):
        digits, exponent = match[1] + (match[2] or ""), int(match[3])
        # 9.991E+09 kept four of ten digits: whichever number it was is lost.
        if len(digits) != exponent + 1:
            raise _lost_digits(value)
        return digits
    return _BETWEEN.sub("", text)


def _lost_digits(value: object) -> IdentifierError:
    return _fail(
        "lost_digits",
        _(
            "The spreadsheet has rounded this number: %(value)s. "
            "Set the column's format to text and write the number again."
        ),
        value,
    )


_NOT_DIGITS = _("Only digits belong here: %(value)s. Remove letters and other signs.")


# --- National ID (کد ملی): check digit of the Civil Registration Organisation, as in persian-tools
# ---


def read_national_id(value: object, *, reject_repeated: bool = False) -> ReadNationalId:
    """The ten digits of a person's national ID, and whether lost leading zeros were restored.

    Eight or nine digits are padded: spreadsheets drop leading zeros. `reject_repeated` also refuses
    1111111111 … 9999999999, whose check digit holds but which offices use as fillers.
    """
    text = _plain(value)
    if not _DIGITS(text):
        raise _fail("not_digits", _NOT_DIGITS, value)
    length = len(text)
    if not 8 <= length <= 10:
        raise _fail(
            "length",
            _(
                "A national ID has 10 digits; this one has %(length)s: %(value)s. "
                "Check for a missed digit."
            ),
            value,
            length=length,
        )
    text = text.zfill(10)
    if text == "0000000000" or (reject_repeated and text == text[0] * 10):
        raise _fail(
            "repeated",
            _("%(value)s is a filler, not a national ID. Take the number from the national card."),
            value,
        )
    d = text.encode()  # 48 × (10 + … + 2) = 2592
    rest = (
        d[0] * 10 + d[1] * 9 + d[2] * 8 + d[3] * 7 + d[4] * 6
        + d[5] * 5 + d[6] * 4 + d[7] * 3 + d[8] * 2 - 2592
    ) % 11  # fmt: skip
    if d[9] - 48 != (rest if rest < 2 else 11 - rest):
        raise _fail(
            "checksum",
            _(
                "The check digit of the national ID does not match: %(value)s. "
                "Compare the number with the national card."
            ),
            value,
        )
    return ReadNationalId(text, length < 10)


def clean_national_id(value: object, *, reject_repeated: bool = False) -> str:
    """The ten digits of a person's national ID (کد ملی)."""
    return read_national_id(value, reject_repeated=reject_repeated).value


def was_padded(value: object) -> bool:
    """Whether a national ID came without its leading zeros."""
    return len(_plain(value)) < 10


# --- Legal ID (شناسهٔ ملی): check digit of the Registration Organisation, as in persian-tools ---


def clean_legal_id(value: object) -> str:
    """The eleven digits of an organisation's legal ID (شناسهٔ ملی)."""
    text = _plain(value)
    if not _DIGITS(text):
        raise _fail("not_digits", _NOT_DIGITS, value)
    if len(text) != 11:
        raise _fail(
            "length",
            _(
                "A legal ID has 11 digits; this one has %(length)s: %(value)s. "
                "Check for a missed digit."
            ),
            value,
            length=len(text),
        )
    if text[3:9] == "000000":
        raise _fail(
            "filler",
            _(
                "%(value)s is a filler, not a legal ID. "
                "Take the number from the registration notice."
            ),
            value,
        )
    d = [code - 48 for code in text.encode()]
    k = d[9] + 2
    rest = (
        29 * (d[0] + d[5]) + 27 * (d[1] + d[6]) + 23 * (d[2] + d[7])
        + 19 * (d[3] + d[8]) + 17 * (d[4] + d[9]) + 230 * k
    ) % 11  # fmt: skip
    if d[10] != rest % 10:
        raise _fail(
            "checksum",
            _(
                "The check digit of the legal ID does not match: %(value)s. "
                "Compare the number with the registration notice."
            ),
            value,
        )
    return text


# --- Telephones ---

_MOBILE = re.compile(r"09[0-9]{9}", re.ASCII).fullmatch
_PHONE = re.compile(r"0[1-8][0-9]{9}", re.ASCII).fullmatch
_COUNTRY = re.compile(r"(?:\+|00)98(?=[1-9])|98(?=9[0-9]{9}$|[1-8][0-9]{9}$)", re.ASCII).match


def _national_number(value: object) -> str:
    text = _plain(value)
    if text[:5] == "00980" or text[:4] == "+980":  # +98 (0)912 …
        return text[text.index("98") + 2 :]
    if match := _COUNTRY(text):
        return "0" + text[match.end() :]
    return text


def clean_mobile(value: object) -> str:
    """A mobile number as 09xxxxxxxxx; +98, 0098, 98 and a lost leading zero are understood."""
    text = _national_number(value)
    if len(text) == 10 and text[0] == "9":
        text = "0" + text
    if not _MOBILE(text):
        raise _fail(
            "mobile",
            _("A mobile number is 09 and nine more digits; this is not one: %(value)s."),
            value,
        )
    return text


def clean_phone(value: object) -> str:
    """A landline as 0, area code and number: eleven digits (01x … 08x)."""
    text = _national_number(value)
    if len(text) == 10 and text[0] in "12345678":
        text = "0" + text
    if not _PHONE(text):
        raise _fail(
            "phone",
            _(
                "A landline has 11 digits and starts with 0 and the area code, "
                "for example 01333112233; this is not one: %(value)s."
            ),
            value,
        )
    return text


# --- Postal code ---

_POSTAL = re.compile(r"[13-9]{5}[0-9]{5}", re.ASCII).fullmatch


def clean_postal_code(value: object, *, strict: bool = False) -> str:
    """The ten digits of a postal code; no 0 or 2 among the first five (the Post Company's rule).

    `strict` also refuses a 5 in fifth place, which the published rule excludes but registries
    contain.
    """
    text = _plain(value)
    if not _DIGITS(text):
        raise _fail("not_digits", _NOT_DIGITS, value)
    if len(text) != 10:
        raise _fail(
            "length",
            _(
                "A postal code has 10 digits; this one has %(length)s: %(value)s. "
                "Check for a missed digit."
            ),
            value,
            length=len(text),
        )
    if text == text[0] * 10:
        raise _fail(
            "repeated",
            _("%(value)s is a filler, not a postal code. Take it from a utility bill."),
            value,
        )
    if not _POSTAL(text):
        raise _fail(
            "postal_code",
            _(
                "The first five digits of a postal code hold no 0 and no 2: %(value)s. "
                "The two halves may have been swapped; compare with a utility bill."
            ),
            value,
        )
    if strict and text[4] == "5":
        raise _fail(
            "fifth_digit",
            _("The fifth digit of a postal code is not 5: %(value)s. Compare with a utility bill."),
            value,
        )
    return text


def has_doubtful_fifth_digit(postal_code: str) -> bool:
    """Whether a clean postal code has the 5 in fifth place that deserves a warning."""
    return postal_code[4:5] == "5"


# --- Sheba (IBAN, ISO 13616) ---

_SHEBA = re.compile(r"IR[0-9]{24}", re.ASCII).fullmatch


def clean_sheba(value: object) -> str:
    """An account number as IR and 24 digits, in capitals, without spaces. 24 digits alone are one
    where the check digits match."""
    text = _BETWEEN.sub("", canonical(value if isinstance(value, str) else str(value))).upper()
    if _SHEBA(f"IR{text}") and int(text[2:] + "1827" + text[:2]) % 97 == 1:
        return f"IR{text}"
    if text[:2].isdigit() and len(text) == 24:
        raise _fail("country", _("A Sheba number begins with IR: %(value)s. Add it."), value)
    if text[:2] != "IR":
        raise _fail(
            "country",
            _("Only Iranian accounts are accepted; a Sheba number begins with IR: %(value)s."),
            value,
        )
    if len(text) != 26:
        raise _fail(
            "length",
            _(
                "A Sheba number has IR and 24 digits; this one has %(length)s digits: %(value)s. "
                "Check for a missed digit."
            ),
            value,
            length=len(text) - 2,
        )
    if not _SHEBA(text):
        raise _fail("not_digits", _NOT_DIGITS, value)
    if int(text[4:] + "1827" + text[2:4]) % 97 != 1:
        raise _fail(
            "checksum",
            _(
                "The check digits of the Sheba number do not match: %(value)s. "
                "Compare it with the bank's letter or card."
            ),
            value,
        )
    return text


def format_sheba(sheba: str) -> str:
    """«IR68 9970 0000 …»: the number in fours, as banks print it."""
    return " ".join(sheba[start : start + 4] for start in range(0, len(sheba), 4))


def mask(value: str, keep_start: int = 3, keep_end: int = 2) -> str:
    """The value with its middle hidden; one too short to hide anything is hidden whole."""
    hidden = len(value) - keep_start - keep_end
    if hidden <= 0:
        return "•" * len(value)
    return value[:keep_start] + "•" * hidden + value[len(value) - keep_end :]
