"""Files that people send and are handed: names that do no harm, and answers that run nothing."""

import unicodedata
from typing import IO, Any, TypeVar

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from persian.personal_numbers import masked_in
from persian.text import ZWNJ

Answer = TypeVar("Answer", bound=HttpResponseBase)

# Whatever a file holds, it runs nothing, loads nothing and is framed by nobody.
POLICY = (
    "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)
LONGEST_NAME = 200  # characters kept of a file's name
_LONGEST_ENDING = 12  # characters after the last dot that are still taken for a kind of file
_ZWJ = "\u200d"
# What a page, a template or a command line could take for more than a letter of a name.
_MARKUP = frozenset("<>\"'&`{}|\\/")
_INSTEAD = "_"


def harmless_name(name: str, *, longest: int = LONGEST_NAME) -> str:
    """A file's name as it is kept and handed out: of one line, without folders and without markup.

    Control characters and those that turn the direction of writing go; characters of markup become
    a low line, and so do the middle digits of a person's number (`persian.personal_numbers`); the
    half-space stays. At most `longest` characters, of which the ending is kept. A
    name of nothing else becomes "file".
    """
    name = masked_in(name.replace("\\", "/").rpartition("/")[2]).replace("•", _INSTEAD)
    name = "".join(filter(None, map(_harmless_char, name)))
    name = " ".join(name.split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= _LONGEST_ENDING:
        return f"{stem[: longest - len(ending) - 1].rstrip('. ')}.{ending}"
    return name[:longest] or "file"


def _harmless_char(char: str) -> str:
    if char in _MARKUP:
        return _INSTEAD
    if char in (ZWNJ, _ZWJ):
        return char
    category = unicodedata.category(char)
    if category[0] == "Z" or char in "\t\n\r":
        return " "
    return "" if category[0] == "C" else char


def shown_pdf(content: bytes, *, name: str) -> HttpResponse:
    """A PDF that was just made, shown in the browser; `name` is what it is saved as."""
    return harmless(
        HttpResponse(
            content,
            content_type="application/pdf",
            headers={"Content-Disposition": f'inline; filename="{harmless_name(name)}"'},
        )
    )


def saved_file(content: IO[Any], *, name: str, content_type: str) -> FileResponse:
    """A file that is saved and never shown."""
    return harmless(
        FileResponse(
            content, as_attachment=True, filename=harmless_name(name), content_type=content_type
        )
    )


def harmless(response: Answer) -> Answer:
    """The same answer, in which nothing of a file can act as a page of ours, and kept by nobody."""
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
