"""Any list as a PDF: a title, what it was narrowed by, and a table as wide as it needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from files.printing import DOCUMENTS, typeset
from persian.numbers import format_number

NARROWEST, WIDEST = 5, 42  # letters that a column is given room for
WIDE = 105  # letters in a row from which on the paper lies across
LOOKED_AT = 500  # rows whose cells tell how wide the columns are


@dataclass(frozen=True, kw_only=True)
class ListSheet:
    """A table to print. The cells are text as people read it (Jalali dates, names of choices).

    `narrowed` says in words what the list was narrowed by; `made` who printed it and when.
    """

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]
    narrowed: str = ""
    made: str = ""
    numbered: bool = True  # a first column with the number of each row


def print_list(sheet: ListSheet) -> bytes:
    """The PDF of a list, its first column on the right, its head on every page.

    Raises PrintingError, and ValueError for a row of another length than the head.
    """
    return typeset(DOCUMENTS / "list.typ", list_data(sheet))


def list_data(sheet: ListSheet) -> dict[str, object]:
    """What the template of a list reads."""
    labels = [str(label) for label in sheet.columns]
    rows = [[str(cell) for cell in row] for row in sheet.rows]
    if any(len(row) != len(labels) for row in rows):
        raise ValueError("a row has another number of cells than the head")
    if sheet.numbered:
        labels = [_("Row"), *labels]
        rows = [[str(number), *row] for number, row in enumerate(rows, 1)]
    widths = [
        _width(label, [row[place] for row in rows[:LOOKED_AT]])
        for place, label in enumerate(labels)
    ]
    count = ngettext("%(count)s row", "%(count)s rows", len(rows))
    return {
        "title": sheet.title,
        "narrowed": sheet.narrowed,
        "made": sheet.made,
        "count": count % {"count": format_number(len(rows))},
        "is_wide": sum(widths) > WIDE,
        "columns": [
            {"label": label, "width": width} for label, width in zip(labels, widths, strict=True)
        ],
        "rows": rows,
    }


def _width(label: str, cells: Sequence[str]) -> int:
    """Letters that a column needs: its longest word at least, most of its cells on one line."""
    lengths = sorted(len(cell) for cell in cells)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    words = max((len(word) for cell in (label, *cells) for word in cell.split()), default=0)
    return min(max(words + 1, usual, NARROWEST), WIDEST)
