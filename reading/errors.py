"""Why a file could not be read, in words for the person who sent it."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "gone": _("The file of this import is no longer there. Send it again."),
    "empty_file": _("The file is empty. Check that the right file was chosen and send it again."),
    "too_big": _(
        "The file is larger than %(megabytes)s megabytes. Split it into several files, or remove "
        "pictures and unneeded sheets, and send it again."
    ),
    "pdf": _("This is a PDF file, not a table. Save the list as Excel or CSV and send it again."),
    "image": _("This is a picture, not a table. Save the list as Excel or CSV and send it again."),
    "document": _(
        "This is a text document or presentation, not a table. Copy the list into Excel, save it "
        "and send that file."
    ),
    "html": _(
        "This is a web page, whatever its name says. Open it in Excel, choose “Save As”, pick the "
        "Excel workbook (xlsx) format and send that file."
    ),
    "xml": _(
        "This is an XML file. Open it in Excel, choose “Save As”, pick the Excel workbook (xlsx) "
        "format and send that file."
    ),
    "archive": _(
        "This is a compressed archive. Extract the list from it and send the list itself."
    ),
    "binary": _(
        "This file holds no readable text or table. Save the list as Excel or CSV and send it "
        "again."
    ),
    "broken_file": _(
        "The workbook is damaged or incomplete. Open it in Excel or LibreOffice, save it again as "
        "xlsx and send the new file."
    ),
    "encrypted": _(
        "The workbook is locked with a password. Save it without a password and send it."
    ),
    "zip_bomb": _(
        "The contents of this workbook are suspiciously large once unpacked. Copy the list into a "
        "new workbook, save it and send that file."
    ),
    "unsafe_archive": _(
        "This workbook holds file names that no spreadsheet program writes, so it was not opened. "
        "Copy the list into a new workbook and send that file."
    ),
    "too_slow": _(
        "The workbook took too long to open. Copy only the list into a new workbook and send it."
    ),
    "unknown_encoding": _(
        "The text of row %(row)s could not be recognised as Persian. Save the file as "
        "“CSV UTF-8” in Excel and send it again."
    ),
    "mixed_encoding": _(
        "Row %(row)s is not written in the encoding of the rest of the file, and its text cannot "
        "be read. Correct that row, save the file as “CSV UTF-8” and send it again."
    ),
    "wrong_encoding": _(
        "Row %(row)s cannot be read with the chosen encoding. Choose another encoding, or let it "
        "be found automatically."
    ),
    "garbled_text": _(
        "The Persian text of row %(row)s was garbled when this file was made, as in «Ø³Ù„Ø§Ù…». "
        "Export the list again from its source as “CSV UTF-8” or Excel."
    ),
    "unclosed_quote": _(
        "A quotation mark opened in row %(row)s is never closed, so the rows after it run "
        "together. Correct that row and send the file again."
    ),
    "too_many_rows": _(
        "The list has more than %(limit)s rows. Split it into several files and send them one "
        "by one."
    ),
    "too_many_columns": _(
        "Row %(row)s has more than %(limit)s columns. Delete what lies outside the list and send "
        "the file again."
    ),
    "too_many_cells": _(
        "The sheet is too large to open; often one stray cell lies far from the list. Copy only "
        "the list into a new workbook and send it."
    ),
    "no_rows": _("The file has no filled row. Check that the list is in it and send it again."),
    "no_header": _(
        "No row with column titles was found. Write the title of each column in the row above the "
        "list and send the file again."
    ),
    "no_data": _(
        "The file has column titles but no row under them. Add the rows and send it again."
    ),
    "no_such_sheet": _("The workbook has no sheet named “%(sheet)s”. Choose one of its sheets."),
    "no_such_row": _(
        "Row %(row)s, chosen for the column titles, is empty or does not exist. Choose another row."
    ),
    "wrong_delimiter": _("The column separator must be a single character. Choose another one."),
}


class UnreadableFile(Exception):
    """No table could be read. `code` is a key of MESSAGES; `params` fill its message."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    @property
    def message(self) -> str:
        """The message in the language that is active when it is asked for."""
        return str(MESSAGES[self.code]) % self.params

    def __str__(self) -> str:
        return self.message
