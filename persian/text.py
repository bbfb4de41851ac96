"""One way to write Persian text, and the keys by which it is searched and sorted.

Registries arrive with Arabic letters (ي ك), presentation forms copied from PDFs, bidi marks,
tatweel, half-spaces that come and go. `canonical` gives the spelling that is stored; `fold` gives
what search, uniqueness and duplicate detection compare; `sort_key` gives what lists are ordered by.
`persian.sql` has the same two keys as SQL functions, built from the tables of this module.

Pure Python on purpose: an import calls these functions about a million times.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

ZWNJ = "\u200c"
HAMZA_ABOVE = "\u0654"

# Letters that are one Persian letter under another code point (Arabic, Urdu, Pashto keyboards).
CANONICAL_LETTERS: dict[str, str] = {
    **dict.fromkeys("\u064a\u0649\u06cd\u06d0\u06d1\u06d2\u0620\u063d\u063e\u063f", "ی"),
    "\u06d3": "ئ",
    **dict.fromkeys("\u0643\u06aa\u063b\u063c\u06ac", "ک"),
    "\u06ab": "گ",
    **dict.fromkeys("\u06be\u06c1\u06d5\u06ff", "ه"),
    "\u06c0": "ه" + HAMZA_ABOVE,
    "\u06c2": "ه" + HAMZA_ABOVE,
    "\u06c3": "ة",
    "\u0640": "",  # tatweel
}

# What a searcher does not tell apart. Kurdish letters are kept in names and folded here.
FOLD_LETTERS: dict[str, str] = {
    **dict.fromkeys("آأإٱ", "ا"),
    **dict.fromkeys("ؤۆ", "و"),
    **dict.fromkeys("ئێ", "ی"),
    "ة": "ه",
    "ڕ": "ر",
    "ڵ": "ل",
    "ڤ": "ف",
    "ء": "",
    HAMZA_ABOVE: "",
}

# Everything that stands between words or around them.
SEPARATORS = " \u200c.,;:!?\"'()[]{}/\\|-_+*#@&%$^~`<=>،؛؟«»٪٫٬٭۔…–—‒―‐−·•“”‘’‚„‹›°′″×÷©®§¶¡¿﴾﴿"

ALPHABET = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
# The order of dictionaries: آ is a letter of its own, before ا.
SORT_ALPHABET = "آ" + ALPHABET
# 33 ASCII characters in a row, between the digits and the small Latin letters.
SORT_CODES = ":;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_LINE_BREAKS = frozenset("\t\n\x0b\x0c\r\x85")


def _canonical_char(char: str) -> str:
    """What one NFKC-normalised character becomes: itself, another, a space or nothing."""
    if char in CANONICAL_LETTERS:
        return CANONICAL_LETTERS[char]
    if char in (ZWNJ, HAMZA_ABOVE):
        return char
    if char in _LINE_BREAKS:
        return " "
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category[0] == "Z":
        return " "
    # Marks that found no letter to join (harakat among them) go, as do control, formatting and
    # surrogate code points. Lone Hangul vowels and tails would join a neighbour once something
    # between them is dropped; without them and the marks, deleting keeps text in NFKC.
    if category[0] == "M" or category in ("Cc", "Cf", "Cs") or "\u1160" <= char <= "\u11ff":
        return ""
    return char


def _fold_char(char: str) -> str:
    char = _canonical_char(char)
    if len(char) > 1:  # heh with hamza
        return "".join(map(_fold_char, char))
    if char in SEPARATORS:
        return ""
    if char in FOLD_LETTERS:
        return FOLD_LETTERS[char]
    return char.lower() if char.isascii() else char


def _sort_char(char: str) -> str:
    """The sort code of one canonical character."""
    if char == " ":
        return " "
    if char not in SORT_ALPHABET:
        char = _fold_char(char)
    place = SORT_ALPHABET.find(char) if char else -1
    return SORT_CODES[place] if place >= 0 else char


class _Table(dict):
    """A `str.translate` table that works out a character when it first meets it.

    Known characters map to themselves: a miss costs `str.translate` an exception.
    """

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self.rule = rule
        for code in (*range(0x80), *range(0x600, 0x700), 0x200C):
            self[code] = rule(chr(code))

    def __missing__(self, code: int) -> str:
        result = self.rule(chr(code))
        if code < 0x3000:  # bounded memory, whatever text arrives
            self[code] = result
        return result


_CANONICAL = _Table(_canonical_char)
_FOLD = _Table(_fold_char)
_SORT = _Table(_sort_char)

_LETTERS = ALPHABET + "آأؤئةء"
_WORD = rf"[!-~{_LETTERS}«»،؛؟]++"
_BETWEEN_WORDS = rf"(?: |(?<=[{_LETTERS}])\u200c(?=[{_LETTERS}]))"
_CLEAN = re.compile(rf"{_WORD}(?:{_BETWEEN_WORDS}{_WORD})*+").fullmatch
_FOLDED = re.compile(r"[0-9a-zابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی]*+").fullmatch

# NFKC turns these stand-alone harakat into a space and a mark, which would cut a word in two.
_LONE_HARAKAT = re.compile("[\ufc5e-\ufc63\ufe70\ufe72\ufe74\ufe76\ufe78\ufe7a\ufe7c\ufe7e]+")
_HAMZA = re.compile("([^\u0654]?)\u0654+")
_WITH_HAMZA = {"ه": "هٔ", "ا": "أ", "و": "ؤ", "ی": "ئ"}
_ZWNJ_RUN = re.compile("\u200c{2,}")
_STRAY_ZWNJ = re.compile(r"(?<![^\W\d_])(?<!\u0654)\u200c|\u200c(?![^\W\d_])")


def _with_hamza(match: re.Match[str]) -> str:
    return _WITH_HAMZA.get(match[1], match[1])


def canonical(text: str) -> str:
    """The spelling that is stored.

    NFKC; Persian ی ک ه; ASCII digits; no tatweel, harakat, bidi marks or control characters; one
    space between words, none at the ends; a half-space (ZWNJ) only between two letters. The hamza
    of «هٔ», «مؤسسه» and «مسئول» stays.
    """
    if _CLEAN(text) is not None:
        return text
    if text.isdecimal():  # numbers in other digits, the other half of what is wrong
        return text.translate(_CANONICAL)
    text = text.replace("ي", "ی").replace("ك", "ک")  # most of what is wrong in most files
    text = _one_space(text)
    if _CLEAN(text) is not None:
        return text
    if not text.isascii() and not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", _LONE_HARAKAT.sub("", text))
    text = _one_space(text.translate(_CANONICAL))
    if _CLEAN(text) is not None:
        return text
    if HAMZA_ABOVE in text:
        text = _HAMZA.sub(_with_hamza, text)
    if ZWNJ in text:
        text = _STRAY_ZWNJ.sub("", _ZWNJ_RUN.sub(ZWNJ, text))
    return _one_space(text)


_APART = "\x1f"
_ONE_FOR_ONE = {
    "ي": "ی",
    "ك": "ک",
    **dict(zip("۰۱۲۳۴۵۶۷۸۹", "0123456789", strict=True)),
    **dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True)),
}


def canonical_all(texts: Sequence[str]) -> list[str]:
    """`canonical` of each text, several times faster when there are thousands.

    What is wrong most often is mended in all of them at once.
    """
    joined = _APART.join(texts)
    if joined.count(_APART) != len(texts) - 1:
        return list(map(canonical, texts))
    for wrong, right in _ONE_FOR_ONE.items():
        if wrong in joined:
            joined = joined.replace(wrong, right)
    return [text if _CLEAN(text) else canonical(text) for text in joined.split(_APART)]


def canonical_lines(text: str) -> str:
    """Canonical text line by line; blank lines at either end go."""
    return "\n".join(map(canonical, text.splitlines())).strip("\n")


def _one_space(text: str) -> str:
    return (
        " ".join(filter(None, text.split(" ")))
        if "  " in text or text[:1] == " " or text[-1:] == " "
        else text
    )


def fold(text: str) -> str:
    """What search, uniqueness and duplicate detection compare.

    Small Latin letters, one alef, no hamza, nothing between words: صومعه‌سرا, «صومعه سرا» and
    صومعهسرا are the same. `fold(canonical(text)) == fold(text)`.
    """
    joined = text.replace(" ", "").replace(ZWNJ, "")
    if _FOLDED(joined) is not None:
        return joined
    if not text.isascii() and not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_FOLD)


def fold_words(text: str) -> list[str]:
    """The folded words of a search query; words that fold to nothing are left out."""
    return [word for word in map(fold, canonical(text).split()) if word]


def sort_key(text: str) -> str:
    """A string of ASCII characters whose byte order is the order of the Persian alphabet.

    A space comes first, then digits, Persian letters (آ before ا, hamza forms with their base
    letter), and Latin letters in either case; letters of other scripts stay, which puts them last.
    Punctuation and half-spaces do not count.
    """
    return canonical(text).translate(_SORT).replace("  ", " ").strip(" ")
