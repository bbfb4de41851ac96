"""The licence (پروانه) on paper."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from files.printing import qr_code, typeset
from papers.letterhead import (
    OfficeHead,
    Paper,
    Signatory,
    files_of,
    head_data,
    signature_data,
)
from persian.dates import format_jalali
from persian.number_words import jalali_in_words

_TEMPLATE = Path(__file__).resolve().parent / "documents" / "licence.typ"


@dataclass(frozen=True, kw_only=True)
class LicenceSheet:
    """All that stands on a licence. Empty texts and None are left out.

    `title` is the kind of the licence in words («پروانه فعالیت»), `law_sentence` the sentence above
    the name, `serial` the number of the printed sheet, `verification_url` where the QR code leads,
    `verification_code` what is typed there where no camera is at hand,
    `watermark` a word across the paper («نمونه», «باطل»).
    """

    office: OfficeHead
    title: str
    law_sentence: str
    ngo_name: str
    licence_no: str
    level: str = ""
    field: str = ""
    county: str = ""
    legal_id: str = ""
    registration_no: str = ""
    issued_on: datetime.date
    expires_on: datetime.date | None = None
    conditions: Sequence[str] = ()
    signatories: Sequence[Signatory] = ()
    serial: str
    verification_url: str = ""
    verification_code: str = ""
    watermark: str = ""


def print_licence(sheet: LicenceSheet, *, paper: Paper = Paper.A5) -> bytes:
    """The PDF of a licence on one page. Raises PrintingError."""
    files = files_of(sheet.office, sheet.signatories)
    if sheet.verification_url:
        files["qr"] = qr_code(sheet.verification_url)
    return typeset(_TEMPLATE, licence_data(sheet, paper=paper), files=files)


def licence_data(sheet: LicenceSheet, *, paper: Paper) -> dict[str, object]:
    """What the template of a licence reads."""
    facts = [
        (_("Activity level"), sheet.level),
        (_("Field"), sheet.field),
        (_("County"), sheet.county),
        (_("Legal ID"), sheet.legal_id),
        (_("Registration number"), sheet.registration_no),
    ]
    dates = [(_("Issued on"), sheet.issued_on), (_("Expires on"), sheet.expires_on)]
    return {
        "is_small": paper == Paper.A5,
        "title": sheet.title,
        "office": head_data(sheet.office),
        "number": {"label": _("Licence number"), "value": sheet.licence_no},
        "serial": {"label": _("Serial number"), "value": sheet.serial},
        "law_sentence": sheet.law_sentence,
        "name": sheet.ngo_name,
        "facts": [{"label": label, "value": value, "words": ""} for label, value in facts if value],
        "dates": [
            {"label": label, "value": format_jalali(day), "words": jalali_in_words(day)}
            for label, day in dates
            if day
        ],
        "conditions": list(sheet.conditions),
        "signatures": signature_data(sheet.signatories),
        "has_qr": bool(sheet.verification_url),
        "code": _in_groups(sheet.verification_code),
        "watermark": sheet.watermark,
        "words": {
            "conditions": _("Conditions"),
            "check": _("Check with a mobile phone that this licence is genuine"),
        },
    }


def _in_groups(code: str) -> str:
    """A code as it is read aloud: five signs at a time."""
    return " ".join(code[place : place + 5] for place in range(0, len(code), 5))
