"""The certificate (گواهی) of having taken part in an event, on paper."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from files.printing import qr_code, typeset
from papers.letterhead import OfficeHead, Signatory, files_of, head_data, signature_data
from persian.dates import format_jalali
from persian.numbers import format_number

_TEMPLATE = Path(__file__).resolve().parent / "documents" / "certificate.typ"
_GROUP = 5  # signs of a code that are read at a time


@dataclass(frozen=True, kw_only=True)
class CertificateSheet:
    """All that stands on a certificate. Empty texts and None are left out.

    It names its holder and nothing else of theirs: it is shown around.
    """

    office: OfficeHead
    signatories: Sequence[Signatory] = ()
    name: str
    event: str
    kind: str
    cohort: str = ""
    county: str = ""
    starts_on: datetime.date
    ends_on: datetime.date | None = None
    hours: Decimal | None = None
    number: str
    issued_on: datetime.date
    verification_url: str
    verification_code: str


def print_sheets(sheets: Sequence[CertificateSheet]) -> bytes:
    """One PDF with a page for each. Raises PrintingError."""
    first = sheets[0]
    files = files_of(first.office, first.signatories)
    for place, sheet in enumerate(sheets):
        files[f"qr{place}"] = qr_code(sheet.verification_url)
    data = {
        "title": _("Certificate"),
        "office": head_data(first.office),
        "signatures": signature_data(first.signatories),
        "sheets": list(map(_data_of, sheets)),
        "words": {"check": _("Check with a mobile phone that this certificate is genuine")},
    }
    return typeset(_TEMPLATE, data, files=files)


def _data_of(sheet: CertificateSheet) -> dict[str, Any]:
    last = sheet.ends_on or sheet.starts_on
    days = format_jalali(sheet.starts_on)
    if last != sheet.starts_on:
        days = _("%(first)s to %(last)s") % {"first": days, "last": format_jalali(last)}
    facts = [
        (_("Date"), days),
        (_("Hours"), format_number(sheet.hours) if sheet.hours else ""),
        (_("Cohort"), sheet.cohort),
        (_("County"), sheet.county),
        (_("Certificate number"), sheet.number),
        (_("Issued on"), format_jalali(sheet.issued_on)),
    ]
    code = sheet.verification_code
    return {
        "before": _("It is hereby certified that"),
        "name": sheet.name,
        "after": _("has taken part in “%(event)s” (%(kind)s).")
        % {"event": sheet.event, "kind": sheet.kind},
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "code": " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP)),
    }
