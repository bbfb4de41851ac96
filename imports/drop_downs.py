"""Drop-down lists in the workbooks that offices fill in: the words that a column accepts.

Whoever writes another word is asked, not stopped: an import knows more spellings than the list.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

LONGEST_LIST = 255  # characters of a list that a spreadsheet takes in the rule itself
MOST_IN_RULE = 12  # longer lists are easier to keep in a sheet


class DropDowns:
    """The lists of one workbook; long ones stand in a hidden sheet, one column for each."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._sheet: Worksheet | None = None
        self._lists: dict[tuple[str, ...], str] = {}

    def offer(
        self, sheet: Worksheet, column: int, rows: tuple[int, int], words: Sequence[str]
    ) -> None:
        """Offer `words` in the cells of a column, from the first to the last of `rows`."""
        if not words:
            return
        joined = ",".join(words)
        in_rule = (
            len(words) <= MOST_IN_RULE
            and len(joined) <= LONGEST_LIST
            and joined.count(",") == len(words) - 1
        )
        rule = {
            "validate": "list",
            "source": list(words) if in_rule else self._listed(tuple(words)),
            "error_type": "warning",
            "error_title": _("Not in the list"),
            "error_message": _("This word is not in the list. Keep it all the same?"),
        }
        sheet.data_validation(rows[0], column, rows[1], column, rule)

    def _listed(self, words: tuple[str, ...]) -> str:
        """The address of a list in the hidden sheet."""
        if words not in self._lists:
            name = _("Lists")[:31]
            if self._sheet is None:
                self._sheet = self._book.add_worksheet(name)
                self._sheet.right_to_left()
                self._sheet.hide()
            letter = xl_col_to_name(len(self._lists))
            self._lists[words] = f"='{name}'!${letter}$1:${letter}${len(words)}"
        return self._lists[words]

    def write(self) -> None:
        """Fill the hidden sheet, row by row as a workbook of constant memory demands."""
        for row in range(max(map(len, self._lists), default=0)):
            for column, words in enumerate(self._lists):
                if self._sheet is not None and row < len(words):
                    self._sheet.write_string(row, column, words[row])
