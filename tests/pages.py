"""Reading a page as a person does: its words, its links, and what on it is not Persian."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

# Text inside these is not read by people, or is data that is Latin by nature.
SILENT = {"script", "style", "template", "noscript", "svg", "code"}
VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
SPOKEN_ATTRIBUTES = ("title", "placeholder", "aria-label", "alt")
# Names of formats, programs and keys that Persian officials write so.
NAMES = {
    "EXCEL",
    "CSV",
    "XLSX",
    "XLS",
    "ODS",
    "TSV",
    "TXT",
    "PDF",
    "UTF",
    "JPEG",
    "PNG",
    "LIBREOFFICE",
    "ESC",
}
GREGORIAN_MONTHS = [
    "ژانویه",
    "فوریه",
    "مارس",
    "آوریل",
    "ژوئن",
    "ژوئیه",
    "اوت",
    "سپتامبر",
    "اکتبر",
    "نوامبر",
    "دسامبر",
]

_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z']+")
_LATIN_DIGIT = re.compile(r"(?<![A-Za-z0-9@._/-])[0-9]+(?![A-Za-z0-9@._/-]*[A-Za-z])")
_GREGORIAN = re.compile(r"(?<![۰-۹])(?:19|20|۱۹|۲۰)[0-9۰-۹]{2}[-/.][0-9۰-۹]{1,2}[-/.][0-9۰-۹]{1,2}")
_MONTH = re.compile(rf"(?<![\w\u200c])(?:{'|'.join(GREGORIAN_MONTHS)})(?![\w\u200c])")


@dataclass
class Page(HTMLParser):
    """A parsed page: its spoken texts, whether each may be Latin, its links and its attributes."""

    html: str
    texts: list[tuple[str, bool]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    language: str = ""
    direction: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool, bool]] = []  # tag, silent, Latin by nature
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        _tag, silent, latin = self._open[-1] if self._open else ("", False, False)
        classes = values.get("class", "").split()
        silent = silent or tag in SILENT or "material-symbols-outlined" in classes
        latin = latin or tag == "bdi" or values.get("dir") == "ltr"
        if tag == "html":
            self.language, self.direction = values.get("lang", ""), values.get("dir", "")
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        if not silent:
            for name in SPOKEN_ATTRIBUTES:
                if values.get(name):
                    self.texts.append((values[name], latin))
            if tag == "input" and values.get("type") in ("submit", "button"):
                self.texts.append((values.get("value", ""), latin))
        if tag not in VOID:
            self._open.append((tag, silent, latin))

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        _tag, silent, latin = self._open[-1] if self._open else ("", False, False)
        if data.strip() and not silent:
            self.texts.append((" ".join(data.split()), latin))


def not_persian(page: Page) -> Iterator[str]:
    """What on the page a Persian reader would stumble over, each with the text that holds it."""
    if (page.language, page.direction) != ("fa", "rtl"):
        yield f"the page is {page.language!r}, {page.direction!r}"
    for text, may_be_latin in page.texts:
        words = [word for word in _LATIN_WORD.findall(text) if word.upper() not in NAMES]
        if words and not may_be_latin:
            yield f"English {words}: {text[:120]}"
        if _LATIN_DIGIT.search(text):
            yield f"Latin digit: {text[:120]}"
        if _GREGORIAN.search(text) or _MONTH.search(text):
            yield f"Gregorian date: {text[:120]}"
