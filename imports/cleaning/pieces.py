"""Several things in one cell: «خیریه، آموزش», «۱- زنان ۲- جوانان», and one to a line.

Taken apart only as far as the parts are known: «زنان و خانواده» stays whole where that is a name.
"""

import re
from collections.abc import Callable
from typing import Any

_NUMBERED = re.compile(r"(?:^|(?<=[\s،؛,;/]))\(?[0-9]{1,2}\s?[-–.):]\s?(?=[^\W\d])")
_SEPARATOR = re.compile(r"[،,؛;/\\|+\n•·▪]|\s[-–—]+\s?|[-–—]+\s|(?<=[^\W\d])[-–—](?=[^\W\d])")
_AND = re.compile(r"\sو\s")
_EDGES = " \u200c.:-–—()[]«»\"'"


def pieces_of(text: str, find: Callable[[str], Any]) -> tuple[list[Any], list[str]]:
    """What `find` knows of the pieces of a text, each once and in their order, and the pieces that
    it does not know. `find` gives None for what it does not know."""
    found: list[Any] = []
    unknown: list[str] = []
    for piece in _SEPARATOR.split(_NUMBERED.sub("\n", text)):
        _take(piece.strip(_EDGES), find, found, unknown)
    return list(dict.fromkeys(found)), list(dict.fromkeys(unknown))


def _take(piece: str, find: Callable[[str], Any], found: list[Any], unknown: list[str]) -> None:
    """Take a piece apart at «و» where that shows something known, the longest first."""
    if not piece:
        return
    parts = _AND.split(piece)
    known, rest, place = [], [], 0
    while place < len(parts):
        for end in range(len(parts), place, -1):
            value = find(" و ".join(parts[place:end]))
            if value is not None:
                known.append(value)
                place = end
                break
        else:
            rest.append(parts[place].strip(_EDGES))
            place += 1
    found += known
    unknown += filter(None, rest if known else [piece])
