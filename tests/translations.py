"""Checks that every text of the screens is there in Persian: `python -m tests.translations`.

The texts are read from our Python and templates, and from those of Unfold, which the staff screens
are made of. `--write` adds what is missing to the catalogue, with no translation yet.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib

from tests.rooms import FOLDERS, ROOT

CATALOGUE = ROOT / "locale" / "fa" / "LC_MESSAGES" / "django.po"
# Libraries whose own Persian counts, and whose texts we may say in better Persian.
LIBRARIES = ("django", "allauth", "import_export", "django_filters")
# What stands on the screen or the paper in Latin letters: the beginning of a Sheba, file formats, a
# standard and its setting, the forms of surveys, the buttons of Excel, and examples of addresses.
_LATIN = re.compile(
    r"\bIR\b|\bUTF-8\b|\b(?:CSV|JSON|XLSX|xlsx|PDF|XML|PNG|JPEG)\b|\bSave As\b|\bExcel Workbook\b"
    r"|\b(?:XLSForm|KoBo|ODK)\b|«(?:survey|choices|domain|weight|name|label)»"
    r"|\b360Giving\b|\bOPEN_DATA_PREFIX\b"
    r"|https://\S+|\b\w+@[\w.]+"
)

# The places of context, singular and plural among the arguments.
FUNCTIONS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
_STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL = re.compile(
    rf"\b(n?p?gettext|_)\(\s*({_STRING})(?:\s*,\s*({_STRING}))?(?:\s*,\s*({_STRING}))?"
)
_PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdr]|%%|\{\w*\}")
_MARKUP = re.compile(r"<[^>]*>|&\w+;")


class Message(NamedTuple):
    context: str | None
    text: str
    plural: str | None = None

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.text


def of_python(source: str) -> Iterator[Message]:
    """The texts of a Python file: literal arguments of the gettext functions."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in FUNCTIONS:
            values = [argument.value if isinstance(argument, ast.Constant) else None
                      for argument in node.args]  # fmt: skip
            yield from _message(name, values)


def of_template(source: str) -> Iterator[Message]:
    """The texts of a template, by way of Django's own reader."""
    from django.utils.translation.template import templatize

    for call in _CALL.finditer(templatize(source)):
        name, *literals = call.groups()
        yield from _message(name, [ast.literal_eval(text) if text else None for text in literals])


def _message(name: str, values: list[object]) -> Iterator[Message]:
    found = [
        values[place] if place is not None and place < len(values) else None
        for place in FUNCTIONS[name]
    ]
    context, text, plural = (value if isinstance(value, str) else None for value in found)
    if text:
        yield Message(context, text, plural)


def of_folder(folder: Path) -> Iterator[Message]:
    for file in sorted(folder.rglob("*.py")):
        yield from of_python(file.read_text())
    for pattern in ("*.html", "*.txt"):
        for file in sorted(folder.rglob(pattern)):
            if "templates" in file.parts:
                yield from of_template(file.read_text())


def ours() -> set[Message]:
    return {message for room in (*FOLDERS, "templates") for message in of_folder(ROOT / room)}


def of_unfold() -> set[Message]:
    return set(of_folder(_package("unfold")))


def of_libraries(language: str) -> dict[tuple[str | None, str], polib.POEntry]:
    """The entries that the libraries' own catalogues of a language hold."""
    return {
        (entry.msgctxt, entry.msgid): entry
        for library in LIBRARIES
        for file in sorted(_package(library).rglob(f"locale/{language}/LC_MESSAGES/django.po"))
        for entry in polib.pofile(str(file))
    }


def _package(name: str) -> Path:
    from importlib.util import find_spec

    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise LookupError(f"{name} is not installed")
    return Path(spec.origin).parent


def needed() -> dict[tuple[str | None, str], Message]:
    """Every text that our catalogue has to hold."""
    persian = {key for key, entry in of_libraries("fa").items() if entry.translated()}
    unfold = {message for message in of_unfold() if message.key not in persian}
    return {message.key: message for message in sorted(ours() | unfold, key=str)}


def problems(catalogue: polib.POFile) -> list[str]:
    """What is wrong with the catalogue, a line for each."""
    wanted = needed()
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    used = {*wanted, *of_libraries("en"), *of_libraries("fa"), *(m.key for m in of_unfold())}
    found = [f"missing: {text!r}" for context, text in wanted if (context, text) not in entries]
    for key, entry in entries.items():
        if key not in used:
            found.append(f"used nowhere: {entry.msgid!r}")
        found += _problems_of(entry, wanted.get(key))
    return found


def _problems_of(entry: polib.POEntry, message: Message | None) -> Iterator[str]:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.fuzzy:
        yield f"fuzzy: {entry.msgid!r}"
    if message is not None and (message.plural or "") != entry.msgid_plural:
        yield f"another plural in the source: {entry.msgid!r}"
    wanted = set(_PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    is_ours = message is not None
    for text in texts or [""]:
        if not text.strip():
            yield f"empty: {entry.msgid!r}"
            continue
        there = set(_PLACEHOLDER.findall(text))
        if there - wanted or (is_ours and wanted - there):
            yield f"placeholders differ {sorted(there ^ wanted)}: {entry.msgid!r}"
        bare = _MARKUP.sub(" ", _PLACEHOLDER.sub(" ", text))
        foreign = sorted(set(re.findall(r"[A-Za-z]+|[0-9]+", _LATIN.sub(" ", bare))))
        if foreign:
            yield f"not Persian {foreign}: {entry.msgid!r}"
        if re.search("[يكى٠-٩]", bare):
            yield f"Arabic letters or digits: {entry.msgid!r}"


def write(catalogue: polib.POFile) -> None:
    """Add what is missing, and put the catalogue in order."""
    present = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    for key, message in needed().items():
        if key not in present:
            entry = polib.POEntry(msgctxt=message.context, msgid=message.text)
            if message.plural:
                entry.msgid_plural, entry.msgstr_plural = message.plural, {0: ""}
            catalogue.append(entry)
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    catalogue.save(str(CATALOGUE))


def load() -> polib.POFile:
    return polib.pofile(str(CATALOGUE), wrapwidth=0)


def main() -> int:
    import django
    from django.conf import settings

    settings.configure(INSTALLED_APPS=[], USE_I18N=True)
    django.setup()
    if "--write" in sys.argv:
        write(load())
    found = problems(load())
    print("\n".join(found) or "Every text is there in Persian.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
