"""Pages of `docs/` that are drawn from the code: `make docs` writes them, `make check` compares.

A page is a function without arguments that returns its text; `PAGES` is the one list of them.
"""

from collections.abc import Callable

from config.drawing import data_model, hooks, permissions, rooms, workflows

PAGES: dict[str, Callable[[], str]] = {
    "data-model.md": data_model.page,
    "permissions.md": permissions.page,
    "rooms.md": lambda: f"{rooms.page()}\n{hooks.page()}",
    "workflows.md": workflows.page,
}
