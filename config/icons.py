"""The font of the icons, with those alone that a page may show.

The theme brings four thousand icons in a font that weighs more than all the rest of a first visit.
The web server's files hold a copy with those whose names stand anywhere in our code and templates
or in the theme's; some hundred words that name an icon by chance come along, which costs little and
leaves no list to keep. An icon that is missing would be shown as its name, in Latin letters.
"""

import hashlib
import logging
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import unfold
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from fontTools import subset
from fontTools.ttLib import TTFont

FONT = "unfold/fonts/material-symbols/Material-Symbols-Outlined.woff2"
_THEME = Path(unfold.__file__).parent
_ORIGINAL = _THEME / "static" / FONT
_MAY_NAME_ICONS = frozenset({".py", ".html", ".js", ".css"})
# Folders of the checkout in which nothing is that a page shows.
_ASIDE = frozenset({"docs", "locale", "migrations", "node_modules", "tests", "var", "vendor"})
_LIGATURES = 4  # the type of look-ups of GSUB that put one glyph for several


def names_in(text: str) -> set[str]:
    """The words of a text that could name an icon."""
    return set(re.findall(r"[a-z0-9_]+", text))


def used() -> set[str]:
    """The words of our own files and of the theme's."""
    found: set[str] = set()
    for file in (*_files(settings.BASE_DIR), *_files(_THEME)):
        found |= names_in(file.read_text(encoding="utf-8"))
    return found


def _files(folder: Path) -> Iterator[Path]:
    for each in sorted(folder.iterdir()):
        if each.is_dir():
            if each.name not in _ASIDE and not each.name.startswith("."):
                yield from _files(each)
        elif each.suffix in _MAY_NAME_ICONS:
            yield each


@cache
def icons_of(font: Path) -> Mapping[str, str]:
    """The names that a font shows as icons, each with its glyph."""
    read = TTFont(font)
    letters: dict[str, str] = {}
    for code, glyph in read.getBestCmap().items():
        letters.setdefault(glyph, chr(code).lower())
    found = {}
    for lookup in read["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != _LIGATURES:
                continue
            for first, ligatures in table.ligatures.items():
                for each in ligatures:
                    name = "".join(letters[glyph] for glyph in (first, *each.Component))
                    found[name] = each.LigGlyph
    return found


def write(names: Collection[str], target: Path) -> None:
    """The theme's font with these icons alone, at `target`."""
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)  # of tables that nobody reads
    icons = icons_of(_ORIGINAL)
    letters = set("".join(names))
    # Not stamped with the time: the same icons make the same file.
    font = TTFont(_ORIGINAL, recalcTimestamp=False)
    # Without closure: with it, whatever the letters spell would be kept.
    options = subset.Options(layout_closure=False, layout_features=["*"], notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(
        glyphs=sorted(icons[name] for name in names),
        unicodes=sorted(map(ord, letters | set("".join(letters).upper()))),
    )
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(target)


class IconFontFinder(BaseFinder):
    """Finds the font of the icons with those in use, before the theme's own is found. For the web
    server's files; while templates are written, the whole font is at hand."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.names = sorted(used() & self._all_names())
        told = "\n".join(self.names).encode() + self._version()
        self.folder = self._made_in / hashlib.sha256(told).hexdigest()[:12]
        target = self.folder / FONT
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(f".{id(self)}.part")
            write(self.names, part)
            part.replace(target)  # several may start at once

    @property
    def _made_in(self) -> Path:
        return Path(settings.VAR) / "icons"

    @staticmethod
    def _version() -> bytes:
        """Of what is cut, and how."""
        return hashlib.sha256(_ORIGINAL.read_bytes() + Path(__file__).read_bytes()).digest()

    def _all_names(self) -> set[str]:
        """The names of all icons: kept in a file, since the whole font is slow to read."""
        kept = self._made_in / f"{self._version().hex()[:12]}.txt"
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(f".{id(self)}.part")
            part.write_text("\n".join(sorted(icons_of(_ORIGINAL))), encoding="utf-8")
            part.replace(kept)
        return set(kept.read_text(encoding="utf-8").split())

    def check(self, **kwargs: object) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> Any:
        if path != FONT:
            return []
        found = str(self.folder / FONT)
        return [found] if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        yield FONT, FileSystemStorage(location=self.folder)
