"""Images that are printed: what may be kept."""

import struct
from collections.abc import Iterator

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from files.printing import is_readable_image
from papers.uploads import JPEG, PNG, Kind, sniff

KINDS = (PNG, JPEG)
MAX_SIZE = 1024 * 1024  # bytes
SMALLEST, LARGEST = 40, 3000  # points, in width and in height
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # parts of a JPEG that tell its size
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # parts without a length


def check_image(upload: UploadedFile, *, field: str) -> Kind:
    """The kind of an uploaded image that can be printed.

    Raises Refusal, at `field`, for one that is too large in bytes or in points, too small, neither
    PNG nor JPEG, or broken. Drawings with a program in them (SVG) are never kept.
    """
    if not upload.size:
        raise Refusal("empty", _("This file is empty. Choose it again."), field=field)
    if upload.size > MAX_SIZE:
        text = _("The image is larger than one megabyte. Save it in a lower quality.")
        raise Refusal("too_large", text, field=field)
    kind = sniff(upload)
    if kind not in KINDS:
        text = _("This file is no image that can be printed. Save it as PNG or JPEG.")
        raise Refusal("unknown_kind", text, field=field)
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    size = _png_size(content) if kind == PNG else _jpeg_size(content)
    # The size is looked at first: a small file may unfold to gigabytes when it is read.
    if size and not all(SMALLEST <= side <= LARGEST for side in size):
        raise Refusal(
            "dimensions",
            _(
                "The image is %(width)s by %(height)s points; each side must have "
                "%(smallest)s to %(largest)s."
            ),
            field=field,
            params={
                "width": size[0],
                "height": size[1],
                "smallest": SMALLEST,
                "largest": LARGEST,
            },
        )
    if size is None or not is_readable_image(content):
        text = _("This image is broken. Save it anew from the program that made it.")
        raise Refusal("broken", text, field=field)
    return kind


def _png_size(content: bytes) -> tuple[int, int] | None:
    if len(content) < 24 or content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height that all frames of a JPEG agree on."""
    sizes = set(_jpeg_frames(content))
    return sizes.pop() if len(sizes) == 1 else None


def _jpeg_frames(content: bytes) -> Iterator[tuple[int, int]]:
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xFF or marker in _ALONE:
            place += 1 if marker == 0xFF else 2
            continue
        if marker == 0xDA:  # the picture itself begins
            return
        if marker in _FRAMES and place + 9 <= len(content):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            yield width, height
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
