"""What a person should know of how a file was read, in words."""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from persian.personal_numbers import masked_in

from .body import Body
from .delimited import BACKSLASH, Quoting
from .doubts import Doubt
from .mending import DITTO, ENTITIES, ERROR, GARBLED, NO_RESULT, STRAY, WRAPPED, Mended
from .table import CellProblem, Table
from .workbook import Facts

QUOTED = 3  # texts that a doubt repeats
LONGEST_QUOTE = 60  # characters

# Of rows that are left out, by why; titles above the list are no doubt.
_LEFT_OUT = {
    "totals": gettext_lazy("%(count)s rows hold totals and are not counted as rows: %(texts)s"),
    "note": gettext_lazy(
        "%(count)s rows hold notes or signatures and are not counted as rows: %(texts)s"
    ),
    "column_numbers": gettext_lazy("%(count)s rows that number the columns are left out."),
    "repeated_header": gettext_lazy("%(count)s rows repeat the column titles and are left out."),
}
_MENDED = {
    WRAPPED: gettext_lazy(
        "In %(count)s rows, signs that keep a spreadsheet from taking text for a number were taken "
        'off, such as ="…" or an apostrophe, in the columns %(titles)s.'
    ),
    ENTITIES: gettext_lazy(
        "In %(count)s rows, signs of a web page such as &zwnj; or <br> were turned into text, in "
        "the columns %(titles)s."
    ),
    STRAY: gettext_lazy(
        "In %(count)s rows, quotation marks are not written as such files should have them, in the "
        "columns %(titles)s. Look whether these cells are whole."
    ),
    DITTO: gettext_lazy(
        "In %(count)s rows, a ditto mark stands for the cell above it, and that was written out, "
        "in the columns %(titles)s."
    ),
    GARBLED: gettext_lazy(
        "In %(count)s rows, letters were lost or garbled when this file was made, in the columns "
        "%(titles)s. These cells are not taken; correct them at their source."
    ),
    ERROR: gettext_lazy(
        "In %(count)s rows, a cell shows an error of the spreadsheet such as #N/A, in the columns "
        "%(titles)s. These cells are taken as empty."
    ),
    NO_RESULT: gettext_lazy(
        "In %(count)s rows, a cell has a formula without a result, in the columns %(titles)s. "
        "These cells are taken as empty; open the file in Excel, save it and send it again."
    ),
}
_FIRST_ROWS = 300  # in which what stands in the titles is looked for
_SEPARATORS = re.compile(r"[\s()+\-]")
_VALUE = re.compile(r"(?!(?:1[34]\d\d){2}$)\d{7,}").fullmatch  # but for 1400-1401
_DATE = re.compile(r"\d{2,4}[/.\-]\d{1,2}[/.\-]\d{2,4}").fullmatch
_PROBLEMS = {
    GARBLED: gettext_lazy("The letters of this cell were lost or garbled when the file was made."),
    ERROR: gettext_lazy("The cell shows an error of the spreadsheet; it is taken as empty."),
    NO_RESULT: gettext_lazy("The cell has a formula without a result; it is taken as empty."),
}


def of_rows(bodies: Sequence[Body], header: Sequence[str]) -> Iterable[Doubt]:
    """What was left out between the rows, and what was filled into them."""
    skipped = [each for body in bodies for each in body.skipped]
    texts = {number: text for body in bodies for number, text in body.texts.items()}
    for why, message in _LEFT_OUT.items():
        if rows := [number for number, reason in skipped if reason == why]:
            yield _doubt(why, message, rows, texts=_quoted(texts.get(row, "") for row in rows))
    if headings := [number for number, reason in skipped if reason == "heading"]:
        titles = dict.fromkeys(title for body in bodies for title in body.groups.titles)
        yield _doubt(
            "group_headings",
            _(
                "%(count)s rows are headings of groups and are not counted as rows: %(texts)s. "
                "What they say stands in the column %(titles)s of the rows below them."
            ),
            headings,
            texts=_quoted(texts.get(row, "") for row in headings),
            titles=_names(titles),
        )
    if outside := [number for body in bodies for number in body.outside]:
        yield _doubt(
            "under_no_heading",
            _("%(count)s rows stand under no heading of a group, though others do."),
            outside,
        )
    if lonely := [number for body in bodies for number in body.lonely]:
        yield _doubt(
            "lonely_rows",
            _(
                "%(count)s rows have next to nothing in them and were taken as rows of the list. "
                "Look whether they are headings or notes."
            ),
            lonely,
        )
    if filled := sorted({number for body in bodies for number in body.down | body.across}):
        yield _doubt(
            "merged_cells",
            _("In %(count)s rows, what stands in merged cells was filled into each cell of them."),
            filled,
        )


def of_titles(table: Table) -> Iterable[Doubt]:
    """A row that was taken for the titles, and looks like one of the list: it has numbers that no
    title is made of, or what stands below it as well."""
    numbers = [title for title in table.header if _VALUE(_SEPARATORS.sub("", title))]
    numbers += [title for title in table.header if _DATE(title)]
    below = table.rows[:_FIRST_ROWS]
    repeated = [
        title
        for column, title in enumerate(table.header)
        if title and any(cells[column] == title for _number, cells in below)
    ]
    if numbers or len(repeated) > 1:
        message = _(
            "Row %(row)s was taken for the column titles and is not registered, but what stands in "
            "it looks like values: %(texts)s. If the file has no titles, put a row of them above "
            "the list and send it again."
        )
        texts = _quoted([*repeated, *numbers])
        yield Doubt(
            "titles_like_values", message % {"row": table.layout.header_row, "texts": texts}
        )


def of_hidden(table: Table, facts: Sequence[Facts]) -> Iterable[Doubt]:
    """Rows and columns that a spreadsheet does not show; they are read like all others."""
    hidden = {number for told in facts for number in told.hidden_rows}
    if rows := [number for number, _cells in table.rows if number in hidden] if hidden else []:
        yield _doubt(
            "hidden_rows",
            _("%(count)s rows are hidden in the spreadsheet, as by a filter; they are read too."),
            rows,
        )
    columns = {column for told in facts for column in told.hidden_columns}
    titles = [title for place, title in enumerate(table.header) if place in columns and title]
    if titles:
        message = _("Columns that are hidden in the spreadsheet are read too: %(titles)s.")
        yield Doubt("hidden_columns", message % {"titles": _names(titles)})


def of_cells(found: Mended, header: Sequence[str]) -> Iterable[Doubt]:
    """What was mended, and what could not be."""
    for what, message in _MENDED.items():
        if what in found.rows:
            titles = [header[place] or f"({place + 1})" for place in sorted(found.columns[what])]
            yield _doubt(what, message, sorted(found.rows[what]), titles=_names(titles))


def problems(found: Mended) -> dict[int, list[CellProblem]]:
    """The cells that cannot be taken, by row."""
    messages = {code: str(message) for code, message in _PROBLEMS.items()}
    return {
        number: [
            CellProblem(column, code, messages[code], refuses=code == GARBLED)
            for column, code in listed
        ]
        for number, listed in found.problems.items()
    }


def of_text(notes: dict[str, int], quoting: Quoting) -> Iterable[Doubt]:
    """How a file of text was read that is not written as such files should be."""
    if count := notes.get("second_encoding_lines"):
        message = _("%(count)s lines are written in another encoding than the rest of the file.")
        yield Doubt("second_encoding", message % {"count": count})
    if count := notes.get("nul_characters"):
        message = _("%(count)s characters that mean nothing were taken out of the file.")
        yield Doubt("nul_characters", message % {"count": count})
    if quoting is BACKSLASH:
        yield Doubt(
            "backslash_quotes",
            _(
                "In this file a backslash stands before quotation marks inside cells, and it was "
                "read so. Look whether addresses and notes are whole."
            ),
        )


def of_uneven_rows(body: Body) -> Iterable[Doubt]:
    """Rows of a text that have more or fewer cells than the list has titles."""
    if rows := body.long:
        yield _doubt(
            "long_rows",
            _(
                "%(count)s rows have more cells than there are titles: a delimiter stands inside a "
                "cell, and what follows it has moved to other columns. These rows are refused."
            ),
            rows,
        )
    if rows := body.short:
        yield _doubt(
            "short_rows",
            _(
                "%(count)s rows have fewer cells than there are titles. Look whether one is "
                "missing in their midst, and what follows it stands in wrong columns."
            ),
            rows,
        )


def refused_rows(body: Body) -> dict[int, tuple[str, str]]:
    """The rows whose cells stand in wrong columns, with what is wrong with them."""
    message = _(
        "This row has more cells than there are titles. Put quotation marks around the cell that "
        "has the delimiter in it."
    )
    return dict.fromkeys(body.long, ("long_row", message))


def of_unclosed(rows: Sequence[int]) -> Iterable[Doubt]:
    """Rows of a text in which a quotation mark is opened and never closed."""
    if rows:
        yield _doubt(
            "unclosed_quotes",
            _(
                "In %(count)s rows a quotation mark is opened and never closed, so their cells "
                "cannot be told apart for certain. These rows are refused; the others were read "
                "line by line."
            ),
            rows,
        )


def refused_unclosed(rows: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The same rows, with what is wrong with them."""
    message = _(
        "A quotation mark is opened in this row and never closed. Look at its cells, correct them "
        "and send the row again."
    )
    return dict.fromkeys(rows, ("unclosed_quote", message))


def of_codes() -> Doubt:
    """A workbook whose text was read in another encoding than it names."""
    return Doubt(
        "wrong_codes",
        _(
            "This workbook names a Western encoding, but its text is Persian and was read so. Look "
            "whether all letters are right."
        ),
    )


def of_other_sheets(others: Sequence[tuple[str, int]]) -> Doubt:
    """Sheets that have the same titles, and are not read."""
    listed = "، ".join(
        _("“%(sheet)s” with %(count)s rows") % {"sheet": name, "count": rows}
        for name, rows in others
    )
    message = _(
        "%(sheets)s more sheets have these column titles and were not read: %(listed)s, %(count)s "
        "rows together. To read them as one list, choose “All sheets with these titles” as the "
        "sheet."
    )
    total = sum(rows for _name, rows in others)
    return Doubt(
        "other_sheets", message % {"sheets": len(others), "listed": listed, "count": total}
    )


def of_sheets_together(names: Sequence[str], unit: int) -> Doubt:
    """How rows of several sheets are numbered."""
    message = _(
        "%(sheets)s sheets were read as one list: %(names)s. A row's number begins with that of "
        "its sheet: %(number)s is row 5 of the sheet “%(first)s”."
    )
    return Doubt(
        "sheets_together",
        message
        % {"sheets": len(names), "names": _names(names), "number": unit + 5, "first": names[0]},
    )


def _doubt(code: str, message: StrOrPromise, rows: Sequence[int], **params: str) -> Doubt:
    return Doubt(code, str(message) % {"count": len(rows), **params}, tuple(rows))


def _names(titles: Iterable[str]) -> str:
    return "، ".join(f"«{title}»" for title in titles)


def _quoted(texts: Iterable[str]) -> str:
    """The first different texts, without the numbers of persons."""
    different = list(dict.fromkeys(filter(None, map(masked_in, texts))))
    shown = [
        text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
        for text in different[:QUOTED]
    ]
    return _names(shown) + ("، …" if len(different) > QUOTED else "")
