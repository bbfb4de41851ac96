"""Opens tables that stand in a web page, or in a workbook written as XML (Excel 2003).

What is sent is UTF-8 whatever the file was. Nothing is fetched, no entity is resolved, scripts and
styles are passed over. A table of a page is a sheet; a table inside another is one of its own.
"""

import datetime
import re

from answering import Unreadable, answer
from lxml import etree, html

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_PASSED_OVER = {"script", "style", "noscript", "template", "head", "select", "textarea", "table"}
_BREAKING = {"br", "p", "div", "li", "tr"}
_MOST_ACROSS = 2_000  # columns; a list has far fewer
_MOST_DOWN = 65_536
_MOST_TABLES = 500
_MOST_CELLS = 24_000_000
_MOST_ROW = 1_048_576
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{2,3}").fullmatch
_BEGINNING = 1 << 16
_SHEET_NAME = re.compile(r"<x:Name>([^<\s][^<]{0,200})</x:Name>")  # in a comment of Excel's own
_SPACES = re.compile(r"[ \t\r\n\f]+")


def serve(receive_bytes, receive, send):
    try:
        raw = receive_bytes()
        wanted = receive()
        book = Xml(raw) if raw.startswith(b"<?xml") else Page(raw)
    except Unreadable as error:
        send("error", str(error))
    else:
        answer(book, wanted, receive, send)


class Page:
    """A web page; its tables of more than one row and column are its sheets."""

    is_1904 = False

    def __init__(self, raw):
        parser = html.HTMLParser(
            encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
        )
        if b"<table" not in raw and b"<TABLE" not in raw:
            raw = b"<table>" + raw  # nothing but rows
        try:
            root = html.document_fromstring(raw, parser=parser)
        except (etree.ParserError, ValueError) as error:
            raise Unreadable("html") from error
        names = [
            html.fromstring(f"<p>{name}").text_content().strip()
            for name in _SHEET_NAME.findall(raw[:_BEGINNING].decode("utf-8", "ignore"))
        ]
        self.sheets = []
        for table in root.iter("table"):
            sheet = Grid(_rows_of(table))
            if sheet.height > 1 and sheet.width > 1:
                self.sheets.append(sheet)
            if len(self.sheets) == _MOST_TABLES:
                break
        if not self.sheets:
            raise Unreadable("html")
        if len(names) == len(self.sheets):
            for sheet, name in zip(self.sheets, names, strict=True):
                sheet.name = name
        _name(self.sheets)


class Xml:
    """A workbook of Excel 2003, all of it in one XML."""

    def __init__(self, raw):
        parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(raw, parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable("broken_file") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise Unreadable("xml")
        if root.tag != f"{{{SPREADSHEET}}}Workbook":
            raise Unreadable("xml")
        self.is_1904 = next(root.iter("{*}Date1904"), None) is not None
        self.sheets = []
        for worksheet in root.iterchildren(f"{{{SPREADSHEET}}}Worksheet"):
            table = worksheet.find(f"{{{SPREADSHEET}}}Table")
            sheet = Grid(_xml_rows(table) if table is not None else [])
            sheet.name = _ss(worksheet, "Name") or ""
            visible = worksheet.find("{*}WorksheetOptions/{*}Visible")
            sheet.visible = visible is None or "Hidden" not in (visible.text or "")
            if table is not None:
                sheet.hidden_columns += _hidden_columns(table)
            self.sheets.append(sheet)
        _name(self.sheets)


class Grid:
    """A sheet, of rows as (number, is hidden, [(column, text, across, down)]); a column of None is
    the next that is free."""

    def __init__(self, rows):
        self.name, self.visible, self.width = "", True, 0
        self.merged, self.hidden_rows, self.hidden_columns, self.unresolved = [], [], [], []
        self._rows = []
        cells_so_far, taken = 0, {}  # taken: row → columns that a cell from above reaches into
        for number, is_hidden, cells in rows:
            reached, row, column = taken.pop(number, ()), [], 0
            for place, value, across, down in cells:
                column = column if place is None else place
                while column in reached:
                    column += 1
                if column + across > _MOST_ACROSS:
                    raise Unreadable("too_many_cells")
                row += [""] * (column - len(row)) + [value]
                if across > 1 or down > 1:
                    self.merged.append((number, column, number + down - 1, column + across - 1))
                for below in range(number + 1, number + min(down, _MOST_DOWN)):
                    taken.setdefault(below, set()).update(range(column, column + across))
                    cells_so_far += across
                column += across
                cells_so_far += across
                if cells_so_far > _MOST_CELLS:
                    raise Unreadable("too_many_cells")
            self.width = max(self.width, column)
            if is_hidden:
                self.hidden_rows.append(number)
            self._rows.append((number, row))
        self.height = self._rows[-1][0] if self._rows else 0

    def rows(self):
        return ((number, list(row)) for number, row in self._rows if row)

    def facts(self):
        return {
            "merged": self.merged,
            "hidden_rows": self.hidden_rows,
            "hidden_columns": sorted(set(self.hidden_columns)),
            "unresolved": self.unresolved,
        }


def _name(sheets):
    """A name for each sheet: its own, or its number where it has none of its own."""
    known = set()
    for number, sheet in enumerate(sheets, 1):
        name = sheet.name.replace("*", " ").strip()[:200] or str(number)
        while name in known:
            name = f"{name} ({number})"
        known.add(name)
        sheet.name = name


def _rows_of(table):
    """The rows of one table of a page, without those of tables inside it."""
    number = 0
    for group in table:
        if group.tag == "tr":
            groups = [group]
        elif group.tag in ("thead", "tbody", "tfoot"):
            groups = [row for row in group if row.tag == "tr"]
        else:
            continue
        for row in groups:
            number += 1
            cells = [
                (None, _text(cell), _span(cell, "colspan"), _span(cell, "rowspan"))
                for cell in row
                if cell.tag in ("td", "th")
            ]
            yield number, _is_hidden(row), cells


def _is_hidden(element):
    style = element.get("style", "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None


def _span(cell, name):
    written = cell.get(name, "").strip()
    return min(max(int(written), 1), _MOST_DOWN) if written.isdecimal() and len(written) < 7 else 1


def _text(cell):
    """What stands in a cell, one line for each that a browser would show."""
    parts = []
    _collect(cell, parts)
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(parts).split("\v"))
    text = "\n".join(filter(None, lines))
    number = cell.get("x:num")
    return number if number and _ROUNDED(text) else text


def _collect(element, parts):
    if element.text:
        parts.append(element.text.replace("\v", " "))
    for child in element:
        name = child.tag
        if name not in _PASSED_OVER:
            if name in _BREAKING:
                parts.append("\v")
            _collect(child, parts)
            if name in _BREAKING and name != "br":
                parts.append("\v")
        if child.tail:
            parts.append(child.tail.replace("\v", " "))


def _ss(element, name):
    return element.get(f"{{{SPREADSHEET}}}{name}")


def _number(element, name, most):
    written = (_ss(element, name) or "").strip()
    return min(int(written), most) if written.isdecimal() and len(written) < 9 else None


def _hidden_columns(table):
    column, hidden = 0, []
    for element in table.iterchildren(f"{{{SPREADSHEET}}}Column"):
        index = _number(element, "Index", _MOST_ACROSS)
        column = index - 1 if index else column
        more = 1 + (_number(element, "Span", _MOST_ACROSS) or 0)
        if _ss(element, "Hidden") == "1":
            hidden += range(column, min(column + more, _MOST_ACROSS))
        column += more
    return hidden


def _xml_rows(table):
    number = 0
    for row in table.iterchildren(f"{{{SPREADSHEET}}}Row"):
        number = _number(row, "Index", _MOST_ROW) or number + 1
        cells = []
        for cell in row.iterchildren(f"{{{SPREADSHEET}}}Cell"):
            index = _number(cell, "Index", _MOST_ACROSS + 1)
            across = 1 + (_number(cell, "MergeAcross", _MOST_ACROSS) or 0)
            down = 1 + (_number(cell, "MergeDown", _MOST_DOWN) or 0)
            cells.append((index - 1 if index else None, _xml_value(cell), across, down))
        yield number, _ss(row, "Hidden") == "1", cells
        number += _number(row, "Span", _MOST_ROW) or 0


def _xml_value(cell):
    data = cell.find(f"{{{SPREADSHEET}}}Data")
    if data is None:
        return ""
    text = "".join(data.itertext())
    kind = _ss(data, "Type")
    try:
        if kind == "Number":
            return float(text)
        if kind == "Boolean":
            return text.strip() == "1"
        if kind == "DateTime":
            moment = datetime.datetime.fromisoformat(text.strip().removesuffix("Z"))
            is_day = moment.time() == datetime.time()
            return moment.date() if is_day else moment.replace(tzinfo=None)
    except (ValueError, OverflowError):
        return text
    return text
