"""The process (فرآیند) of a program on paper: its steps in their order (article S0)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from files.printing import typeset
from papers.letterhead import OfficeHead, files_of, head_data
from persian.dates import format_jalali
from persian.numbers import format_number

_TEMPLATE = Path(__file__).resolve().parent / "documents" / "process.typ"


@dataclass(frozen=True, kw_only=True)
class SheetStep:
    """One step: what is done, by whom, and what comes out of it."""

    title: str
    owner: str = ""
    output: str = ""


@dataclass(frozen=True, kw_only=True)
class ProcessSheet:
    """All that stands on the sheet of a process; the steps are in their order."""

    office: OfficeHead
    program: str
    type: str
    place: str
    printed_on: datetime.date
    is_first_time: bool
    steps: Sequence[SheetStep]
    target_group: str = ""
    lead_agency: str = ""
    upper_document: str = ""


def print_process(sheet: ProcessSheet) -> bytes:
    """The PDF of a process. Raises PrintingError."""
    return typeset(_TEMPLATE, process_data(sheet), files=files_of(sheet.office, ()))


def process_data(sheet: ProcessSheet) -> dict[str, Any]:
    """What the template of a process reads."""
    lines = [{"label": _("Printed on"), "value": format_jalali(sheet.printed_on)}]
    if sheet.is_first_time:
        lines.insert(0, {"label": _("Carried out"), "value": _("For the first time")})
    return {
        "title": _("Process of the program"),
        "office": head_data(sheet.office),
        "program": sheet.program,
        "lines": lines,
        "facts": [
            {"label": label, "value": value}
            for label, value in (
                (_("Type"), sheet.type),
                (_("Carried out in"), sheet.place),
                (_("Target group"), sheet.target_group),
                (_("Lead agency"), sheet.lead_agency),
                (_("Upper document"), sheet.upper_document),
            )
            if value
        ],
        "columns": [_("Number"), _("Step"), _("Who does it"), _("What comes out")],
        "rows": [
            [format_number(number), step.title, step.owner, step.output]
            for number, step in enumerate(sheet.steps, 1)
        ],
    }
