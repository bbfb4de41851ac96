"""Web pages and XML: whether a file is one, and its text, whatever encoding it names or has."""

import codecs
import re

from .encoding import CP1256, UTF8, UTF16BE, UTF16LE, find_encoding, looks_1256, text_lines
from .errors import UnreadableFile

_BEGINNING = 1 << 12
_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|\?xml|(?:html|head|body|table|meta|style|title|div|center|"
    r"font|form|span|p|h[1-6]|thead|tbody|tr|td|xml|workbook)\b[^<]*>)",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(rb"\s*(?:MIME-Version|Content-Type)\s*:", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<(?:\?xml\b[^>]*\bencoding|meta\b[^>]*\bcharset)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_XML = re.compile(r"\s*(?:<!--.*?-->\s*)*(<\?xml\b[^>]*\?>)?", re.DOTALL)
_WORKBOOK = re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")
_ROOT_OF_PAGE = re.compile(r"<(?:!doctype\s+)?html\b", re.IGNORECASE)
_NAMED = ("cp1256", "iso8859-6", "cp1252", "iso8859-1")  # others are known by their bytes
_BOMS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF16_LE, UTF16LE),
    (codecs.BOM_UTF16_BE, UTF16BE),
)


def is_markup(raw: bytes) -> bool:
    """Whether a file begins as a page, an XML, or a page packed as a mail does."""
    beginning = raw[:_BEGINNING]
    for bom, encoding in _BOMS:
        if beginning.startswith(bom):
            return bool(_MARKUP.match(beginning[len(bom) :].decode(encoding, "ignore")))
    if beginning[:2] in (b"<\0", b"\0<"):  # UTF-16 without its mark
        return True
    return bool(_MAIL.match(beginning) or _MARKUP.match(beginning.decode("latin-1")))


def as_utf8(raw: bytes) -> bytes:
    """The page or workbook in UTF-8, beginning with `<?xml` where it is a workbook.

    Raises UnreadableFile where it is an XML of another kind, or its encoding is not found.
    """
    if _MAIL.match(raw[:_BEGINNING]):
        raise UnreadableFile("html")
    text = _decoded(raw)
    beginning = text[:_BEGINNING]
    declaration = _XML.match(beginning)
    if _WORKBOOK.search(beginning):
        body = text[declaration.end(1) :] if declaration and declaration[1] else text
        return b'<?xml version="1.0" encoding="UTF-8"?>' + body.lstrip().encode(UTF8, "replace")
    if declaration and declaration[1] and not _ROOT_OF_PAGE.search(beginning):
        raise UnreadableFile("xml")
    return text.encode(UTF8, "replace")


def _decoded(raw: bytes) -> str:
    """What its bytes say goes before what it says of itself: pages often name the wrong one."""
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return raw[len(bom) :].decode(encoding, "replace")
    if raw[:2] in (b"<\0", b"\0<"):
        return raw.decode(UTF16LE if raw[1] == 0 else UTF16BE, "replace")
    try:
        return raw.decode(UTF8)
    except UnicodeDecodeError:
        named = _named(raw[:_BEGINNING])
    if looks_1256(raw) or named is None:
        return "".join(text_lines(raw, CP1256 if looks_1256(raw) else find_encoding(raw)))
    try:
        return raw.decode(named)
    except UnicodeDecodeError as error:
        raise UnreadableFile("unknown_encoding", row=1) from error


def _named(beginning: bytes) -> str | None:
    """The encoding that a page names, where it is one of text."""
    match = _CHARSET.search(beginning)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii", "ignore")).name
    except LookupError:
        return None
    return name if name in _NAMED else None
