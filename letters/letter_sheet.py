"""A letter (نامه) of an office on paper."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from files.printing import typeset
from papers.letterhead import (
    OfficeHead,
    Signatory,
    files_of,
    head_data,
    lines_of,
    signature_data,
)

_TEMPLATE = Path(__file__).resolve().parent / "documents" / "letter.typ"


@dataclass(frozen=True, kw_only=True)
class LetterSheet:
    """All that stands in a letter. A draft may lack its number and its date.

    `attachment` says what is attached; an empty one is printed as «ندارد». `closing` stands above
    the signature («با احترام»), `copies` are those who are sent one.
    """

    office: OfficeHead
    number: str = ""
    date: datetime.date | None = None
    attachment: str = ""
    recipient: str
    recipient_post: str = ""
    subject: str = ""
    greeting: str = ""
    paragraphs: Sequence[str]
    closing: str = ""
    signatory: Signatory
    copies: Sequence[str] = ()


def print_letter(sheet: LetterSheet) -> bytes:
    """The PDF of a letter. Raises PrintingError."""
    files = files_of(sheet.office, [sheet.signatory])
    return typeset(_TEMPLATE, letter_data(sheet), files=files)


def letter_data(sheet: LetterSheet) -> dict[str, object]:
    """What the template of a letter reads."""
    return {
        "title": sheet.subject or _("Letter"),
        "office": head_data(sheet.office),
        "lines": lines_of(sheet.number, sheet.date, sheet.attachment),
        "recipient": sheet.recipient,
        "recipient_post": sheet.recipient_post,
        "subject": sheet.subject,
        "greeting": sheet.greeting,
        "paragraphs": list(sheet.paragraphs),
        "closing": sheet.closing,
        "signatures": signature_data([sheet.signatory]),
        "copies": list(sheet.copies),
        "words": {"subject": _("Subject"), "copies": _("Copies")},
    }
