"""Loading all modules of a package: what a room declares in a folder, nobody lists by hand."""

import pkgutil
from collections.abc import Iterable
from importlib import import_module


def load_all(package: str, path: Iterable[str]) -> None:
    """Import every module of a package, by name. Call with its `__name__` and `__path__`."""
    for module in sorted(pkgutil.iter_modules(path), key=lambda each: each.name):
        import_module(f"{package}.{module.name}")
