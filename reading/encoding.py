"""Which encoding a text is written in, told from its bytes; nothing is ever replaced by «�»."""

import codecs
import io
import re
from collections.abc import Iterator

from .errors import UnreadableFile

UTF8, UTF16LE, UTF16BE, CP1256 = "utf-8", "utf-16-le", "utf-16-be", "cp1256"
MIXED = "utf-8+cp1256"

_BOMS = ((b"\xef\xbb\xbf", UTF8), (b"\xff\xfe", UTF16LE), (b"\xfe\xff", UTF16BE))
_UTF32_BOMS = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_SAMPLE = 1 << 16
_CHUNK = 1 << 20

# What Persian office text holds of Windows-1256, beyond ASCII. Its Urdu and French letters are left
# out: they are what other encodings look like when read as this one.
_PERSIAN_1256 = frozenset(
    "ءآأؤإئابةتثجحخدذرزژسشصضطظعغفقكکگلمنهوىيپچ"
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652ـ،؛؟«»“”‘’–—…•·°×÷±\u200c\u200d\u200e\u200f\xa0\xad"
)
_ASCII = bytes(range(0x80))
_PERSIAN_BYTES = _ASCII + "".join(sorted(_PERSIAN_1256)).encode(CP1256)
_WORD_1256 = re.compile("(?<![A-Za-z])[ء-غف-يپچژکگ\u200c]{2,}(?![A-Za-z])")
_LETTER_1256 = re.compile("[ء-غف-يپچژکگ]")
# UTF-8 of the Arabic block, whole or cut short: two bytes of which the first is D8–DB.
_UTF8_PAIR = re.compile(rb"[\xd8-\xdb][\x80-\xbf]")
# The same and Persian's own marks (ZWNJ, quotation marks, dashes): what UTF-8 of an office holds.
_UTF8_PERSIAN = re.compile(rb"[\xd8-\xdb][\x80-\xbf]|\xc2[\xab\xbb]|\xe2\x80")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x7f]")


def find_encoding(raw: bytes) -> str:
    """The encoding of a text file; UnreadableFile when none fits without losing a letter."""
    if raw.startswith(_UTF32_BOMS):
        raise UnreadableFile("unknown_encoding", row=1)
    for bom, encoding in _BOMS:
        if raw.startswith(bom) and encoding != UTF8:
            return _checked_utf16(raw, encoding)
    if (utf16 := _utf16_without_bom(raw[:_SAMPLE])) is not None:
        return _checked_utf16(raw, utf16)
    sample = raw[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) / 50 or sample.count(0) > len(sample) / 10:
        raise UnreadableFile("binary")
    if raw.isascii():
        return UTF8
    if _decodes(raw, UTF8):
        _refuse_garbled(raw)
        return UTF8
    return _second_encoding(raw)


def check_encoding(raw: bytes, encoding: str) -> str:
    """The usual name of a chosen encoding, once the text is known to be written in it."""
    name = encoding.lower().replace("_", "-")
    if name == MIXED:
        for number, line in enumerate(byte_lines(raw), 1):
            if not _decodes(line, UTF8) and not looks_1256(line):
                raise UnreadableFile("wrong_encoding", row=number)
        return MIXED
    name = {"utf-8-sig": UTF8, "utf8": UTF8, "windows-1256": CP1256, "utf-16": UTF16LE}.get(
        name, name
    )
    if name == UTF16LE and encoding.lower().endswith("16") and raw.startswith(b"\xfe\xff"):
        name = UTF16BE
    if name not in (UTF8, UTF16LE, UTF16BE, CP1256):
        raise UnreadableFile("wrong_encoding", row=1)
    if name in (UTF16LE, UTF16BE):
        return _checked_utf16(raw, name, code="wrong_encoding")
    if not _decodes(raw, name):
        bad = next(n for n, line in enumerate(byte_lines(raw), 1) if not _decodes(line, name))
        raise UnreadableFile("wrong_encoding", row=_record_number(raw, bad))
    return name


def text_lines(raw: bytes, encoding: str) -> Iterator[str]:
    """The lines of the text with their ends, for a reader that joins those inside quotes."""
    if encoding == MIXED:
        decoded = "".join(
            line.decode(UTF8 if _decodes(line, UTF8) else CP1256)
            for line in byte_lines(raw.removeprefix(codecs.BOM_UTF8))
        )
        return io.StringIO(decoded, newline="")
    stream = io.BytesIO(raw)
    for bom, of in _BOMS:
        if of == encoding and raw.startswith(bom):
            stream.seek(len(bom))
    return io.TextIOWrapper(stream, encoding=encoding, newline="")


def byte_lines(raw: bytes) -> Iterator[bytes]:
    """Lines of a text of single bytes or UTF-8, ended by \\n, or by \\r where there is no \\n."""
    if b"\n" in raw:
        return iter(io.BytesIO(raw))
    return (line + b"\r" for line in raw.split(b"\r"))


def count_second(raw: bytes) -> int:
    """How many lines of a MIXED text are Windows-1256."""
    return sum(not _decodes(line, UTF8) for line in byte_lines(raw))


def looks_1256(text: bytes) -> bool:
    """Whether bytes read as Windows-1256 are Persian words, not other text in disguise."""
    high = len(text.translate(None, delete=_ASCII))
    odd = len(text.translate(None, delete=_PERSIAN_BYTES))
    if not high or odd * 20 > high:
        return False
    sample = text[:_SAMPLE]
    if len(_UTF8_PAIR.findall(sample)) * 4 > len(_HIGH.findall(sample)):
        return False  # UTF-8 with a byte missing
    words = sample.decode(CP1256)
    letters = len(_LETTER_1256.findall(words))
    in_words = sum(map(len, _WORD_1256.findall(words)))
    return 0 < letters <= in_words * 2


def _decodes(raw: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        if len(raw) <= _CHUNK:
            raw.decode(encoding)
            return True
        for start in range(0, len(raw), _CHUNK):
            decoder.decode(raw[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_bom(sample: bytes) -> str | None:
    """Persian in UTF-16 has 00 or 06 as every other byte; no other text has these bytes at all."""
    if len(sample) < 4:
        return None
    even, odd = sample[0::2], sample[1::2]
    even_share = (even.count(0) + even.count(6)) / len(even)
    odd_share = (odd.count(0) + odd.count(6)) / len(odd)
    if odd_share > 0.7 and even_share < 0.3:
        return UTF16LE
    if even_share > 0.7 and odd_share < 0.3:
        return UTF16BE
    return None


def _checked_utf16(raw: bytes, encoding: str, code: str = "unknown_encoding") -> str:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        row = len(re.split("\r\n|\n|\r", raw[: error.start].decode(encoding, "replace")))
        raise UnreadableFile(code, row=row) from error
    return encoding


def _second_encoding(raw: bytes) -> str:
    """CP1256 or MIXED, for a text that is not all UTF-8."""
    bad: list[tuple[int, bytes]] = []  # lines that are not UTF-8
    good = False  # a line that only UTF-8 explains
    for number, line in enumerate(byte_lines(raw.removeprefix(codecs.BOM_UTF8)), 1):
        if line.isascii():
            continue
        try:
            line.decode()
            good = good or (bool(_UTF8_PERSIAN.search(line)) and not looks_1256(line))
        except UnicodeDecodeError:
            bad.append((number, line))
    has_bom = raw.startswith(codecs.BOM_UTF8)
    if not good and not has_bom and looks_1256(b"".join(line for _, line in bad)):
        return CP1256
    for number, line in bad:
        if not looks_1256(line):
            code = "mixed_encoding" if good or has_bom else "unknown_encoding"
            raise UnreadableFile(code, row=_record_number(raw, number))
    return MIXED


def _record_number(raw: bytes, line_number: int) -> int:
    """The spreadsheet row of a line: lines inside an open quotation belong to the row above."""
    row, open_quote = 0, False
    for number, line in enumerate(byte_lines(raw), 1):
        row += not open_quote
        open_quote ^= bool(line.count(b'"') % 2)
        if number == line_number:
            break
    return row


def _refuse_garbled(raw: bytes) -> None:
    """Refuse sound UTF-8 whose letters were made by reading Persian bytes in a wrong encoding."""
    seen = garbled = first = 0
    for number, line in enumerate(byte_lines(raw[:_SAMPLE].removeprefix(codecs.BOM_UTF8)), 1):
        if line.isascii():
            continue
        seen += 1
        if is_garbled(line.decode(UTF8, "ignore")):
            garbled += 1
            first = first or number
        if seen == 50:
            break
    if garbled * 2 > seen:
        raise UnreadableFile("garbled_text", row=first)


def is_garbled(line: str) -> bool:
    """Whether a text was made by reading Persian bytes in a wrong encoding."""
    try:
        back = line.encode(CP1256)
        return len(_UTF8_PAIR.findall(back)) > 2 and _decodes(back, UTF8)
    except UnicodeEncodeError:
        back = bytes(_western_byte(char) for char in line)
    pairs, high = len(_UTF8_PAIR.findall(back)), len(_HIGH.findall(back))
    if re.search("[\u0600-\u06ff]", line) or high < 4:
        return False
    return pairs * 3 >= high or looks_1256(back)


def garbled_kind(text: str) -> str | None:
    """Of a text that is garbled as a whole: CP1256 where these bytes were taken for a Western
    encoding, which `as_1256` undoes; UTF8 for all else, None where it is sound."""
    if text.isascii() or not is_garbled(text):
        return None
    back = bytes(map(_western_byte, text))
    return CP1256 if not re.search("[\u0600-\u06ff]", text) and looks_1256(back) else UTF8


def as_1256(text: str) -> str:
    """The Persian of a text whose bytes of Windows-1256 were taken for a Western encoding."""
    return text if text.isascii() else bytes(map(_western_byte, text)).decode(CP1256)


def _western_byte(char: str) -> int:
    """The byte that shows as this letter to a program that took Persian for a Western language."""
    if char <= "\xff":
        return ord(char)
    try:
        return char.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord("?")
