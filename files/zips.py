"""Archives that people send: opened without believing what they say of themselves."""

import zipfile
from typing import IO

_SIGNATURE = b"PK\x01\x02"  # of an entry in the table of contents
_PIECE = 1 << 20  # bytes


class TooManyEntries(Exception):
    """The table of contents is longer than any program writes it."""


def opened_zip(file: IO[bytes], *, most_entries: int) -> zipfile.ZipFile:
    """The archive, whose table of contents has been read.

    Its entries are counted before: two million of them fit into 100 megabytes, and take ten times
    as much when they are read. Raises TooManyEntries, and what `ZipFile` raises.
    """
    file.seek(0)
    count, end = 0, b""
    while piece := file.read(_PIECE):
        count += (end + piece).count(_SIGNATURE)
        end = piece[1 - len(_SIGNATURE) :]
        if count > most_entries:
            raise TooManyEntries
    file.seek(0)
    return zipfile.ZipFile(file)


def beginning_of(archive: zipfile.ZipFile, name: str, size: int) -> bytes:
    """The first bytes of an entry, however many it unfolds to."""
    with archive.open(name) as entry:
        return entry.read(size)
