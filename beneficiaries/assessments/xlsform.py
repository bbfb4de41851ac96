"""Questionnaires as XLSForm: the workbook that KoBo, ODK and the like read and write.

Sheet `survey` has a question a row (`type`, `name`, `label`, `required`, `relevant`, and `domain`,
which is ours), `choices` the answers (`list_name`, `name`, `label`, and `weight`, ours). Of the
conditions of XLSForm one is understood: `${question} = 'answer'`. What is not understood is
refused in words, with its row.
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from accounts.refusals import Refusal
from beneficiaries.assessments.scoring import CHOICE, NUMBER, TEXT
from beneficiaries.care.models.plan import Domain
from files.exporting import disarm
from persian.numbers import format_number
from persian.text import canonical
from reading.container import WORKBOOK
from reading.errors import UnreadableFile
from reading.table import Limits
from reading.workbook import Workbook

MOST_QUESTIONS, MOST_CHOICES, HEAVIEST = 200, 40, 100
# A questionnaire is small, and is read while somebody waits.
LIMITS = Limits(
    max_rows=20_000, max_columns=200, max_cells=400_000, max_unpacked_bytes=64 * 2**20,
    max_memory_bytes=512 * 2**20, max_seconds=20,
)  # fmt: skip
_TYPES = {"integer": NUMBER, "text": TEXT}
_NAMES = {kind: name for name, kind in _TYPES.items()}
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
_RELEVANT = re.compile(r"""\$\{\s*(\w+)\s*\}\s*=\s*['"](\w+)['"]""", re.ASCII)
_SKIPPED = ("start", "end", "today", "note", "deviceid", "begin_group", "end_group",
            "begin group", "end group")  # fmt: skip

Question = dict[str, Any]


def written(title: str, number: int, questions: list[Question]) -> bytes:
    """The workbook of a version."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    survey, choices = book.add_worksheet("survey"), book.add_worksheet("choices")
    settings = book.add_worksheet("settings")
    _write(survey, [("type", "name", "label", "required", "relevant", "domain"), *(
        (
            f"select_one {q['key']}" if q["kind"] == CHOICE else _NAMES[q["kind"]],
            q["key"], q["text"], "yes" if q["is_required"] else "",
            f"${{{q['shown_if']['key']}}} = '{q['shown_if']['is']}'" if q["shown_if"] else "",
            q["domain"],
        ) for q in questions
    )])  # fmt: skip
    _write(choices, [("list_name", "name", "label", "weight"), *(
        (q["key"], each["key"], each["text"], each["weight"])
        for q in questions for each in q["choices"]
    )])  # fmt: skip
    _write(settings, [
        ("form_title", "form_id", "version"), (title, "assessment", str(number)),
    ])  # fmt: skip
    book.close()
    return file.getvalue()


def _write(sheet: Any, rows: list[tuple[Any, ...]]) -> None:
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(at, column, value)
            else:
                sheet.write_string(at, column, disarm(value))


def read(raw: bytes) -> list[Question]:
    """The questions of a workbook. Raises Refusal, in words, for what is not understood."""
    try:
        sheets = _sheets(raw)
    except UnreadableFile as error:
        raise Refusal("unreadable", str(error), field="file") from error
    if "survey" not in sheets:
        raise _refused(_("This workbook has no sheet «survey». An XLSForm is expected."))
    lists: dict[str, list[dict[str, Any]]] = {}
    for row, cells in sheets.get("choices", []):
        name, key = cells.get("list_name", ""), cells.get("name", "")
        if not name and not key:
            continue
        lists.setdefault(name, []).append({
            "key": _key(key, row, "choices"), "text": _text(cells, row, "choices"),
            "weight": _weight(cells.get("weight", ""), row),
        })  # fmt: skip
    questions: list[Question] = []
    for row, cells in sheets["survey"]:
        kind = " ".join(cells.get("type", "").split())
        if kind and kind not in _SKIPPED:
            questions.append(_question(kind, cells, row, lists, questions))
    if not questions or len(questions) > MOST_QUESTIONS:
        most = format_number(MOST_QUESTIONS)
        raise _refused(_("A questionnaire has from one to %(most)s questions.") % {"most": most})
    return questions


def _question(
    kind: str, cells: Mapping[str, str], row: int, lists: Mapping[str, Any], before: list[Question]
) -> Question:
    key = _key(cells.get("name", ""), row, "survey")
    known = {question["key"]: question for question in before}
    if key in known:
        raise _refused(_("Two questions have the name «%(name)s».") % {"name": key})
    choices: list[dict[str, Any]] = []
    if kind.startswith("select_one "):
        choices = list(lists.get(kind.partition(" ")[2], ()))
        keys = [each["key"] for each in choices]
        if not choices or len(choices) > MOST_CHOICES or len(set(keys)) != len(keys):
            text = _("Row %(row)s: its list of answers is empty, too long, or says one twice.")
            raise _refused(text % {"row": format_number(row)})
    elif kind not in _TYPES:
        text = _("Row %(row)s: questions of the type «%(kind)s» are not understood.")
        raise _refused(text % {"row": format_number(row), "kind": kind[:40]})
    domain = cells.get("domain", "") or Domain.FAMILY
    if domain not in Domain.values:
        text = _("Row %(row)s: «domain» is one of %(known)s.")
        raise _refused(text % {"row": format_number(row), "known": "، ".join(Domain.values)})
    return {
        "key": key, "text": _text(cells, row, "survey"), "domain": str(domain),
        "kind": _TYPES.get(kind, CHOICE), "choices": choices,
        "is_required": cells.get("required", "").lower() in ("yes", "true", "true()", "1"),
        "shown_if": _condition(cells.get("relevant", ""), row, known),
    }  # fmt: skip


def _condition(relevant: str, row: int, known: Mapping[str, Question]) -> dict[str, str] | None:
    if not relevant.strip():
        return None
    told = _RELEVANT.fullmatch(relevant.strip())
    of = known.get(told[1]) if told else None
    if told is None or of is None or told[2] not in [each["key"] for each in of["choices"]]:
        text = _("Row %(row)s: the condition names no answer of a question above it.")
        raise _refused(text % {"row": format_number(row)})
    return {"key": told[1], "is": told[2]}


def _key(text: str, row: int, sheet: str) -> str:
    if not _KEY.fullmatch(text):
        words = _("Row %(row)s of «%(sheet)s»: «name» has Latin letters, digits and _ alone.")
        raise _refused(words % {"row": format_number(row), "sheet": sheet})
    return text


def _text(cells: Mapping[str, str], row: int, sheet: str) -> str:
    found = canonical(next((cells[name] for name in cells if name.startswith("label")), ""))[:300]
    if not found:
        words = _("Row %(row)s of «%(sheet)s» has no «label».")
        raise _refused(words % {"row": format_number(row), "sheet": sheet})
    return found


def _weight(text: str, row: int) -> int:
    plain = canonical(text).removesuffix(".0") or "0"
    if not plain.isdecimal() or len(plain) > 9 or int(plain) > HEAVIEST:
        words = _("Row %(row)s: a weight is a whole number from 0 to %(most)s.")
        raise _refused(words % {"row": format_number(row), "most": format_number(HEAVIEST)})
    return int(plain)


def _refused(text: str) -> Refusal:
    return Refusal("not_understood", text, field="file")


def _sheets(raw: bytes) -> dict[str, list[tuple[int, dict[str, str]]]]:
    """Rows by sheet, each with its number and its cells by the first row's titles."""
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    with Workbook(raw, WORKBOOK, only=None, limits=LIMITS) as book:
        for head in book.heads:
            if head.name in ("survey", "choices"):
                _facts, rows = book.open_sheet(head.index)
                found[head.name] = list(_named(rows))
    return found


def _named(rows: Iterator[Any]) -> Iterator[tuple[int, dict[str, str]]]:
    titles: list[str] | None = None
    for number, cells in rows:
        texts = ["" if cell is None else str(cell).strip() for cell in cells]
        if titles is None:
            titles = [text.lower() for text in texts]
            continue
        yield (
            number,
            {title: text for title, text in zip(titles, texts, strict=False) if title and text},
        )
