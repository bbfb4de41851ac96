"""Charts of bars as SVG from the figures of a report: one drawing for screen, PDF and print.

Names stand on the right, bars grow to the left, the figure at each end. The direction is said to
be left to right: what measures texts then agrees in browsers and in print where each one ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reports.table import Cell, Table, shown

MOST_BARS = 12
LONGEST = 34  # letters of a name
WIDTH, ROW, BAR, NAMES, FIGURES = 640, 26, 14, 220, 90  # points
COLOUR, INK, TRACK = "#0f6360", "#16302f", "#eff5f4"


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    value: float
    written: str


def bars_of(table: Table, rows: Sequence[Sequence[Cell]]) -> list[Bar]:
    """The largest of the figures that the report charts; none where nothing is above zero."""
    if not table.chart:
        return []
    at = table.index(table.chart)
    column = table.columns[at]
    texts = [index for index, each in enumerate(table.columns) if each.is_name]
    found = []
    for row in rows:
        value = row[at].value
        if isinstance(value, int | float) and value > 0:
            name = "، ".join(str(row[index].value) for index in texts if row[index].value)
            found.append(Bar(name, value, shown(column, value)))
    return sorted(found, key=lambda bar: -bar.value)[:MOST_BARS]


def svg(bars: Sequence[Bar], title: str) -> SafeString:
    """The drawing, "" where there is nothing to draw. Its template escapes every text."""
    if not bars:
        return SafeString("")
    largest = max(bar.value for bar in bars)
    room = WIDTH - NAMES - FIGURES
    drawn = []
    for place, bar in enumerate(bars):
        length = max(bar.value / largest * room, 1)
        drawn.append(
            {
                "name": bar.name if len(bar.name) <= LONGEST else f"{bar.name[: LONGEST - 1]}…",
                "written": bar.written,
                "line": f"{ROW * place + ROW / 2 + 4:g}",  # where letters stand on
                "top": f"{ROW * place + (ROW - BAR) / 2:g}",
                "from": f"{WIDTH - NAMES - length:.1f}",
                "length": f"{length:.1f}",
            }
        )
    measures = {
        "width": WIDTH, "height": ROW * len(bars), "room": room, "bar": BAR,
        "left": FIGURES, "figures": FIGURES - 8,
    }  # fmt: skip
    texts = {name: f"{value:g}" for name, value in measures.items()}
    colours = {"ink": INK, "track": TRACK, "colour": COLOUR}
    context = {"title": title, "bars": drawn, **texts, **colours}
    return render_to_string("reports/chart.svg", context)
