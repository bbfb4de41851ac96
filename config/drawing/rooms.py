"""The rooms of the house and what they import, from the code and the rule in `pyproject.toml`.

The rule says what may be imported, the code what is; the library that holds the rule in
`make check` reads both.
"""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import grimp

ROOT = Path(__file__).resolve().parents[2]
Edges = dict[str, frozenset[str]]
_HEAD = """# The rooms, drawn from the code

`make docs` writes this page and `make check` compares it with the code; do not change it by hand.
What lives in which room, and why, stands in [architecture.md](architecture.md).

## What imports what

A room imports those below it. An arrow that others imply is left out: whoever imports `screens`,
which imports `accounts`, may import `accounts` too; the table has every import. A dotted arrow is
of types alone. Rooms side by side in a frame do not know each other.
"""
_ROW = "| {} | {} | {} | {} |"


def page() -> str:
    """The picture and the table of the rooms, as Markdown."""
    runs = _imports(only_running=True)
    typed = {room: _imports(only_running=False)[room] - runs[room] for room in runs}
    return "\n".join([_HEAD, *_picture(layers(), runs, typed), "", *_table(runs, typed)]) + "\n"


@cache
def layers() -> tuple[tuple[str, ...], ...]:
    """The rooms from the top to the bottom, as import-linter's rule names them."""
    settings: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    named = next(each["layers"] for each in contracts if each["type"] == "layers")
    return tuple(tuple(room.strip("() ") for room in layer.split("|")) for layer in named)


def rooms() -> list[str]:
    return list(chain.from_iterable(layers()))


def folder(room: str) -> Path:
    """Where a room lies: `programs.events` in `programs/events/`."""
    return ROOT.joinpath(*room.split("."))


def _imports(*, only_running: bool) -> Edges:
    """For each room those that it imports; `only_running` leaves out what types alone ask for."""
    folders = {room.partition(".")[0] for room in rooms()}
    graph = grimp.build_graph(*folders, exclude_type_checking_imports=only_running, cache_dir=None)
    return {
        room: frozenset(
            other
            for other in rooms()
            if other != room
            and graph.direct_import_exists(importer=room, imported=other, as_packages=True)
        )
        for room in rooms()
    }


def not_implied(edges: Edges) -> Iterator[tuple[str, str]]:
    """The arrows without which something could not be reached."""
    for room, imported in edges.items():
        beyond = _reached(edges, imported)
        yield from ((room, other) for other in edges if other in imported - beyond)


def _reached(edges: Edges, begun: Iterable[str]) -> set[str]:
    """All that is imported by `begun`, by what they import, and so on."""
    found: set[str] = set()
    waiting = list(chain.from_iterable(edges[room] for room in begun))
    while waiting:
        room = waiting.pop()
        if room not in found:
            found.add(room)
            waiting.extend(edges[room])
    return found


def _picture(ordered: tuple[tuple[str, ...], ...], runs: Edges, typed: Edges) -> Iterator[str]:
    yield "```mermaid\nflowchart TD"
    for number, layer in enumerate(ordered):
        if len(layer) == 1:
            yield f"    {layer[0]}"
        else:
            yield f'    subgraph side{number}[" "]\n        direction LR'
            yield from (f"        {room}" for room in layer)
            yield "    end"
    yield from (f"    {room} --> {other}" for room, other in not_implied(runs))
    for room in runs:
        yield from (f"    {room} -.-> {other}" for other in rooms() if other in typed[room])
    yield "```"


def _table(runs: Edges, typed: Edges) -> Iterator[str]:
    yield _ROW.format("room", "what it is", "imports", "for types alone")
    yield "|---|---|---|---|"
    for room in rooms():
        yield _ROW.format(f"`{room}`", _said(room), _names(runs[room]), _names(typed[room]))


def _names(imported: frozenset[str]) -> str:
    return ", ".join(f"`{room}`" for room in rooms() if room in imported)


def _said(room: str) -> str:
    """What the room says of itself, in one paragraph."""
    parsed = ast.parse((folder(room) / "__init__.py").read_text("utf-8"))
    return " ".join((ast.get_docstring(parsed) or "").split("\n\n")[0].split())
