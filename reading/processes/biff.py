"""What a workbook of Excel 97 or older tells beside its cells: the records of its one stream."""

import io
import struct

import olefile
from answering import Unreadable

_BOF, _EOF = 0x809, 0x0A
_FILEPASS, _DATEMODE, _BOUNDSHEET = 0x2F, 0x22, 0x85
_ROW, _COLINFO, _FORMULA, _BOOLERR = 0x208, 0x7D, 0x06, 0x205
_OLD_FORMULAS = (0x206, 0x406)
_ZERO_HEIGHT = 0x20
_MOST_COLUMNS = 256
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def stream_of(raw):
    """The records of the workbook in an OLE file. Raises Unreadable where it is no workbook, or
    one that is locked."""
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as ole:
            streams = {path[0].casefold(): path for path in ole.listdir()}
            if "encryptedpackage" in streams:
                raise Unreadable("encrypted")
            path = streams.get("workbook") or streams.get("book")
            if path is not None:
                return ole.openstream(path).read()
    except Unreadable:
        raise
    except Exception as error:  # the library answers damage with many kinds of exception
        is_locked = "EncryptedPackage".encode("utf-16-le") in raw
        raise Unreadable("encrypted" if is_locked else "broken_file") from error
    is_document = not {"worddocument", "powerpoint document"}.isdisjoint(streams)
    raise Unreadable("document" if is_document else "broken_file")


class Biff:
    """The records of a workbook. Raises Unreadable where it is locked."""

    def __init__(self, stream):
        self._stream = stream
        self.is_1904 = False
        self._sheets = []  # where each begins
        for kind, data in self._records(0):
            if kind == _FILEPASS:
                raise Unreadable("encrypted")
            if kind == _DATEMODE:
                self.is_1904 = data[:1] == b"\1"
            elif kind == _BOUNDSHEET and len(data) >= 4:
                self._sheets.append(struct.unpack_from("<I", data)[0])

    def facts(self, place, name):
        hidden_rows, hidden_columns, errors = [], set(), []
        for kind, data in self._records(self._sheets[place]):
            if kind == _ROW:
                row, flags = struct.unpack_from("<H10xH", data)
                if flags & _ZERO_HEIGHT:
                    hidden_rows.append(row + 1)
            elif kind == _COLINFO:
                first, last, flags = struct.unpack_from("<HH4xH", data)
                if flags & 1:
                    hidden_columns.update(range(first, min(last + 1, _MOST_COLUMNS)))
            elif kind == _BOOLERR:
                row, column, code, is_error = struct.unpack_from("<HH2xBB", data)
                if is_error:
                    errors.append((row + 1, column, _ERRORS.get(code, "#N/A")))
            elif kind == _FORMULA or kind in _OLD_FORMULAS:
                row, column, what, code, mark = struct.unpack_from("<HH2xBxB3xH", data)
                if mark == 0xFFFF and what == 2:
                    errors.append((row + 1, column, _ERRORS.get(code, "#N/A")))
        return {
            "hidden_rows": hidden_rows,
            "hidden_columns": sorted(hidden_columns),
            "errors": errors,
        }

    def _records(self, place):
        """(kind, content) of the records from a place to the end of that part of the workbook."""
        stream, depth = self._stream, 0
        while place + 4 <= len(stream):
            kind, size = struct.unpack_from("<HH", stream, place)
            place += 4
            yield kind, stream[place : place + size]
            place += size
            if kind == _BOF:
                depth += 1
            elif kind == _EOF:
                depth -= 1
                if depth <= 0:
                    return
