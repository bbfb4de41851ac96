"""Minutes (صورتجلسه) of a council's session on paper."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from files.printing import typeset
from papers.letterhead import OfficeHead, files_of, head_data, lines_of
from persian.dates import format_jalali
from persian.number_words import ordinal_in_words
from persian.numbers import format_number

_TEMPLATE = Path(__file__).resolve().parent / "documents" / "minutes.typ"


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """A member of the council or a guest, and whether they were there."""

    name: str
    role: str = ""
    is_present: bool = True


@dataclass(frozen=True, kw_only=True)
class MinutesItem:
    """One item of the agenda and what came of it. Votes are None where none were taken."""

    subject: str
    decision: str = ""  # in a word: «موافقت شد»
    text: str = ""  # the resolution itself, in as many lines as it has
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    conditions: str = ""
    owner: str = ""
    due_on: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class MinutesSheet:
    """All that stands in the minutes of a session.

    `quorum` is how many of the members must be present, None where no quorum is asked for;
    `present` how many of those who count for it were, by default all attendees who came.
    """

    office: OfficeHead
    council: str
    session_number: int
    held_on: datetime.date
    place: str = ""
    begins_at: datetime.time | None = None
    ends_at: datetime.time | None = None
    attendance: Sequence[Attendee]
    quorum: int | None = None
    present: int | None = None
    items: Sequence[MinutesItem]


def print_minutes(sheet: MinutesSheet) -> bytes:
    """The PDF of the minutes, with room for those present to sign. Raises PrintingError."""
    return typeset(_TEMPLATE, minutes_data(sheet), files=files_of(sheet.office))


def minutes_data(sheet: MinutesSheet) -> dict[str, object]:
    """What the template of the minutes reads."""
    lines = lines_of(str(sheet.session_number), sheet.held_on)
    lines[1]["value"] = format_jalali(sheet.held_on, "weekday")
    if hours := _hours(sheet.begins_at, sheet.ends_at):
        lines.append({"label": _("Time"), "value": hours})
    if sheet.place:
        lines.append({"label": _("Place"), "value": sheet.place})
    title = _("Minutes of the %(ordinal)s session")
    return {
        "office": head_data(sheet.office),
        "title": title % {"ordinal": ordinal_in_words(sheet.session_number)},
        "council": sheet.council,
        "lines": lines,
        "attendance_columns": [_("Row"), _("Name"), _("Post"), _("Attendance")],
        "attendance": [
            {
                "name": one.name,
                "role": one.role,
                "presence": _("Present") if one.is_present else _("Absent"),
            }
            for one in sheet.attendance
        ],
        "quorum": _quorum(sheet),
        "items": [_item(item) for item in sheet.items],
        "signers": [
            {"name": one.name, "role": one.role} for one in sheet.attendance if one.is_present
        ],
        "words": {
            "attendance": _("Those present and absent"),
            "resolutions": _("Agenda and resolutions"),
            "decision": _("Decision"),
            "signatures": _("Signatures of those present"),
        },
    }


def _hours(begins_at: datetime.time | None, ends_at: datetime.time | None) -> str:
    if begins_at is None:
        return ""
    if ends_at is None:
        return f"{begins_at:%H:%M}"
    return _("%(begin)s to %(end)s") % {"begin": f"{begins_at:%H:%M}", "end": f"{ends_at:%H:%M}"}


def _quorum(sheet: MinutesSheet) -> str:
    """Whether enough were present, in a sentence; "" where no quorum is asked for."""
    if sheet.quorum is None:
        return ""
    present = sheet.present
    if present is None:
        present = sum(one.is_present for one in sheet.attendance)
    sentence = _("The quorum was not reached: %(present)s present, %(quorum)s needed.")
    if present >= sheet.quorum:
        sentence = _(
            "With %(present)s present and a quorum of %(quorum)s, the session was official."
        )
    return sentence % {
        "present": format_number(present),
        "quorum": format_number(sheet.quorum),
    }


def _item(item: MinutesItem) -> dict[str, object]:
    votes = [
        (_("For"), item.votes_for),
        (_("Against"), item.votes_against),
        (_("Abstained"), item.abstained),
    ]
    facts = [(label, format_number(count)) for label, count in votes if count is not None]
    facts += [
        (_("Conditions"), item.conditions),
        (_("Responsible"), item.owner),
        (_("Due date"), format_jalali(item.due_on) if item.due_on else ""),
    ]
    return {
        "subject": item.subject,
        "decision": item.decision,
        "text": item.text,
        "facts": [{"label": label, "value": value} for label, value in facts if value],
    }
