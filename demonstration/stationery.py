"""What the papers of the three offices bear: an invented emblem, and signatures of nobody."""

import math
import struct
import zlib
from collections.abc import Callable

from django.core.files.base import ContentFile

from accounts.models import Province
from demonstration.offices import OFFICES
from papers.models import Signature, Stationery

_SIGNATORIES = (
    ("دکتر نادر نمونه‌پور", "معاون سیاسی، امنیتی و اجتماعی استاندار"),
    ("فرشته آزمون‌زاده", "مدیرکل دفتر امور اجتماعی و فرهنگی"),
)
_TEAL, _BLUE = (15, 99, 96), (28, 42, 120)


def drawing(
    width: int,
    height: int,
    colour: tuple[int, int, int],
    is_ink: Callable[[float, float], bool],
) -> bytes:
    """A PNG file without background; `is_ink` is asked with points from -1 to 1."""
    ink, nothing = bytes((*colour, 255)), bytes(4)
    rows = b"".join(
        b"\0"
        + b"".join(
            ink if is_ink(2 * x / width - 1, 2 * y / height - 1) else nothing for x in range(width)
        )
        for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


def emblem() -> bytes:
    """A star of eight points with a ring in it."""

    def is_ink(x: float, y: float) -> bool:
        upright = max(abs(x), abs(y)) <= 0.7
        turned = abs(x) + abs(y) <= 0.99
        return (upright or turned) and not 0.3 < math.hypot(x, y) < 0.45

    return drawing(240, 240, _TEAL, is_ink)


def signature(number: int) -> bytes:
    """A line that swings, each one in its own way."""

    def is_ink(x: float, y: float) -> bool:
        height = 0.7 * math.sin((5 + 2 * number) * x) * math.cos(2.3 * x + number)
        return abs(x) < 0.95 and abs(y - height) < 0.09

    return drawing(240, 100, _BLUE, is_ink)


def invent() -> tuple[list[Stationery], list[Signature]]:
    """The head of each office and its two signatures, not yet stored."""
    heads, signatures = [], []
    for office in OFFICES:
        province = Province.objects.get(name=office.province)
        heads.append(
            Stationery(
                province=province,
                office_title=f"استانداری {office.province}",
                department="دفتر امور اجتماعی و فرهنگی",
                address=f"{office.province}، ساختمان مرکزی استانداری",
                emblem=ContentFile(emblem(), name="emblem.png"),
            )
        )
        for number, (name, post) in enumerate(_SIGNATORIES, 1):
            signatures.append(
                Signature(
                    province=province,
                    holder_name=name,
                    post=post,
                    position=10 * number,
                    image=ContentFile(signature(number), name="signature.png"),
                )
            )
    return heads, signatures
