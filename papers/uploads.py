"""What an uploaded file really is, and whether it may be kept."""

import zipfile
from dataclasses import dataclass
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from files.zips import TooManyEntries, beginning_of, opened_zip


@dataclass(frozen=True)
class Kind:
    """A kind of file that may be kept: its media type and the endings of its names."""

    content_type: str
    name: str
    endings: tuple[str, ...]
    shown_inline: bool = False


_OOXML = "application/vnd.openxmlformats-officedocument."
PDF = Kind("application/pdf", "PDF", ("pdf",), shown_inline=True)
JPEG = Kind("image/jpeg", "JPEG", ("jpg", "jpeg", "jpe", "jfif"), shown_inline=True)
PNG = Kind("image/png", "PNG", ("png",), shown_inline=True)
TIFF = Kind("image/tiff", "TIFF", ("tif", "tiff"))
DOCX = Kind(f"{_OOXML}wordprocessingml.document", "DOCX", ("docx",))
XLSX = Kind(f"{_OOXML}spreadsheetml.sheet", "XLSX", ("xlsx",))
KINDS = (PDF, JPEG, PNG, TIFF, DOCX, XLSX)
_BEGINNINGS = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
_MOST_ENTRIES = 5000  # of an archive
_LONGEST_CONTENTS = 1 << 20  # bytes of its list of kinds
# Of parts that run: projects of VBA, sheets of macros of Excel 4, controls.
_PROGRAMS = (b"vbaproject", b"vbadata", b"macroenabled", b"macrosheet", b"activex")


def sniff(file: IO[bytes]) -> Kind | None:
    """What the file is by its content; None for anything that is not kept."""
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    return _office_file(file) if head.startswith(b"PK\x03\x04") else None


def _office_file(file: IO[bytes]) -> Kind | None:
    """A text or a workbook without macros."""
    try:
        with opened_zip(file, most_entries=_MOST_ENTRIES) as archive:
            names = {entry.filename for entry in archive.infolist()}
            if "[Content_Types].xml" not in names:
                return None
            kinds = beginning_of(archive, "[Content_Types].xml", _LONGEST_CONTENTS + 1)
    except (TooManyEntries, zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    finally:
        file.seek(0)
    if len(kinds) > _LONGEST_CONTENTS or _runs_something(names, kinds):
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


def _runs_something(names: set[str], kinds: bytes) -> bool:
    """Whether an office file holds a program, by what it says its parts are and by their names.

    Macros of today and of Excel 4 have kinds of their own, whatever the parts are called. The list
    of kinds may be written in any encoding, so it is looked at without its zeros.
    """
    told = kinds.replace(b"\0", b"").lower()
    called = " ".join(names).lower()
    return any(word in told or word.decode() in called for word in _PROGRAMS)


def check_upload(upload: UploadedFile, *, max_size: int) -> Kind:
    """The kind of an uploaded file of at most `max_size` bytes.

    Raises Refusal for one that is empty, too large, of no kind that is kept, or named as another.
    """
    if not upload.size:
        raise Refusal("empty", _("This file is empty. Choose it again."), field="file")
    if upload.size > max_size:
        raise Refusal(
            "too_large",
            _(
                "The file has %(size)s megabytes; at most %(limit)s are kept. "
                "Scan it in a lower quality."
            ),
            field="file",
            params={"size": _megabytes(upload.size), "limit": _megabytes(max_size)},
        )
    kind = sniff(upload)
    if kind is None:
        raise Refusal(
            "unknown_kind",
            _(
                "This file cannot be kept: its content is none of %(kinds)s. "
                "Save it as PDF and choose it again."
            ),
            field="file",
            params={"kinds": "، ".join(each.name for each in KINDS)},
        )
    _stem, dot, ending = (upload.name or "").rpartition(".")
    if dot and ending.lower() not in kind.endings:
        raise Refusal(
            "misnamed",
            _(
                "The name of the file ends in “%(ending)s”, but its content is %(kind)s. "
                "Choose the right file, or correct its name."
            ),
            field="file",
            params={"ending": ending[:12], "kind": kind.name},
        )
    return kind


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".rstrip("0").rstrip(".")
