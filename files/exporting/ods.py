"""An export as an OpenDocument spreadsheet, written row by row."""

import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from xlsxwriter.utility import xl_col_to_name

from files.exporting.source import Row, Source
from files.exporting.workbook import is_exact, sheets

CONTENT_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " xmlns:" + " xmlns:".join(
    f'{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "config": "config",
        "fo": "xsl-fo-compatible",
        "manifest": "manifest",
        "number": "datastyle",
    }.items()
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = (
    f'{_XML}<manifest:manifest{_SPACES} manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{CONTENT_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_BEGINNING = (
    f'{_XML}<office:document-content{_SPACES} office:version="1.2"><office:automatic-styles>'
    '<style:style style:name="sheet" style:family="table">'
    '<style:table-properties table:display="true" style:writing-mode="rl-tb"/></style:style>'
    '<style:style style:name="wide" style:family="table-column">'
    '<style:table-column-properties style:column-width="62mm"/></style:style>'
    '<style:style style:name="usual" style:family="table-column">'
    '<style:table-column-properties style:column-width="35mm"/></style:style>'
    '<style:style style:name="head" style:family="table-cell"><style:table-cell-properties '
    'fo:background-color="#cfe8e6" fo:border="0.06pt solid #000000"/>'
    '<style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>'
    '<number:text-style style:name="as-text"><number:text-content/></number:text-style>'
    '<style:style style:name="text" style:family="table-cell" style:data-style-name="as-text"/>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_END = "</office:spreadsheet></office:body></office:document-content>"
TEXT = ' table:default-cell-style-name="text"'
# What XML or OpenDocument would not keep as it is.
_UNUSUAL = re.compile(r"[&<>\t\n\r\ufffe\uffff]|^ |  | $").search
_SOME_SPACES = re.compile(r"^ +| +$|(?<= ) +")
_FORBIDDEN = re.compile("[\ufffe\uffff]")
_BREAK = re.compile(r"\r\n|\r|\n")


def write_ods(file: IO[bytes], source: Source, title: str) -> None:
    """Right-to-left sheets with a header that stays in sight; numbers are numbers, and cells of
    texts are formatted as text.

    Rows that one sheet does not hold continue on the next.
    """
    with tempfile.TemporaryFile() as content, zipfile.ZipFile(file, "w") as archive:
        names = _write_content(content, source, title)
        archive.writestr("mimetype", CONTENT_TYPE)  # first and stored, so that it is seen
        entry = zipfile.ZipInfo("content.xml")
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.file_size = content.tell()  # ZIP64, which few readers know, only where it must be
        content.seek(0)
        with archive.open(entry, "w") as member:
            shutil.copyfileobj(content, member, 1 << 20)
        archive.writestr("settings.xml", _settings(names), zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST, zipfile.ZIP_DEFLATED)


def _write_content(content: IO[bytes], source: Source, title: str) -> list[str]:
    """Write the sheets; their names."""
    head = "".join(
        f'<table:table-cell table:style-name="head" office:value-type="string">'
        f"{_paragraphs(label)}</table:table-cell>"
        for label in source.labels
    )
    columns = "".join(
        f'<table:table-column table:style-name="{"usual" if index else "wide"}"'
        f"{TEXT if is_text else ''}/>"
        for index, is_text in enumerate(source.is_text)
    )
    filters: dict[str, str] = {}
    content.write(_BEGINNING.encode())
    with source.rows() as every:
        for name, rows in sheets(every, title):
            content.write(
                f'<table:table table:name={quoteattr(name)} table:style-name="sheet">{columns}'
                f"<table:table-header-rows><table:table-row>{head}</table:table-row>"
                "</table:table-header-rows>".encode()
            )
            number = 1 + _write_rows(content, rows)
            content.write(b"</table:table>")
            quoted = "'" + name.replace("'", "''") + "'"
            last = f"{xl_col_to_name(len(source.labels) - 1)}{number}"
            filters[name] = f"{quoted}.A1:{quoted}.{last}"
    content.write(f"<table:database-ranges>{_filters(filters)}</table:database-ranges>".encode())
    content.write(_END.encode())
    return list(filters)


def _write_rows(content: IO[bytes], rows: Iterator[Row]) -> int:
    """Write the rows below the header; how many there were."""
    number = 0
    for row in rows:
        content.write(_row(row).encode())
        number += 1
    return number


def _row(cells: Row) -> str:
    return f"<table:table-row>{''.join(map(_cell, cells))}</table:table-row>"


def _cell(cell: str | int | None) -> str:
    if isinstance(cell, int) and not is_exact(cell):
        cell = str(cell)
    if isinstance(cell, int):
        return (
            f'<table:table-cell office:value-type="float" office:value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    if not cell:
        return "<table:table-cell/>"
    paragraphs = _paragraphs(cell) if _UNUSUAL(cell) else f"<text:p>{cell}</text:p>"
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def _paragraphs(text: str) -> str:
    """A paragraph for each line; spaces and tabs that would be taken for one are spelled out."""
    return "".join(
        f"<text:p>{_SOME_SPACES.sub(_spaces, line).replace(chr(9), '<text:tab/>')}</text:p>"
        for line in _BREAK.split(escape(_FORBIDDEN.sub("", text)))
    )


def _spaces(found: re.Match[str]) -> str:
    return f'<text:s text:c="{len(found[0])}"/>'


def _filters(ranges: dict[str, str]) -> str:
    return "".join(
        f'<table:database-range table:name="__Anonymous_Sheet_DB__{index}" '
        f'table:target-range-address={quoteattr(cells)} table:display-filter-buttons="true"/>'
        for index, cells in enumerate(ranges.values())
    )


def _settings(names: list[str]) -> str:
    """The header row and the first column of every sheet stay where they are."""
    frozen = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}'
        "</config:config-item>"
        for name, kind, value in (
            ("HorizontalSplitMode", "short", 2),
            ("HorizontalSplitPosition", "int", 1),
            ("VerticalSplitMode", "short", 2),
            ("VerticalSplitPosition", "int", 1),
            ("ActiveSplitRange", "short", 3),
            ("PositionRight", "int", 1),
            ("PositionBottom", "int", 1),
        )
    )
    tables = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(name)}>{frozen}"
        "</config:config-item-map-entry>"
        for name in names
    )
    return (
        f'{_XML}<office:document-settings{_SPACES} office:version="1.2"><office:settings>'
        '<config:config-item-set xmlns:ooo="http://openoffice.org/2004/office" '
        'config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        "<config:config-item-map-entry>"
        f'<config:config-item-map-named config:name="Tables">{tables}'
        "</config:config-item-map-named></config:config-item-map-entry>"
        "</config:config-item-map-indexed></config:config-item-set></office:settings>"
        "</office:document-settings>"
    )
