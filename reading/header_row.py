"""Finds the row of column titles among titles, notes and blank rows."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from persian.text import canonical, fold

from .table import Cell, HeaderScorer, Row

CANDIDATES = 30  # filled rows looked at
BELOW = 12  # filled rows under a candidate that it is compared with
FEW = 2  # a contrast with so few cells may be chance
LONGEST_TITLE = 80  # characters

_LETTER = re.compile(r"[^\W\d_]")
_DATED = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{5,}")


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """`position` in the rows looked at, how many `lines` it takes, its cells, how good a guess."""

    position: int
    lines: int
    cells: list[str]
    score: float


def text_of(cell: Cell) -> str:
    """A cell as the text of a column title."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, str):
        return " ".join(canonical(cell).split())
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)


def find_header(rows: Sequence[Row], is_header: HeaderScorer | None) -> HeaderRow | None:
    """The most header-like of the first rows; None when none of them has a word in it."""
    texts = [[text_of(cell) for cell in cells] for _, cells in rows[: CANDIDATES + BELOW]]
    found: HeaderRow | None = None
    for position in range(min(len(texts), CANDIDATES)):
        for lines in (1, 2):
            header = header_at(texts, position, lines, is_header)
            if header and (found is None or header.score > found.score):
                found = header
    return found


def header_at(
    texts: Sequence[list[str]], position: int, lines: int, is_header: HeaderScorer | None
) -> HeaderRow | None:
    """The candidate that begins at a row, weighed; None when it cannot be a header."""
    cells = texts[position]
    if lines == 2:
        joined = _joined(texts[position : position + 2])
        if joined is None:
            return None
        cells = joined
    below = texts[position + lines : position + lines + BELOW]
    score = _score(cells, below, _known_titles(cells, texts, is_header))
    if score is None:
        return None
    return HeaderRow(position, lines, cells, score - 0.05 * min(position, 10))


def _known_titles(
    cells: list[str], texts: Sequence[list[str]], is_header: HeaderScorer | None
) -> float:
    """How many cells are known titles. What other rows have in the same column is a value there,
    whatever it is elsewhere: «فعال» may be a title, and is a status in a column of such."""
    if is_header is None:
        return 0.0
    others = [row for row in texts if row != cells]  # but for a header that is printed again
    return is_header(
        [
            "" if any(column < len(row) and row[column] == text for row in others) else text
            for column, text in enumerate(cells)
        ]
    )


def _is_word(text: str) -> bool:
    return bool(_LETTER.search(text)) and len(text) <= LONGEST_TITLE and not _DATED.search(text)


def _score(cells: list[str], below: Sequence[list[str]], known_titles: float) -> float | None:
    below = [row for row in below if row != cells]  # a header printed again
    filled = [(column, text) for column, text in enumerate(cells) if text]
    words = sum(_is_word(text) for _, text in filled)
    if not words:
        return None
    sizes = sorted(sum(map(bool, row)) for row in below)
    width = max(len(filled), sizes[len(sizes) // 2] if sizes else 0)
    contrast = repeated = 0.0
    for column, text in filled:
        under = [row[column] for row in below if column < len(row) and row[column]]
        if under:
            contrast += (
                _is_word(text) * sum(not _is_word(other) for other in under) / (len(under) + FEW)
            )
            repeated += text in under
    score = (
        words / len(filled)
        + len({fold(text) for _, text in filled}) / len(filled)
        + 1.5 * len(filled) / width
        + (contrast - repeated) / len(filled)
    )
    return score + 4 * min(known_titles, width) / width


def _joined(pair: Sequence[list[str]]) -> list[str] | None:
    """One header of two lines: groups above («تولد» over a date and a place), members below.

    Only when the lower line fills nothing but the columns of groups, two of them at least, and a
    column with a title of its own has none below.
    """
    if len(pair) < 2:
        return None
    upper, lower = pair
    width = max(len(upper), len(lower))
    upper = upper + [""] * (width - len(upper))
    lower = lower + [""] * (width - len(lower))
    group = ""
    joined: list[str] = []
    in_group = alone = 0
    for column in range(width):
        if upper[column]:
            opens = column + 1 < width and not upper[column + 1] and bool(lower[column + 1])
            group = upper[column] if opens else ""
            if bool(lower[column]) != opens:
                return None
            alone += not opens
        elif lower[column] and not group:
            return None
        if lower[column]:
            if not _is_word(lower[column]):
                return None
            in_group += 1
        elif not upper[column]:
            group = ""
        joined.append(f"{group} {lower[column]}" if lower[column] else upper[column])
    return joined if in_group >= 2 and alone else None
