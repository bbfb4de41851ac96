"""Printing: data and a template become a PDF, typeset by Typst.

A template reads its data with `#import "office.typ": *`, which is laid beside every template and
brings the furniture of a page. It sees the files of its own folder, `office.typ`, its data and the
files handed over, and nothing else: no other folder, no font of the machine, and no network, since
no template asks for a package (tests/files/test_printing.py). Texts of the data are values and
never markup, whatever they hold.
"""

import io
import logging
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
import segno
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.bounded import MEBIBYTE, Bounds, Ended, ask
from files.disk import DiskFull, room_on_disk
from persian.printed import printed_everywhere

logger = logging.getLogger(__name__)

DOCUMENTS = Path(__file__).resolve().parent / "documents"
OFFICE = DOCUMENTS / "office.typ"
FONTS = Path("static/vendor/vazirmatn")  # within the project, brought by config/assets.py
FONT = "Vazirmatn"
DATA = "data.json"
# A file of the same content for the same data: no time of making stands in it.
MADE_AT = 0
_TYPESETTER = Path(__file__).with_name("typst_process.py")
# A list of 5,000 rows takes a third of this.
TO_PRINT = Bounds(memory=1536 * MEBIBYTE, seconds=60)
# The largest image that is taken, of 3,000 by 3,000 points, takes half of this.
TO_READ_AN_IMAGE = Bounds(memory=512 * MEBIBYTE, seconds=15)


class PrintingError(Exception):
    """A document cannot be printed; the message is for the person who asked for it."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


def typeset(
    template: Path,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    standards: Sequence[str] = (),
) -> bytes:
    """The PDF of a template with its data.

    `data` is of JSON's kinds; its texts are printed as `persian.printed` has them. `files` are
    images, and what a template attaches, by the names under which it reads them. `standards` are
    those that the PDF must meet, as Typst names them. The same arguments always give the
    same bytes. Raises PrintingError, after telling the log what is wrong.
    """
    project = {path.name: path.read_bytes() for path in (*template.parent.glob("*.typ"), OFFICE)}
    words = {"page_of": _("Page {page} of {pages}")}
    project[DATA] = orjson.dumps(printed_everywhere({**data, "furniture": words}))
    project |= {f"files/{name}": content for name, content in (files or {}).items()}
    try:
        with room_on_disk():
            return compile_project(
                project, main=template.name, bounds=TO_PRINT, standards=standards
            )
    except DiskFull as error:
        raise PrintingError(error.message) from error
    except _Refused as error:
        logger.error("Typst: %s", error)
        raise PrintingError(
            gettext_lazy(
                "This document could not be printed. Check what was entered for it, its images "
                "above all; if all is right, tell the administrator."
            )
        ) from error


class _Refused(Exception):
    """The typesetter has refused a project; or it took too much, which is no better."""


def compile_project(
    project: Mapping[str, bytes], *, main: str, bounds: Bounds, standards: Sequence[str] = ()
) -> bytes:
    """The PDF of a project: its files by name, of which `main` begins.

    Images in it were sent by people, so it is typeset in a process with bounded memory and time.
    Raises PrintingError without our fonts, OSError where the disk has no room for its files.
    """
    # A folder that holds the project and nothing else is all that its files can reach.
    with tempfile.TemporaryDirectory(prefix="samanyar-printing-") as made:
        folder = Path(made)
        for name, content in project.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        fonts = settings.BASE_DIR / FONTS
        try:
            kind, *answer = ask(
                _TYPESETTER,
                (str(folder), main, str(fonts), FONT, MADE_AT, list(standards)),
                libraries=["typst"],
                bounds=bounds,
            )
        except Ended as error:
            raise _Refused(f"ended: {error.why}") from error
    if kind == "no fonts":
        logger.error("No %s in %s", FONT, fonts)
        raise PrintingError(
            gettext_lazy(
                "The letters for printing are not installed on this server. Ask the administrator "
                "to finish the set-up."
            )
        )
    if kind == "refused":
        message, trace = answer
        raise _Refused(" ".join((message, *trace)))
    result, warnings = answer
    for warning in warnings:
        logger.warning("Typst: %s", warning)
    return bytes(result)


def is_readable_image(content: bytes) -> bool:
    """Whether an image can be printed: all of it is read, not its beginning alone. Raises DiskFull.

    One that unfolds to more than `TO_READ_AN_IMAGE` is none.
    """
    try:
        with room_on_disk():
            compile_project(
                {"i.typ": b'#image("i")', "i": content}, main="i.typ", bounds=TO_READ_AN_IMAGE
            )
    except _Refused:
        return False
    return True


def qr_code(address: str) -> bytes:
    """A QR code that leads to an address: an SVG drawing with some white around it."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", border=2)
    return drawing.getvalue()
