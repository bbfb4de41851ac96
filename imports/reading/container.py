"""What a file is, told by its first bytes; a workbook's zip is weighed before it is unpacked."""

import io
import re
import zipfile

from screens.zips import TooManyEntries, beginning_of, opened_zip

from .errors import UnreadableFile
from .table import MEBIBYTE, Limits

TEXT, WORKBOOK = "text", "workbook"

_SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"RIFF", "image"),
    (b"{\\rtf", "document"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x7fELF", "binary"),
    (b"SQLite format 3\0", "binary"),
)
_AMBIGUOUS = {b"BM", b"RIFF"}  # could begin a text file, which has no NUL
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"\s*<(?:(!doctype\s+html|html|head|body|table|meta)|\?xml)\b", re.IGNORECASE)
_BIG_MEMBER = 10 * MEBIBYTE


def kind_of(raw: bytes, limits: Limits) -> str:
    """TEXT or WORKBOOK; UnreadableFile says what else it is."""
    if raw[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip_kind(raw, limits)
    if raw.startswith(_OLE):
        return _ole_kind(raw)
    for signature, code in _SIGNATURES:
        if raw.startswith(signature) and (signature not in _AMBIGUOUS or b"\0" in raw[:64]):
            raise UnreadableFile(code)
    if match := _MARKUP.match(raw.removeprefix(b"\xef\xbb\xbf")[:1024]):
        html = match[1] or b"<html" in raw[:4096].lower()
        raise UnreadableFile("html" if html else "xml")
    return TEXT


def _zip_kind(raw: bytes, limits: Limits) -> str:
    try:
        with opened_zip(io.BytesIO(raw), most_entries=limits.max_entries) as archive:
            entries = archive.infolist()
            _weigh(entries, limits)
            names = {entry.filename for entry in entries}
            if any(name.startswith("xl/") for name in names):
                return WORKBOOK
            mimetype = beginning_of(archive, "mimetype", 200) if "mimetype" in names else b""
    except UnreadableFile:
        raise
    except TooManyEntries as error:
        raise UnreadableFile("zip_bomb") from error
    except (
        Exception
    ) as error:  # zipfile answers damage with more kinds of exception than it documents
        raise UnreadableFile("broken_file") from error
    if b"opendocument.spreadsheet" in mimetype:
        return WORKBOOK
    if b"opendocument" in mimetype or any(name.startswith(("word/", "ppt/")) for name in names):
        raise UnreadableFile("document")
    raise UnreadableFile("archive")


def _weigh(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse a zip that unpacks to far more than it seems, or anywhere but beneath itself."""
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.max_entries or total > limits.max_unpacked_bytes:
        raise UnreadableFile("zip_bomb")
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
            raise UnreadableFile("unsafe_archive")
        if entry.flag_bits & 1:
            raise UnreadableFile("encrypted")
        packed = max(entry.compress_size, 1)
        if entry.file_size > _BIG_MEMBER and entry.file_size / packed > limits.max_packing_ratio:
            raise UnreadableFile("zip_bomb")


def _ole_kind(raw: bytes) -> str:
    """A file of Office 97, or a newer one that is locked: the names of its streams tell."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in raw

    if has("EncryptedPackage"):
        raise UnreadableFile("encrypted")
    if has("Workbook") or has("Book"):
        return WORKBOOK
    if has("WordDocument") or has("PowerPoint Document"):
        raise UnreadableFile("document")
    raise UnreadableFile("broken_file")
