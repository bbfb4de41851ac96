"""How a program that opens a file of sheets answers; the same for workbooks and for markup.

In: the file, the wanted sheet or None, then the index of a sheet to send, as often as one is
wanted. Out: ("sheets", names, heads, is_1904), then for each index ("facts", facts),
("rows", rows, dates)… and ("end",). Or ("error", code).

The facts of a sheet: `merged` ranges as (top, left, bottom, right), `hidden_rows`,
`hidden_columns`, and `unresolved` cells (row, column) with a formula and no result. Rows are
numbered from 1, columns from 0.
"""

import datetime

HEAD_ROWS = 60
BATCH_ROWS = 1000
LARGEST_WHOLE = 1e15  # beyond it a float no longer holds every integer


class Unreadable(Exception):
    """No sheet can be read; the code of the reason."""


def filled_rows(rows):
    """(row number, cells without the empty tail) of every row that is not blank."""
    for number, row in rows:
        if row.count("") == len(row):
            continue
        while row[-1] == "":
            row.pop()
        if not all(type(cell) is str and (not cell or cell.isspace()) for cell in row):
            yield number, row


def packed(rows):
    """Rows fit for marshal: dates travel beside them as (row, column, parts)."""
    dates = []
    for position, (_, row) in enumerate(rows):
        for column, cell in enumerate(row):
            kind = type(cell)
            if kind is str:
                if not cell:
                    row[column] = None
            elif kind is float:
                if cell.is_integer() and -LARGEST_WHOLE < cell < LARGEST_WHOLE:
                    row[column] = int(cell)
            elif kind is datetime.datetime:
                parts = (*cell.timetuple()[:6], cell.microsecond)
                dates.append((position, column, parts))
                row[column] = None
            elif kind is datetime.date:
                dates.append((position, column, cell.timetuple()[:3]))
                row[column] = None
            elif kind not in (int, bool):
                row[column] = str(cell)  # a time of day, a duration
    return rows, dates


def head_of(sheet):
    rows = []
    for filled in filled_rows(sheet.rows()):
        rows.append(filled)
        if len(rows) == HEAD_ROWS:
            break
    return (*packed(rows), sheet.height)


def answer(book, wanted, receive, send):
    """Send what `book` holds: its `sheets`, each with `name`, `visible`, `height`, `rows()`, which
    gives (number, cells), "" for an empty one, and `facts()`; and whether it `is_1904`."""
    sheets = dict(enumerate(book.sheets))
    names = [(sheet.name, sheet.visible) for sheet in book.sheets]
    heads = {
        index: head_of(sheet) for index, sheet in sheets.items() if wanted in (None, sheet.name)
    }
    send("sheets", names, heads, book.is_1904)
    while True:
        chosen = sheets[receive()]
        send("facts", chosen.facts())
        batch = []
        for filled in filled_rows(chosen.rows()):
            batch.append(filled)
            if len(batch) == BATCH_ROWS:
                send("rows", *packed(batch))
                batch = []
        send("rows", *packed(batch))
        send("end")
