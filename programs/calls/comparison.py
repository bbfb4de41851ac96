"""The proposals of a call compared, as a workbook."""

import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from files.exporting import disarm
from programs.calls.models import Call, Criterion
from programs.calls.services.reviews import Compared

POINT = 100  # hundredths


def write_comparison(call: Call, criteria: Sequence[Criterion], rows: Sequence[Compared]) -> bytes:
    """A right-to-left sheet: a row a proposal, a column a criterion; points are numbers."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(_("Proposals compared")[:31])
    sheet.right_to_left()
    sheet.freeze_panes(1, 1)
    head = book.add_format({"bold": True, "bg_color": "#CFE8E6", "align": "right", "border": 1})
    points = book.add_format({"num_format": "0.00"})
    money = book.add_format({"num_format": "#,##0"})
    labels = [
        _("Title"), _("NGO"), _("Tracking code"), _("Amount asked for (rial)"),
        *(f"{each.title} ({each.weight})" for each in criteria),
        _("Weighted mean"), _("Reviews"), _("State"),
    ]  # fmt: skip
    for column, label in enumerate(labels):
        sheet.set_column(column, column, 32 if column < 2 else 18)
        sheet.write_string(0, column, disarm(label), head)
    for number, row in enumerate(rows, 1):
        proposal = row.proposal
        sheet.write_string(number, 0, disarm(proposal.title))
        sheet.write_string(number, 1, disarm(proposal.ngo.name))
        sheet.write_string(number, 2, proposal.tracking_code)
        if proposal.amount is not None:
            sheet.write_number(number, 3, proposal.amount, money)
        means = [row.by_criterion[each.pk] for each in criteria]
        for column, mean in enumerate([*means, row.mean], 4):
            if mean is not None:
                sheet.write_number(number, column, mean / POINT, points)
        sheet.write_number(number, 5 + len(criteria), row.count)
        sheet.write_string(number, 6 + len(criteria), str(proposal.get_state_display()))
    book.close()
    return file.getvalue()
