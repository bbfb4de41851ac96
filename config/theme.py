"""The admin theme's stylesheet with logical sides instead of left and right.

The theme (Unfold) writes every margin, corner and offset for left-to-right pages. Rather than
answering some hundred of its classes one by one, its stylesheet is read once and served with
`margin-inline-start` for `margin-left` and so on, which is right in both directions. The copy
stands in `var/`, under the name of the version it was made from.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import unfold
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

STYLESHEET = "unfold/css/styles.css"
_ORIGINAL = Path(unfold.__file__).parent / "static" / STYLESHEET

_SIDES = {"left": "start", "right": "end"}
_CORNERS = {
    "top-left": "start-start",
    "top-right": "start-end",
    "bottom-left": "end-start",
    "bottom-right": "end-end",
}
_DECLARATION = re.compile(
    r"(?<=[{;])(?:"
    r"(?P<space>margin|padding)-(?P<space_side>left|right)(?=:)"
    r"|border-(?P<border_side>left|right)(?=[:-])"
    r"|border-(?P<corner>(?:top|bottom)-(?:left|right))-radius(?=:)"
    r"|(?P<offset>left|right)(?=:)"
    r"|(?P<word>text-align|float):(?P<word_side>left|right)(?=[;}!])"
    r"|--tw-translate-x:(?P<shift>[^;}]+)"
    r")"
)


def logical(css: str) -> str:
    """The same rules with sides that follow the direction of the text.

    A shift along the line is multiplied by `--along`, which is -1 where text runs to the left.
    Icons, which the theme keeps left-to-right, take the direction of what they stand in: their
    margins would be on the wrong side otherwise.
    """
    return _DECLARATION.sub(_logical_declaration, css).replace("direction:ltr", "direction:inherit")


def _logical_declaration(match: re.Match[str]) -> str:
    found = match.groupdict()
    if found["space"]:
        return f"{found['space']}-inline-{_SIDES[found['space_side']]}"
    if found["border_side"]:
        return f"border-inline-{_SIDES[found['border_side']]}"
    if found["corner"]:
        return f"border-{_CORNERS[found['corner']]}-radius"
    if found["offset"]:
        return f"inset-inline-{_SIDES[found['offset']]}"
    if found["word"]:
        prefix = "inline-" if found["word"] == "float" else ""
        return f"{found['word']}:{prefix}{_SIDES[found['word_side']]}"
    if found["shift"] in ("0", "none"):
        return match[0]
    return f"--tw-translate-x:calc({found['shift']} * var(--along, 1))"


class LogicalThemeFinder(BaseFinder):
    """Finds the theme's stylesheet as `logical` writes it, before the theme's own is found."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        css = _ORIGINAL.read_text(encoding="utf-8")
        digest = hashlib.sha256(css.encode() + Path(__file__).read_bytes()).hexdigest()[:12]
        self.folder = Path(settings.VAR) / "theme" / digest
        target = self.folder / STYLESHEET
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(f".{id(self)}.part")
            part.write_text(logical(css), encoding="utf-8")
            part.replace(target)  # several workers may start at once

    def check(self, **kwargs: object) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> Any:
        if path != STYLESHEET:
            return []
        found = str(self.folder / STYLESHEET)
        return [found] if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        yield STYLESHEET, FileSystemStorage(location=self.folder)
