"""Opens one workbook, in a process of its own (`screens.bounded`); never imported.

A spreadsheet library given a hostile or damaged file may take all memory and abort its process (one
cell at XFD1048576 asks for 512 GiB). Here that ends this process only.

In: the file, the wanted sheet or None, the index of the sheet to send. Out: ("sheets", names,
heads), then ("rows", rows, dates)… and ("end",); or ("error", code).
"""

import datetime
import io

import python_calamine as calamine

HEAD_ROWS = 60
BATCH_ROWS = 1000
LARGEST_WHOLE = 1e15  # beyond it a float no longer holds every integer


def filled_rows(sheet):
    """(row number, cells without the empty tail) of every row that is not blank."""
    for number, row in enumerate(sheet.iter_rows(), 1):
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
    for filled in filled_rows(sheet):
        rows.append(filled)
        if len(rows) == HEAD_ROWS:
            break
    return (*packed(rows), sheet.height)


def serve(receive_bytes, receive, send):
    try:
        send_sheet(
            calamine.CalamineWorkbook.from_filelike(io.BytesIO(receive_bytes())), receive, send
        )
    except calamine.PasswordError:
        send("error", "encrypted")


def send_sheet(book, receive, send):
    wanted = receive()
    names = [
        (sheet.name, sheet.visible == calamine.SheetVisibleEnum.Visible)
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    sheets = {
        index: book.get_sheet_by_name(name)
        for index, (name, _) in enumerate(names)
        if wanted in (None, name)
    }
    send("sheets", names, {index: head_of(sheet) for index, sheet in sheets.items()})
    chosen = sheets[receive()]
    batch = []
    for filled in filled_rows(chosen):
        batch.append(filled)
        if len(batch) == BATCH_ROWS:
            send("rows", *packed(batch))
            batch = []
    send("rows", *packed(batch))
    send("end")
