"""Reading a PDF that Typst made: how many pages it has, and the words on them.

It knows what Typst writes and no more: objects in the open, packed streams, text in strings of
two-byte glyphs, runs from right to left marked as reversed.
"""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_INNER = rb"(?:\\.|[^\\()])"
_NESTED = rb"\(" + _INNER + rb"*\)"
for _depth in range(4):  # pairs of brackets need no escape
    _NESTED = rb"\((?:" + _INNER + rb"|" + _NESTED + rb")*\)"
_SHOWN = re.compile(
    rb"/ReversedChars BMC|/ActualText<FEFF([0-9A-F]*)>|/(f\d+) [\d.]+ Tf|(?:Tj|TJ)\b|EMC\b|"
    + _NESTED,
    re.DOTALL,
)
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|(.))", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MARKS = re.compile("[\u2060\u2066-\u2069]")


def pages(pdf: bytes) -> int:
    """How many pages the file has."""
    return len(re.findall(rb"/Type/Page\b", pdf))


def paper(pdf: bytes) -> tuple[int, int]:
    """Width and height of the first page in millimetres."""
    box = re.search(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert box is not None
    return round(float(box[1]) / 72 * 25.4), round(float(box[2]) / 72 * 25.4)


def words(pdf: bytes) -> str:
    """All that is written on the pages, run by run, in the order of reading within each run."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    found = []
    for body in objects.values():
        if b"/Type/Page/" in body:
            fonts = _fonts(objects, body)
            content = _stream(objects[_reference(body, b"Contents")])
            found.extend(_runs(content, fonts))
    return " ".join(_MARKS.sub("", "".join(found)).split())


def _reference(body: bytes, name: bytes) -> int:
    match = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert match is not None
    return int(match[1])


def _stream(body: bytes) -> bytes:
    return zlib.decompress(body.partition(b"stream\n")[2].rpartition(b"\nendstream")[0])


def _fonts(objects: dict[int, bytes], page: bytes) -> dict[bytes, dict[int, str]]:
    """For each font of a page, the text that each glyph stands for."""
    resources = objects[_reference(page, b"Resources")]
    return {
        name: _meanings(_stream(objects[_reference(objects[int(number)], b"ToUnicode")]))
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
    }


def _meanings(table: bytes) -> dict[int, str]:
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
    }


def _runs(content: bytes, fonts: dict[bytes, dict[int, str]]) -> Iterator[str]:
    font: dict[int, str] = {}
    said: str | None = None  # what stands for the glyphs of a part, in their place
    is_reversed, run = False, []
    for match in _SHOWN.finditer(content):
        token = match[0]
        if token == b"/ReversedChars BMC":
            is_reversed = True
        elif match[1] is not None:
            said = bytes.fromhex(match[1].decode()).decode("utf-16-be")
        elif match[2]:
            font = fonts[match[2]]
        elif token.startswith(b"("):
            glyphs = _ESCAPED.sub(_plain, token[1:-1])
            pairs = (glyphs[place : place + 2] for place in range(0, len(glyphs), 2))
            run += [font.get(int.from_bytes(pair), "") for pair in pairs]
        elif token == b"EMC" and is_reversed:
            is_reversed = False
        elif token == b"EMC":
            said = None
        else:
            text = "".join(reversed(run) if is_reversed else run)
            yield text if said is None else said
            run, said = [], said and ""


def _plain(match: "re.Match[bytes]") -> bytes:
    if match[1]:
        return bytes([int(match[1], 8)])
    return _LETTERS.get(match[2], match[2])


def attached(pdf: bytes, name: str) -> bytes:
    """The file of that name which the document bears within itself."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    (told,) = (
        body for body in objects.values() if b"/Type/Filespec" in body and name.encode() in body
    )
    body = objects[_reference(told.partition(b"/EF")[2], b"F")]
    head, _, rest = body.partition(b"stream\n")
    content = rest.rpartition(b"\nendstream")[0]
    return zlib.decompress(content) if b"/FlateDecode" in head else content
