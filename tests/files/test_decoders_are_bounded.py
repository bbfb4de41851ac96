"""Files that unfold to far more than they weigh: refused in words, within memory and time.

Everything that decodes what people send is here: images, workbooks, archives, tables of text. PDF
and TIFF files are kept as they came, and no program of ours opens them; workbooks with a password
are refused by their name.
"""

import io
import re
import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.refusals import Refusal
from files.bounded import MEBIBYTE, TOO_LARGE, TOO_SLOW, Bounds, Ended, ask
from files.printing import is_readable_image
from papers.images import MAX_SIZE, check_image
from papers.uploads import check_upload
from reading import Limits, UnreadableFile, read_table
from tests.images import jpeg, png
from tests.rooms import FOLDERS, ROOT

CHILDREN = 700  # mebibytes that a process of ours may hold, where none of other tests held more
SECONDS = 20


@cache
def packed(mebibytes: int) -> bytes:
    """So many mebibytes of nothing, packed to a thousandth."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(MEBIBYTE)) for _ in range(mebibytes)) + packer.flush()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_chunk(kind: bytes, body: bytes) -> bytes:
    """A good PNG with one part more before its picture."""
    image = png(100, 100)
    place = image.index(b"IDAT") - 4
    return image[:place] + chunk(kind, body) + image[place:]


def unfolding_png(sides: int) -> bytes:
    """A PNG whose head tells modest sides, and whose picture goes on and on."""
    head = struct.pack(">IIBBBBB", sides, sides, 16, 6, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", packed(700)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def jpeg_with_profile(pieces: int) -> bytes:
    image = jpeg()
    told = b"ICC_PROFILE\0" + bytes([1, 255])
    piece = b"\xff\xe2" + struct.pack(">H", 2 + len(told) + 3000) + told + bytes(3000)
    return image[:2] + piece * pieces + image[2:]


@contextmanager
def bounded(own: int = 300) -> Iterator[None]:
    """Neither this process nor one that it started holds more than it may, or takes long.

    `own` are mebibytes more than this process has held so far.
    """
    before, begun = _held(resource.RUSAGE_SELF), time.monotonic()
    others = _held(resource.RUSAGE_CHILDREN)
    yield
    assert time.monotonic() - begun < SECONDS
    assert _held(resource.RUSAGE_SELF) - before < own
    # A process that is begun holds what this one does, until its program takes its place.
    assert _held(resource.RUSAGE_CHILDREN) <= max(CHILDREN, others, _held(resource.RUSAGE_SELF)) + 1


def _held(whose: int) -> int:
    return resource.getrusage(whose).ru_maxrss // 1024  # mebibytes at the most


def refused_image(content: bytes) -> Refusal:
    assert len(content) < MAX_SIZE
    with bounded(), pytest.raises(Refusal) as refused:
        check_image(SimpleUploadedFile("a.png", content), field="upload")
    return refused.value


def test_an_image_whose_profile_unfolds_to_gigabytes_is_refused():
    refusal = refused_image(with_chunk(b"iCCP", b"x\0\0" + packed(700)))
    assert (refusal.code, "خراب" in str(refusal)) == ("broken", True)


def test_images_that_unfold_elsewhere_take_no_more():
    bombs = [
        with_chunk(b"zTXt", b"Comment\0\0" + packed(700)),
        with_chunk(b"iTXt", b"Comment\0\1\0\0\0" + packed(700)),
        unfolding_png(3000),
        jpeg_with_profile(255),
    ]
    for bomb in bombs:
        with bounded():
            is_readable_image(bomb)  # read or refused, within bounds
    assert refused_image(png(said=(2**31 - 1, 2**31 - 1))).code == "dimensions"
    assert is_readable_image(png(3000, 3000))
    assert is_readable_image(jpeg(3000, 3000))


def refused_table(content: bytes, name: str = "list.xlsx", **limits: int) -> str:
    with bounded(own=500), pytest.raises(UnreadableFile) as refused:
        read_table(io.BytesIO(content), filename=name, limits=Limits(**limits))
    assert str(refused.value)
    return refused.value.code


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


CELLS = '<table:table-cell office:value-type="string"><text:p>الف</text:p></table:table-cell>'
ODS = (
    '<?xml version="1.0"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="a"><table:table-row'
    ' table:number-rows-repeated="1048576">{cells}</table:table-row></table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
REPEATED = CELLS.replace("cell ", 'cell table:number-columns-repeated="16384" ', 1)
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(10)
) + "]>"  # fmt: skip
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>&k;</t></is></c></row></sheetData></worksheet>'
)


def test_workbooks_that_unfold_are_refused():
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    repeats = {"mimetype": mimetype, "content.xml": ODS.format(cells=REPEATED).encode()}
    assert refused_table(zipped(repeats), "list.ods", max_memory_bytes=600 * MEBIBYTE) in (
        "too_many_cells", "broken_file", "too_slow",
    )  # fmt: skip
    laughing = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": LAUGHS.encode() + b"<workbook><sheets/></workbook>",
        "xl/worksheets/sheet1.xml": (LAUGHS + SHEET).encode(),
    }
    assert refused_table(zipped(laughing)) in ("broken_file", "no_rows")
    assert refused_table(zipped({"mimetype": bytes(9 * MEBIBYTE)})) == "archive"
    inner = zipped({"xl/workbook.xml": bytes(9 * MEBIBYTE)})
    assert refused_table(zipped({f"{n}.zip": inner for n in range(50)})) == "archive"
    assert refused_table(zipped({"xl/a": bytes(60 * MEBIBYTE)})) == "zip_bomb"
    many = b"PK\x03\x04" + b"PK\x01\x02" + (b"PK\x01\x02" + bytes(42)) * 400_000
    assert refused_table(many) == "zip_bomb"
    with bounded(), pytest.raises(Refusal):
        check_upload(SimpleUploadedFile("a.docx", many), max_size=len(many))


def test_tables_of_text_that_unfold_are_refused():
    line = b"a" + b"," * (20 * MEBIBYTE)
    assert refused_table(line, "list.csv") == "too_many_columns"
    record = b'a,"b\n' + b'","\n' * (3 * MEBIBYTE) + b'"\n'
    assert refused_table(record, "list.csv") == "unclosed_quote"
    rows = b",".join([b"a"] * 400) + b"\n"
    table = rows + rows.replace(b"a", "ب".encode()) * 20_000
    assert refused_table(table, "list.csv", max_cells=2_000_000) == "too_many_cells"


def test_a_program_that_takes_too_much_is_ended_and_says_so(tmp_path):
    program = tmp_path / "program.py"

    def why(body: str) -> str:
        program.write_text(f"def serve(receive_bytes, receive, send):\n    {body}\n")
        with bounded(), pytest.raises(Ended) as ended:
            ask(program, libraries=[], bounds=Bounds(256 * MEBIBYTE, 2))
        return ended.value.why

    assert why("bytes(1 << 30)") == TOO_LARGE
    assert why("while True: pass") == TOO_SLOW
    assert why("raise SystemExit(3)") == "broken"
    assert why("import os; os.abort()") == "broken"


def test_what_decodes_the_files_of_people_runs_in_processes_of_its_own():
    """The next decoder is found: a library that opens files is imported by such a program alone."""
    decoders = {"typst", "python_calamine", "openpyxl", "PIL", "pypdf", "lxml", "xml", "tarfile"}
    readers = ("markup", "packages", "workbook")
    own = {
        "files/typst_process.py",
        *(f"reading/processes/{name}.py" for name in readers),
    }
    # One writes files and reads none, the other reads what the server's administrator made.
    others = {"files/exporting/ods.py", "config/backup/archive.py"}
    found = set()
    for room in FOLDERS:
        for path in (ROOT / room).rglob("*.py"):
            imports = re.findall(r"^\s*(?:import|from) (\w+)", path.read_text(), re.MULTILINE)
            if decoders & set(imports):
                found.add(str(path.relative_to(ROOT)))
    assert found - others == own
