"""What a file is, told by its first bytes; a workbook's zip is weighed before it is unpacked."""

import io
import re
import zipfile

from files.zips import TooManyEntries, beginning_of, opened_zip

from .errors import UnreadableFile
from .markup import is_markup
from .table import MEBIBYTE, Limits

TEXT, WORKBOOK, MARKUP = "text", "workbook", "markup"

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
_BIG_MEMBER = 10 * MEBIBYTE


def kind_of(raw: bytes, limits: Limits) -> str:
    """TEXT, WORKBOOK or MARKUP; UnreadableFile says what else it is.

    What stands in a workbook or a page is found by what reads it, not by the names of its parts.
    """
    if raw[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip_kind(raw, limits)
    if raw.startswith(_OLE):
        return WORKBOOK
    for signature, code in _SIGNATURES:
        if raw.startswith(signature) and (signature not in _AMBIGUOUS or b"\0" in raw[:64]):
            raise UnreadableFile(code)
    return MARKUP if is_markup(raw) else TEXT


def _zip_kind(raw: bytes, limits: Limits) -> str:
    try:
        with opened_zip(io.BytesIO(raw), most_entries=limits.max_entries) as archive:
            entries = archive.infolist()
            _weigh(entries, limits)
            names = {entry.filename.replace("\\", "/").lower() for entry in entries}
            mimetype = beginning_of(archive, "mimetype", 200) if "mimetype" in names else b""
    except UnreadableFile:
        raise
    except TooManyEntries as error:
        raise UnreadableFile("zip_bomb") from error
    except (
        Exception
    ) as error:  # zipfile answers damage with more kinds of exception than it documents
        raise UnreadableFile("broken_file") from error
    folders = {name.partition("/")[0] for name in names}
    if "xl" in folders or b"opendocument.spreadsheet" in mimetype:
        return WORKBOOK
    if b"opendocument" in mimetype or not folders.isdisjoint({"word", "ppt"}):
        raise UnreadableFile("document")
    if not folders.isdisjoint({"[content_types].xml", "content.xml"}):
        return WORKBOOK
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
