"""Persian digits in whole pages.

Templates of other people (the admin, its theme, sign-in pages) print Latin digits. Turning them
when the page is finished is one pass over it; a filter in every place would be forgotten in some.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from .numbers import DECIMAL, THOUSANDS, persian_digits

_QUOTED = r"\"[^\"]*+\"|'[^']*+'"
_SHOWN = "title|placeholder|aria-label|alt"
_TAG = rf"</?[a-zA-Z](?:[^\"'>]++|{_QUOTED})*+>"
# A tag none of whose attributes is shown to the reader with a digit in it.
_PLAIN_TAG = (
    rf"</?[a-zA-Z](?:[^\"'>\s]++|{_QUOTED}"
    rf"|\s++(?!data-latin\b|(?:{_SHOWN})\s*=\s*(?:\"[^\"]*?[0-9]|'[^']*?[0-9])))*+>"
)
# One alternative per name: a capturing group inside a possessive repeat confuses Python 3.11.
_SKIPPED = "|".join(
    rf"<{name}\b(?:[^\"'>]|{_QUOTED})*+>(?:.*?</{name}\s*>|.*+)"
    for name in ("script", "style", "textarea", "code")
)
_ENTITY = r"&(?:\#?\w++;)?"
# Words with Latin letters in them (addresses, file names, Sheba numbers) keep their digits.
_LATIN_WORD = r"[A-Za-z_@][^\s<&]*+"
_NUMBER = r"[0-9][0-9.,/:\-]*+(?![A-Za-z_@])"
_MIXED_WORD = r"[0-9][^\s<&]*+"

_NEXT = re.compile(
    rf"(?:[^<&0-9A-Za-z_@]++|{_LATIN_WORD}|{_SKIPPED}|{_PLAIN_TAG}|<!--.*?-->|<![^>]*+>|{_ENTITY}"
    rf"|<(?![a-zA-Z/!])|(?!{_NUMBER}){_MIXED_WORD})*+"
    rf"(?:(?P<number>{_NUMBER})|(?P<tag>{_TAG}))",
    re.DOTALL,
).match
_IN_TEXT = re.compile(rf"{_ENTITY}|{_LATIN_WORD}|(?P<number>{_NUMBER})|{_MIXED_WORD}")
_ATTRIBUTE = re.compile(rf"(\s([\w:@.\-]+)\s*=\s*)({_QUOTED})")
_TAG_NAME = re.compile(r"<([a-zA-Z][\w:\-]*)").match
_LATIN_MARK = re.compile(r"\sdata-latin(?=[\s=>/])", re.IGNORECASE)
_GROUPED = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?|[0-9]+\.[0-9]+").fullmatch
_SHOWN_NAMES = frozenset(_SHOWN.split("|"))
_VOID = frozenset(
    [
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
    ]
)
_SEPARATORS = str.maketrans(",.", THOUSANDS + DECIMAL)


class PersianDigitsMiddleware:
    """Turns Latin digits in the text of HTML pages into Persian ones.

    Text inside <script>, <style>, <textarea>, <code> and any element marked `data-latin` is left
    alone, and so are tags, save the attributes a reader meets (`title`, `placeholder`,
    `aria-label`, `alt`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            response.streaming
            or not response.get("Content-Type", "").startswith("text/html")
            or response.has_header("Content-Encoding")
            or not (get_language() or "fa").startswith("fa")
        ):
            return response
        charset = response.charset
        response.content = persian_digits_in_html(response.content.decode(charset)).encode(charset)
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))
        return response


def persian_digits_in_html(html: str) -> str:
    """The page with the digits of its text nodes and shown attributes in Persian."""
    parts: list[str] = []
    position = 0
    while match := _NEXT(html, position):
        kind = match.lastgroup or "number"
        start, end = match.span(kind)
        parts.append(html[position:start])
        if kind == "number":
            parts.append(_number(match))
        else:
            tag = html[start:end]
            parts.append(_ATTRIBUTE.sub(_attribute, tag))
            if _LATIN_MARK.search(tag):
                inside_until = _end_of_element(html, tag, end)
                parts.append(html[end:inside_until])
                end = inside_until
        position = end
    parts.append(html[position:])
    return "".join(parts)


def _number(match: re.Match[str]) -> str:
    text = match["number"]
    if text is None:
        return match[0]
    core = text.rstrip(".,/:-")  # a full stop behind a number ends the sentence
    if ("," in core or "." in core) and _GROUPED(core):
        text = core.translate(_SEPARATORS) + text[len(core) :]
    return persian_digits(text)


def _attribute(match: re.Match[str]) -> str:
    if match[2].lower() not in _SHOWN_NAMES:
        return match[0]
    return match[1] + _IN_TEXT.sub(_number, match[3])


def _end_of_element(html: str, tag: str, position: int) -> int:
    """Where the element that `tag` opens is closed; the end of the page if it never is."""
    opened = _TAG_NAME(tag)
    if opened is None or opened[1].lower() in _VOID or tag.endswith("/>"):
        return position
    depth = 1
    pattern = re.compile(rf"<(/?){re.escape(opened[1])}\b(?:[^\"'>]|{_QUOTED})*+>", re.IGNORECASE)
    for match in pattern.finditer(html, position):
        if match[0].endswith("/>"):
            continue
        depth += -1 if match[1] else 1
        if depth == 0:
            return match.start()
    return len(html)
