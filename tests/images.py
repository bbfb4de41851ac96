"""Small images, made here: an image of any size, whole or spoiled."""

import struct
import zlib


def png(width: int = 100, height: int = 100, *, said: tuple[int, int] | None = None) -> bytes:
    """A dark square as a PNG file; `said` is the size that its head tells instead of its own."""
    rows = (b"\0" + b"\x11\x66\x63" * width) * height
    head = struct.pack(">IIBBBBB", *(said or (width, height)), 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def jpeg(width: int = 80, height: int = 60) -> bytes:
    """A grey JPEG file: each of its blocks is told by two bits, «as before» and «no more»."""
    blocks = -(-width // 8) * -(-height // 8)
    frame = struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)
    one_code = b"\x01" + b"\0" * 15 + b"\0"  # a single code of one bit, for nothing
    parts = [
        (0xDB, b"\0" + b"\x01" * 64),
        (0xC0, frame),
        (0xC4, b"\x00" + one_code),
        (0xC4, b"\x10" + one_code),
        (0xDA, b"\x01\x01\x00\x00\x3f\x00"),
    ]
    marked = b"".join(
        struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in parts
    )
    bits = "00" * blocks
    bits += "1" * (-len(bits) % 8)
    return b"\xff\xd8" + marked + int(bits, 2).to_bytes(len(bits) // 8) + b"\xff\xd9"
