"""What a workbook that is a zip of parts tells beside its cells: XLSX and ODS.

The parts are searched as they are written, without making anything of them: only tags are looked
for, and in none of them does a cell's text stand.
"""

import io
import posixpath
import re
import zipfile

from lxml import etree

_LARGEST = 400 << 20  # bytes of a part that is searched
_MOST_COLUMNS = 16_384

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_IS_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_NUMBER = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_MIN_MAX = re.compile(rb"\b(min|max)=[\"'](\d{1,7})[\"']")
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b([^>]*\bt=[\"']e[\"'][^>]*)(?<!/)>(?:(?!</?(?:\w+:)?c\b).)*?"
    rb"<(?:\w+:)?v>([^<]*)</",
    re.DOTALL,
)
_NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)(?<!/)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_OF_TEXT = re.compile(rb"\bt=[\"']str[\"']")
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")

_ODS_TABLE = re.compile(rb"<table:table\b([^>]*)>")
_ODS_TAG = re.compile(rb"<table:(table-row|table-column|table-cell|covered-table-cell)\b([^>]*)>")
_ODS_NUMBER = re.compile(rb"\btable:number-(rows|columns)-(repeated|spanned)=[\"'](\d{1,8})[\"']")
_ODS_HIDDEN = re.compile(rb"\btable:visibility=[\"'](?:collapse|filter)[\"']")


def package_of(raw):
    """What the parts tell; nothing, where they cannot be read."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        parts = {entry.filename.replace("\\", "/"): entry for entry in archive.infolist()}
        if "content.xml" in parts:
            return OpenDocument(archive, parts)
        return OfficeOpen(archive, parts)
    except Exception:  # what is wrong with it, the library of workbooks says
        return Nothing()


class Nothing:
    is_1904 = False

    def facts(self, place, name):
        return {}


class OfficeOpen:
    def __init__(self, archive, parts):
        self._archive, self._parts = archive, parts
        self.is_1904 = False
        self._sheets = {}
        book = next(
            (name for name in parts if posixpath.basename(name).lower() == "workbook.xml"), None
        )
        if book is None:
            return
        folder = posixpath.dirname(book)
        relations = f"{folder}/_rels/workbook.xml.rels".lstrip("/")
        targets = {
            relation.get("Id"): posixpath.normpath(
                posixpath.join("/", folder, relation.get("Target", "").replace("\\", "/"))
            ).lstrip("/")
            for relation in self._xml(relations)
        }
        for element in self._xml(book).iter("{*}*"):
            kind = element.tag.rpartition("}")[2]
            if kind == "workbookPr":
                self.is_1904 = element.get("date1904") in ("1", "true")
            elif kind == "sheet":
                ids = (v for k, v in element.items() if k.rpartition("}")[2] == "id")
                self._sheets[element.get("name")] = targets.get(next(ids, None))

    def _xml(self, name):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self._part(name), parser)

    def _part(self, name):
        entry = self._parts[name]
        return self._archive.read(entry) if entry.file_size <= _LARGEST else b""

    def facts(self, place, name):
        sheet = self._part(self._sheets[name])
        hidden_rows, hidden_columns = [], set()
        if b"hidden=" in sheet:
            number = 0
            for match in _ROW.finditer(sheet):
                own = _NUMBER.search(match[1])
                number = int(own[1]) if own else number + 1
                if _IS_HIDDEN.search(match[1]):
                    hidden_rows.append(number)
            for match in _COLUMN.finditer(sheet):
                if _IS_HIDDEN.search(match[1]):
                    ends = {key: int(value) for key, value in _MIN_MAX.findall(match[1])}
                    last = min(ends[b"max"], _MOST_COLUMNS)
                    hidden_columns.update(range(ends[b"min"] - 1, last))
        errors = []
        if b't="e"' in sheet or b"t='e'" in sheet:
            for match in _ERROR.finditer(sheet):
                if where := _place_of(match[1]):
                    errors.append((*where, match[2].decode("utf-8", "replace")))
        unresolved = []
        if b"<f" in sheet or b":f" in sheet:
            for match in _NO_RESULT.finditer(sheet):
                if (where := _place_of(match[1])) and not _OF_TEXT.search(match[1]):
                    unresolved.append(where)
        return {
            "hidden_rows": hidden_rows,
            "hidden_columns": sorted(hidden_columns),
            "errors": errors,
            "unresolved": unresolved,
        }


def _place_of(attributes):
    """(row, column) of a cell."""
    match = _PLACE.search(attributes)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + letter - 64
    return int(match[2]), column - 1


class OpenDocument:
    is_1904 = False

    def __init__(self, archive, parts):
        self._archive, self._entry = archive, parts["content.xml"]

    def facts(self, place, name):
        if self._entry.file_size > _LARGEST:
            return {}
        content = self._archive.read(self._entry)
        if b"-spanned=" not in content and b"table:visibility=" not in content:
            return {}
        tables = list(_ODS_TABLE.finditer(content))
        begin, end = tables[place].end(), content.find(b"</table:table>", tables[place].end())
        merged, hidden_rows, hidden_columns = [], [], set()
        row, above, column, of_columns = 0, 0, 0, 0
        for match in _ODS_TAG.finditer(content, begin, end if end > 0 else len(content)):
            kind, attributes = match[1], match[2]
            numbers = {(a, b): int(c) for a, b, c in _ODS_NUMBER.findall(attributes)}
            if kind == b"table-row":
                row, column = above + 1, 0
                above += numbers.get((b"rows", b"repeated"), 1)
                if _ODS_HIDDEN.search(attributes) and above - row < 1_000_000:
                    hidden_rows.extend(range(row, above + 1))
            elif kind == b"table-column":
                more = numbers.get((b"columns", b"repeated"), 1)
                if _ODS_HIDDEN.search(attributes) and of_columns + more <= _MOST_COLUMNS:
                    hidden_columns.update(range(of_columns, of_columns + more))
                of_columns += more
            else:
                down = numbers.get((b"rows", b"spanned"), 1)
                across = numbers.get((b"columns", b"spanned"), 1)
                if down > 1 or across > 1:
                    merged.append((row, column, row + down - 1, column + across - 1))
                column += numbers.get((b"columns", b"repeated"), 1)
        return {
            "merged": merged,
            "hidden_rows": hidden_rows,
            "hidden_columns": sorted(hidden_columns),
        }
