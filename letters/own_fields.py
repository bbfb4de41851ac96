"""The fields that every template of a letter may hold: of the NGO, the application, the recipient.

No personal data: a field for it does not exist.
"""

from django.utils.translation import pgettext_lazy

from letters.fields import LetterField
from letters.models import Letter
from persian.dates import format_jalali
from persian.numbers import persian_digits


def _ngo(letter: Letter) -> str | None:
    return letter.ngo.name if letter.ngo else None


def _legal_id(letter: Letter) -> str | None:
    return _digits(letter.ngo.legal_id) if letter.ngo else None


def _licence_no(letter: Letter) -> str | None:
    return _digits(letter.ngo.licence_no) if letter.ngo else None


def _expiry(letter: Letter) -> str | None:
    expires_on = letter.ngo.licence_expires_on if letter.ngo else None
    return format_jalali(expires_on) if expires_on else None


def _county(letter: Letter) -> str | None:
    return letter.ngo.county.name if letter.ngo and letter.ngo.county else None


def _province(letter: Letter) -> str | None:
    return letter.ngo.province.name if letter.ngo else None


def _recipient(letter: Letter) -> str | None:
    recipient = letter.counterpart or letter.ngo
    return str(recipient) if recipient else None


def _tracking_code(letter: Letter) -> str | None:
    return persian_digits(letter.application.tracking_code) if letter.application else None


def _council(letter: Letter) -> str | None:
    council = letter.application.council if letter.application else None
    return str(council) if council else None


def _digits(number: str | None) -> str | None:
    return persian_digits(number) if number else None


FIELDS = (
    LetterField("ngo", pgettext_lazy("field of a letter", "NGO"), _ngo),
    LetterField("legal_id", pgettext_lazy("field of a letter", "legal ID"), _legal_id),
    LetterField("licence_no", pgettext_lazy("field of a letter", "licence number"), _licence_no),
    LetterField(
        "licence_expires_on", pgettext_lazy("field of a letter", "licence expiry"), _expiry
    ),
    LetterField("county", pgettext_lazy("field of a letter", "county"), _county),
    LetterField("province", pgettext_lazy("field of a letter", "province"), _province),
    LetterField("counterpart", pgettext_lazy("field of a letter", "recipient"), _recipient),
    # Both are known when the letter is numbered (`services/saving.py`).
    LetterField("number", pgettext_lazy("field of a letter", "number")),
    LetterField("date", pgettext_lazy("field of a letter", "date")),
    LetterField(
        "tracking_code", pgettext_lazy("field of a letter", "tracking code"), _tracking_code
    ),
    LetterField("council", pgettext_lazy("field of a letter", "council"), _council),
)
