"""What each room adds to those below it, from the calls in its `AppConfig.ready()`."""

import ast
from collections.abc import Iterator

from config.drawing.rooms import folder, rooms

_HEAD = """## What adds itself to what

No room names one above it. The upper one adds itself to a hook of the lower one when the
application begins, in `ready()` of its `apps.py`; these are all such calls.
"""


def page() -> str:
    """The picture of the hooks and who uses them, as Markdown."""
    added = {room: sorted(set(hooks_of(room))) for room in rooms()}
    hooks = sorted({hook for each in added.values() for hook in each})
    number = {hook: f"hook{index}" for index, hook in enumerate(hooks)}
    lines = [_HEAD, "```mermaid", "flowchart LR"]
    lines += [f"    {number[hook]}([{hook}])" for hook in hooks]
    for room, each in added.items():
        lines += [f"    {room} --> {number[hook]}" for hook in each]
    return "\n".join([*lines, "```"]) + "\n"


def hooks_of(room: str) -> Iterator[str]:
    """The hooks that `ready()` of a room calls, by their names from the room that has them."""
    file = folder(room) / "apps.py"
    yield from called_in(file.read_text("utf-8") if file.exists() else "")


def called_in(apps: str) -> Iterator[str]:
    """The same from the text of an `apps.py`."""
    for ready in ast.walk(ast.parse(apps)):
        if isinstance(ready, ast.FunctionDef) and ready.name == "ready":
            imported = dict(_imported(ready))
            for called in _statements(ready.body):
                name, _, rest = called.partition(".")
                if name in imported:
                    yield imported[name] + (f".{rest}" if rest else "")


def _statements(body: list[ast.stmt]) -> Iterator[str]:
    """What is called for its effect, also in a loop; functions that are made there are not."""
    for statement in body:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            yield ast.unparse(statement.value.func)
        elif isinstance(statement, ast.For):
            yield from _statements(statement.body)


def _imported(ready: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    for statement in ast.walk(ready):
        if isinstance(statement, ast.ImportFrom) and statement.module:
            for alias in statement.names:
                yield alias.asname or alias.name, f"{statement.module}.{alias.name}"
