"""Cells that programs have wrapped, garbled or lost: mended where that is certain, told otherwise.

A column is searched as a whole for signs of each kind; only where there is one are cells looked at.
"""

import codecs
import html
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from files.formulas import armed
from persian.text import fold

from .encoding import is_garbled
from .table import Cell, Row

Judged = TypeVar("Judged")
WRAPPED, ENTITIES, GARBLED, ERROR, NO_RESULT, STRAY, DITTO = (
    "wrapped", "entities", "garbled", "error_cell", "no_result", "stray_quotes", "ditto",
)  # fmt: skip

# UTF-8 of ا, ن, ی, و taken for Windows-1256, and of Arabic letters taken for a Western encoding.
_GARBLED_SIGNS = ("\ufffd", "Ø", "Ù", "Ç", "ط§", "ظ†", "غŒ", "ظˆ", "??", "؟؟")
_LOST = re.compile(r"\ufffd|^[\s?؟.,،\-()]*[?؟]{3}[\s?؟.,،\-()]*$|\?{3}\w|\w\?{3}\w")
_FORMULA = re.compile(r'\s*=\s*"((?:[^"]|"")*)"\s*')
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|span|b|i|u|strong|em|font|a|li|ul|ol|small|sup|sub|table|tbody|tr|td)\b[^<>]*>",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BUSY!|GETTING_DATA|"
    r"[^\W\d_][^\s#!?؟]{0,18}[!?؟])|#{3,}|Err:\d{3}"
)
_STRAY = re.compile(r'[^"]*[^\W\d_]"')  # the first quotation mark closes what none has opened
# What stands for the cell above it.
_DITTO = frozenset(
    {'"', "''", "”", "“", "〃", "″"}
    | set(
        map(
            fold,
            (
                "ایضا",
                "ایضاً",
                "همان",
                "همان آدرس",
                "همان نشانی",
                "همان شماره",
                "همانند بالا",
                "مانند بالا",
                "مثل بالا",
                "مشابه بالا",
                "همانند ردیف بالا",
                "مانند ردیف قبل",
                "همانند فوق",
                "مشابه فوق",
            ),
        )
    )
)
_DITTO_SIGNS = ('"', "''", "”", "“", "〃", "″", "ایضا", "همان", " بالا", " فوق", " قبل")
_LONGEST_DITTO = 20  # characters
_UNDONE_TWICE = 2  # «&amp;zwnj;»


@dataclass(slots=True)
class Mended:
    """`rows` are the numbers of rows by what was done in them, in the order of columns; `columns`
    the places of these. `problems` are cells that cannot be taken: row number → [(column, code)].
    """

    rows: dict[str, set[int]] = field(default_factory=dict)
    columns: dict[str, set[int]] = field(default_factory=dict)
    problems: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    def note(self, what: str, number: int, column: int) -> None:
        self.rows.setdefault(what, set()).add(number)
        self.columns.setdefault(what, set()).add(column)

    def refuse(self, what: str, number: int, column: int) -> None:
        self.note(what, number, column)
        self.problems.setdefault(number, []).append((column, what))


def may_need_mending(text: bytes) -> bool:
    """Whether anything in a file of text (in UTF-8, UTF-16 or Windows-1256) is a sign of what is
    mended; most files have none."""
    # Single bytes are found ten times as fast as several: those with which the signs begin, where
    # texts of offices have none of them.
    signs = (b"'", b"&", b"<", b"#", b"?", b"\xef", b"\t", b"\\", b"\xc3", b"\xc5", b"\xcb")
    more = (
        b'="', b'= "', b'""""', b"Err:", "ط§".encode(), "؟؟".encode(), "〃".encode(), "”".encode(),
        "ایضا".encode(), "همان".encode(), " بالا".encode(),
    )  # fmt: skip
    beginning, rest = text[:3].removeprefix(codecs.BOM_UTF8), text[3:]
    return any(sign in beginning or sign in rest for sign in (*signs, *more))


def mended(rows: Sequence[Row], width: int, *, has_stray_quotes: bool = False) -> Mended:
    """Mend the cells of all rows in place."""
    found = Mended()
    for column in range(width):
        cells = [cells[column] for _number, cells in rows]
        texts = [cell for cell in cells if cell.__class__ is str]
        joined = "\n".join(texts)
        if not joined:
            continue
        if _has_wrapped(joined):
            _mend(rows, column, WRAPPED, _unwrapped, found)
        if has_stray_quotes and '"' in joined:
            _note(rows, column, STRAY, _STRAY.match, found)
        if "&" in joined or "<" in joined:
            _mend(rows, column, ENTITIES, _without_markup, found)
        if "\n#" in joined or "\nErr:" in joined or joined[0] in "#E":
            _refuse(rows, column, ERROR, lambda text: bool(_ERROR.fullmatch(text.strip())), found)
        if any(sign in joined for sign in _DITTO_SIGNS):
            _fill_ditto(rows, column, found)
        if any(sign in joined for sign in _GARBLED_SIGNS):
            _refuse(rows, column, GARBLED, _is_garbled, found)
    return found


def _has_wrapped(joined: str) -> bool:
    return (
        joined[0] in "='\t\\"
        or "\n='" in joined
        or '="' in joined
        or '= "' in joined
        or "\n'" in joined
        or "\n\t" in joined
        or "\n\\N" in joined
    )


def _judged(
    rows: Sequence[Row], column: int, judge: Callable[[str], Judged]
) -> Iterator[tuple[int, list[Cell], str, Judged]]:
    """The texts of a column, with their rows and what is judged of each, equal ones once."""
    known: dict[str, Judged] = {}
    for number, cells in rows:
        cell = cells[column]
        if cell.__class__ is str:
            text = str(cell)
            if text not in known:
                known[text] = judge(text)
            yield number, cells, text, known[text]


def _mend(
    rows: Sequence[Row], column: int, what: str, mend: Callable[[str], str], found: Mended
) -> None:
    for number, cells, text, better in _judged(rows, column, mend):
        if better != text:
            cells[column] = better or None
            found.note(what, number, column)


def _note(
    rows: Sequence[Row], column: int, what: str, is_so: Callable[[str], object], found: Mended
) -> None:
    for number, _cells, text, is_found in _judged(rows, column, is_so):
        if '"' in text and is_found:
            found.note(what, number, column)


def _refuse(
    rows: Sequence[Row], column: int, what: str, is_so: Callable[[str], bool], found: Mended
) -> None:
    for number, _cells, _text, is_found in _judged(rows, column, is_so):
        if is_found:
            found.refuse(what, number, column)


def _fill_ditto(rows: Sequence[Row], column: int, found: Mended) -> None:
    """Write out what a ditto mark stands for: the cell above it. One under nothing stays."""
    marks = {number for number, *_rest, is_mark in _judged(rows, column, _is_ditto) if is_mark}
    above: Cell = None
    for number, cells in rows if marks else ():
        if number in marks and above is not None:
            cells[column] = above
            found.note(DITTO, number, column)
        above = cells[column]


def _is_ditto(text: str) -> bool:
    text = text.strip(" .،-()")
    return len(text) <= _LONGEST_DITTO and (text in _DITTO or fold(text) in _DITTO)


def _unwrapped(text: str) -> str:
    """The text without what was put around it lest a spreadsheet take it for a number."""
    if text == "\\N":  # nothing, as MySQL writes it
        return ""
    if match := _FORMULA.fullmatch(text):
        text = match[1].replace('""', '"')
    text = text.lstrip("\t")
    if armed(text) is not text:
        return text  # disarmed as our own files are; the cleaners take that off, once
    if text[:1] == "'" and not text.endswith("'"):
        return text[1:]
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else text


def _without_markup(text: str) -> str:
    """The text without HTML's entities and tags; a lone < or & is left alone."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    for _time in range(_UNDONE_TWICE):
        if not _ENTITY.search(text):
            break
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return text.replace("\0", "")


def _is_garbled(text: str) -> bool:
    return bool(_LOST.search(text)) or (len(text) > 3 and is_garbled(text))


def without_result(cells: Collection[tuple[int, int]], rows: Sequence[Row], found: Mended) -> None:
    """Note cells whose formula has no result, in the rows of the list."""
    wanted: dict[int, list[int]] = {}
    for number, column in cells:
        wanted.setdefault(number, []).append(column)
    if wanted:
        for number, row in rows:
            for column in wanted.get(number, ()):
                if 0 <= column < len(row) and row[column] is None:
                    found.refuse(NO_RESULT, number, column)
