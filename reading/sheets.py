"""The table in a workbook or a page: of the best of its sheets, or of all that have its titles."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from persian.text import fold

from .body import Body
from .container import MARKUP
from .errors import UnreadableFile
from .header_row import HeaderRow, find_header
from .looking_over import look_over
from .markup import as_utf8
from .table import ALL_SHEETS, Cell, HeaderScorer, Layout, Limits, Row, Table
from .telling import of_codes, of_other_sheets, of_sheets_together
from .workbook import Facts, SheetHead, Workbook

# A sheet that alone is too large, too slow or damaged is no reason to refuse another.
_OF_ONE_SHEET = ("too_many_cells", "too_slow", "broken_file")
_MOST_SHEETS = 200  # read together
_LEAST_UNIT = 1_000


def read_sheets(
    raw: bytes, kind: str, wanted: Layout, is_header: HeaderScorer | None, limits: Limits
) -> Table:
    """The table, with its doubts. Raises UnreadableFile."""
    if kind == MARKUP:
        raw = as_utf8(raw)
    try:
        return _read(raw, kind, None, wanted, is_header, limits)
    except UnreadableFile as error:
        if error.code not in _OF_ONE_SHEET or wanted.sheet in (None, ALL_SHEETS):
            raise
        return _read(raw, kind, wanted.sheet, wanted, is_header, limits)


def _read(
    raw: bytes,
    kind: str,
    only: str | None,
    wanted: Layout,
    is_header: HeaderScorer | None,
    limits: Limits,
) -> Table:
    with Workbook(raw, kind, only=only, limits=limits) as book:
        together = wanted.sheet == ALL_SHEETS
        if not together and wanted.sheet is not None and wanted.sheet not in book.names:
            raise UnreadableFile("no_such_sheet", sheet=wanted.sheet)
        heads = [head for head in book.heads if together or wanted.sheet in (None, head.name)]
        best = _best_sheet(heads, is_header)
        alike = _alike(book.heads, best, is_header)
        chosen = [head for head, _rows in alike][:_MOST_SHEETS] if together else [best]
        bodies: list[Body] = []
        facts: list[Facts] = []
        for head in chosen:
            told, rows = book.open_sheet(head.index)
            bodies.append(
                Body(
                    rows,
                    header_row=wanted.header_row if head is best else None,
                    is_header=is_header,
                    limits=limits,
                    merged=told.merged,
                )
            )
            facts.append(told)
    names = [head.name for head in chosen]
    base = bodies[chosen.index(best)]
    if together:
        unit = _joined(bodies, base, names, facts, limits)
    found = Layout(sheet=ALL_SHEETS if together else best.name, header_row=base.header_row)
    listed = [row for body in bodies for row in body.rows]
    skipped = [each for body in bodies for each in body.skipped]
    table = Table(found, book.names, base.header, listed, skipped, is_1904=book.is_1904)
    table.above = base.above
    table.alike = [head.name for head, _rows in alike]
    if book.is_decoded:
        table.doubts.append(of_codes())
    if together:
        table.doubts.append(of_sheets_together(names, unit))
    elif len(alike) > 1:
        others = [(head.name, rows) for head, rows in alike if head is not best]
        table.doubts.append(of_other_sheets(others))
    look_over(table, bodies, facts)
    return table


def _best_sheet(heads: Sequence[SheetHead], is_header: HeaderScorer | None) -> SheetHead:
    """The sheet with the best header, and of those the longest; a hidden one if all are."""

    def worth(head: SheetHead) -> tuple[bool, bool, float, int]:
        header: HeaderRow | None = find_header(head.rows, is_header)
        has_list = header is not None and len(head.rows) > header.position + header.lines
        width = len(list(filter(None, header.cells))) if header else 0
        known = round(is_header(header.cells)) if header and is_header else 0
        return (has_list, head.visible, known, min(width, 3) * head.height)

    filled = [head for head in heads if head.rows]
    if not filled:
        raise UnreadableFile("no_rows")
    return max(filled, key=worth)


def _alike(
    heads: Sequence[SheetHead], best: SheetHead, is_header: HeaderScorer | None
) -> list[tuple[SheetHead, int]]:
    """The sheets with the titles of the best, each with about how many rows it has."""
    wanted = _titles(best, is_header)
    alike = []
    for head in heads:
        header = find_header(head.rows, is_header)
        if head is best or (header and wanted and _are_alike(wanted, _titles(head, is_header))):
            above = header.position + header.lines if header else 0
            seen = len(head.rows) - above
            alike.append((head, seen if head.is_whole else head.height - above))
    return [(head, rows) for head, rows in alike if rows > 0 or head is best]


def _are_alike(wanted: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether two sheets have the same titles. Their order says nothing, unless one stands twice
    or a column has none."""
    told = set(wanted)
    is_told = len(told) == len(wanted) and "" not in told
    return list(wanted) == list(titles) or (is_told and sorted(wanted) == sorted(titles))


def _titles(head: SheetHead, is_header: HeaderScorer | None) -> list[str]:
    header = find_header(head.rows, is_header)
    folded = list(map(fold, header.cells)) if header else []
    while folded and not folded[-1]:
        folded.pop()
    return folded


def _joined(
    bodies: Sequence[Body], base: Body, names: Sequence[str], facts: Sequence[Facts], limits: Limits
) -> int:
    """Give all bodies the columns of all, and one more with the name of the sheet. Their rows are
    numbered anew: so many for each sheet, which is given back."""
    keys: dict[tuple[str, int], str] = {}
    of_body = []
    for body in bodies:
        seen: dict[str, int] = {}
        own = []
        for place, title in enumerate(body.header):
            folded = fold(title)
            seen[folded] = seen.get(folded, -1) + 1
            own.append((folded, seen[folded] if folded else place))
            keys.setdefault(own[-1], title)
        of_body.append(own)
    place_of = {key: place for place, key in enumerate(keys)}
    # A title that says nothing: what the names of the sheets tell, such as counties, decides.
    header = [*keys.values(), _("Sheet")]
    total = sum(len(body.rows) for body in bodies)
    if len(header) > limits.max_columns:
        raise UnreadableFile("too_many_columns", row=base.header_row, limit=limits.max_columns)
    if total > limits.max_rows:
        raise UnreadableFile("too_many_rows", limit=limits.max_rows)
    if total * len(header) > limits.max_cells:
        raise UnreadableFile("too_many_cells")
    unit = _LEAST_UNIT
    while any(body.last_row >= unit for body in bodies):
        unit *= 10
    for sheet, (body, own, name, told) in enumerate(
        zip(bodies, of_body, names, facts, strict=True), 1
    ):
        places = [place_of[key] for key in own]
        rows: list[Row] = []
        for number, cells in body.rows:
            fresh: list[Cell] = [None] * len(header)
            for place, cell in zip(places, cells, strict=True):
                fresh[place] = cell
            fresh[-1] = name
            rows.append((number + sheet * unit, fresh))
        body.rows, body.header = rows, header
        body.renumber(sheet * unit)
        told.move(sheet * unit, places)
    return unit
