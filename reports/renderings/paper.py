"""A report on the office's paper, with its number, its date and who signs it."""

from collections.abc import Sequence
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from accounts import scope
from accounts.models import Province
from files.printing import PrintingError, typeset
from papers.letterhead import (
    OfficeHead,
    Signatory,
    files_of,
    head_data,
    lines_of,
    signature_data,
)
from papers.stationery import office_of, signatories_of
from reports.charts import bars_of, svg
from reports.renderings.made import Made
from reports.renderings.workbook import counted_in_words
from reports.table import Cell, Table, shown

_TEMPLATE = Path(__file__).resolve().parents[1] / "documents" / "report.typ"
MOST_ROWS = 5_000  # that are printed; beyond it a report is for a spreadsheet


def write_paper(file: IO[bytes], made: Made) -> None:
    """Raises PrintingError, also for more rows than anybody prints."""
    table = made.table
    rows = list(table.rows)
    if len(rows) > MOST_ROWS:
        raise PrintingError(_("Too many rows to print. Take the report as a workbook."))
    office, signatories = stationery(made.asked.province)
    chart = svg(bars_of(table, rows), made.title)
    data = {
        "title": made.title,
        "office": head_data(office),
        "place": made.place,
        "lines": lines_of("", made.made_on),
        "period": made.asked.periods.said if made.report.has_period else "",
        "table": table_data(table, rows, "chart" if chart else ""),
        "signatures": signature_data(signatories),
    }
    files = files_of(office, signatories) | ({"chart": chart.encode()} if chart else {})
    file.write(typeset(_TEMPLATE, data, files=files))


def table_data(table: Table, rows: Sequence[Sequence[Cell]], chart: str) -> dict[str, object]:
    """A table as the templates read it; `chart` is the name of its drawing among the files."""
    return {
        "columns": [str(column.label) for column in table.columns],
        "widths": [1 if column.is_figure else 2 for column in table.columns],
        "rows": [_texts(table, row) for row in rows],
        "totals": _texts(table, table.totals),
        "empty": _("There is nothing to count here."),
        "counted": counted_in_words(len(rows)),
        "chart": chart,
    }


def _texts(table: Table, row: Sequence[Cell]) -> list[str]:
    """One text a column; none of a line that the report has not."""
    return [shown(column, cell.value) for column, cell in zip(table.columns, row, strict=False)]


def stationery(province: Province | None) -> tuple[OfficeHead, list[Signatory]]:
    """The paper of the province that is asked for, or of whoever asks; the country has none."""
    current = scope.current()
    if province is None and current is not None and current.province is not None:
        province = Province.objects.filter(pk=current.province).first()
    if province is None:
        return OfficeHead(title=_("Register of NGOs")), []
    return office_of(province), signatories_of(province)
