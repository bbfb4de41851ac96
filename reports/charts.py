"""Charts of bars as SVG from the figures of a report: one drawing for screen, PDF and print.

Names stand on the right, bars grow to the left, the figure at each end. The direction is said to
be left to right: what measures texts then agrees in browsers and in print where each one ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

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
    texts = [index for index, each in enumerate(table.columns) if not each.is_figure]
    found = []
    for row in rows:
        value = row[at].value
        if isinstance(value, int | float) and value > 0:
            name = "، ".join(str(row[index].value) for index in texts if row[index].value)
            found.append(Bar(name, value, shown(column, value)))
    return sorted(found, key=lambda bar: -bar.value)[:MOST_BARS]


def svg(bars: Sequence[Bar], title: str) -> str:
    """The drawing, "" where there is nothing to draw."""
    if not bars:
        return ""
    largest = max(bar.value for bar in bars)
    room = WIDTH - NAMES - FIGURES
    height = ROW * len(bars)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-label="{escape(title)}" font-family="Vazirmatn" '
        f'font-size="12">'
    ]
    for place, bar in enumerate(bars):
        middle, top = ROW * place + ROW / 2, ROW * place + (ROW - BAR) / 2
        length = max(bar.value / largest * room, 1)
        right = WIDTH - NAMES
        name = bar.name if len(bar.name) <= LONGEST else f"{bar.name[: LONGEST - 1]}…"
        parts.append(
            f'<text x="{WIDTH}" y="{middle + 4:g}" fill="{INK}" direction="ltr" '
            f'text-anchor="end">{escape(name)}</text>'
            f'<rect x="{right - room}" y="{top:g}" width="{room}" height="{BAR}" rx="3" '
            f'fill="{TRACK}"/>'
            f'<rect x="{right - length:.1f}" y="{top:g}" width="{length:.1f}" height="{BAR}" '
            f'rx="3" fill="{COLOUR}"/>'
            f'<text x="{right - room - 8:g}" y="{middle + 4:g}" fill="{INK}" direction="ltr" '
            f'text-anchor="end">{escape(bar.written)}</text>'
        )
    return "".join([*parts, "</svg>"])
