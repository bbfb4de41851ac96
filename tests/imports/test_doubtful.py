"""A cell whose value is taken and whose row is warned all the same."""

from imports.binding import BoundColumn
from imports.cleaning import CellError, Cleaner, Doubtful, Severity, as_line
from imports.columns import Unstored
from imports.rows import CheckedRow


def _about(text):
    if text == "2":
        return 2
    return Doubtful(2, CellError("about", "“%(value)s” is taken as 2.", {"value": text}))


def test_a_doubtful_value_is_taken_and_each_of_its_rows_is_warned():
    column = Unstored(
        "Term", lambda province_id: Cleaner(_about, as_line), on_error=Severity.REFUSES
    )
    bound = BoundColumn(column, 0, "مدت", "term", column.make(None), fills=())
    rows = [
        CheckedRow(number, [cell]) for number, cell in enumerate(["2", "۲ یا ۳", None, "2 یا 3"])
    ]
    assert bound.values_of(rows) == [2, 2, None, 2]
    told = [[(p["code"], p["message"], p["severity"]) for p in row.problems] for row in rows]
    about = [("about", "“2 یا 3” is taken as 2.", Severity.WARNS)]
    assert told == [[], about, [], about]
