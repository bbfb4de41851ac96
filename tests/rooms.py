"""The rooms of the house, as they stand in the tree: nobody lists them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# `beneficiaries`, `config`, `ngos`, … : every package beside `manage.py` but the tests.
FOLDERS = sorted({path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"})


def _rooms() -> Iterator[str]:
    """A folder is a room, or has rooms in it: `programs.events`."""
    for folder in FOLDERS:
        within = [f"{folder}.{path.parent.name}" for path in ROOT.glob(f"{folder}/*/apps.py")]
        yield from within or [folder]


ROOMS = sorted(_rooms())
