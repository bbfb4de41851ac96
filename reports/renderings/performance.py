"""The performance report of a period as one document: a cover with what can be said in sentences,
then a chapter for each report with its sentences, its figures and its chart."""

import io
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from accounts.models import User
from files.printing import typeset
from papers.letterhead import files_of, head_data, lines_of, signature_data
from persian.dates import today
from persian.numbers import format_number
from reports.charts import bars_of, svg
from reports.renderings.as_json import write_json
from reports.renderings.made import Made, make
from reports.renderings.paper import stationery, table_data
from reports.report import Asked, seen_by
from reports.sentences import sentences
from reports.table import Cell

_TEMPLATE = Path(__file__).resolve().parents[1] / "documents" / "performance.typ"
MOST_ROWS = 40  # of a chapter; the report itself has all
ATTACHED = "figures.json"
ARCHIVED = ("a-3b",)  # kept for years, with a file in it that programs read
FEW_ROWS = 8  # a chapter with more begins on a page of its own


def write_performance(file: IO[bytes], asked: Asked, reader: User | None) -> None:
    """Of all reports that the reader may see; of every one for the command. Raises
    PrintingError."""
    every = [make(report, asked) for report in seen_by(reader)]
    files: dict[str, bytes] = {}
    chapters = [_chapter(made, files, place) for place, made in enumerate(every)]
    office, signatories = stationery(asked.province)
    made_on = every[0].made_on if every else today()
    data = {
        "title": _("Performance report"),
        "office": head_data(office),
        "place": every[0].place if every else "",
        "lines": lines_of("", made_on),
        "period": asked.periods.said,
        "day": [made_on.year, made_on.month, made_on.day],
        "summary": [chapter["sentences"][0] for chapter in chapters if chapter["sentences"]],
        "chapters": chapters,
        "signatures": signature_data(signatories),
        "words": {"summary": _("At a glance"), "attached": _("All figures of this report")},
    }
    files |= files_of(office, signatories) | {ATTACHED: _all_figures(asked, reader)}
    file.write(typeset(_TEMPLATE, data, files=files, standards=ARCHIVED))


def _all_figures(asked: Asked, reader: User | None) -> bytes:
    """Every report with all its rows as JSON, which the document bears within itself."""
    found = io.BytesIO()
    found.write(b"[")
    for place, report in enumerate(seen_by(reader)):
        found.write(b",\n" if place else b"")
        write_json(found, make(report, asked))
    found.write(b"]\n")
    return found.getvalue()


def _chapter(made: Made, files: dict[str, bytes], place: int) -> dict[str, Any]:
    table = made.table
    rows: Sequence[Sequence[Cell]] = list(islice(table.rows, MOST_ROWS + 1))
    is_cut = len(rows) > MOST_ROWS
    rows = rows[:MOST_ROWS]
    drawing = svg(bars_of(table, rows), made.title)
    name = f"chart-{'i' * (place + 1)}" if drawing else ""  # digits would be printed as Persian
    if drawing:
        files[name] = drawing.encode()
    told = sentences(table, rows)
    if told:
        told[0] = f"{made.title} — {told[0]}"
    return {
        "title": made.title,
        "explained": str(made.report.explained),
        "sentences": told,
        "table": table_data(table, rows, name),
        "left-out": _("The first %(most)s rows are shown. Files hold all.")
        % {"most": format_number(MOST_ROWS)}
        if is_cut
        else "",
        "breaks": len(rows) > FEW_ROWS,
    }
