"""Opens one workbook: XLSX, XLSB, XLS or ODS.

A spreadsheet library given a hostile or damaged file may take all memory and abort its process (one
cell at XFD1048576 asks for 512 GiB). Here that ends this process only.

What the library does not tell (hidden rows, errors, formulas without a result, the epoch of days)
is read beside it from the file's own parts.
"""

import io

import python_calamine as calamine
from answering import Unreadable, answer
from biff import Biff, stream_of
from packages import package_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def serve(receive_bytes, receive, send):
    try:
        book = Book(receive_bytes())
    except calamine.PasswordError:
        send("error", "encrypted")
    except Unreadable as error:
        send("error", str(error))
    else:
        answer(book, receive(), receive, send)


class Book:
    def __init__(self, raw):
        parts = Biff(stream_of(raw)) if raw.startswith(OLE) else package_of(raw)
        opened = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        self.is_1904 = parts.is_1904
        self.sheets = [
            Sheet(opened.get_sheet_by_name(sheet.name), sheet, parts, place)
            for place, sheet in enumerate(opened.sheets_metadata)
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]


class Sheet:
    """A sheet, whose columns are counted from the first that is filled, as the library does."""

    def __init__(self, opened, metadata, parts, place):
        self._opened, self._parts, self._place = opened, parts, place
        self.name = metadata.name
        self.visible = metadata.visible == calamine.SheetVisibleEnum.Visible
        self.height = opened.height
        self._first = opened.start[1] if opened.start else 0
        self._errors = {}

    def rows(self):
        errors = self._errors
        for number, row in enumerate(self._opened.iter_rows(), 1):
            if number in errors:
                for column, text in errors[number]:
                    if 0 <= column < len(row) and row[column] == "":
                        row[column] = text
            yield number, row

    def facts(self):
        """Beside telling them, errors stand in the cells from now on."""
        try:
            told = self._parts.facts(self._place, self.name)
        except Exception:  # whatever stands there, the cells can be read without
            told = {}
        first, own = self._first, self._opened.merged_cell_ranges
        merged = told.get("merged", ())
        if own is not None:
            merged = [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in own]
        self._errors = {}
        for row, column, text in told.get("errors", ()):
            self._errors.setdefault(row, []).append((column - first, text))
        return {
            "merged": [
                (top, left - first, bottom, right - first) for top, left, bottom, right in merged
            ],
            "hidden_rows": list(told.get("hidden_rows", ())),
            "hidden_columns": [column - first for column in told.get("hidden_columns", ())],
            "unresolved": [(row, column - first) for row, column in told.get("unresolved", ())],
        }
