"""What the database of the tests is made from: the files that `migrate` reads.

The modules that hold tables, migrations and row security are followed through their imports, so a
changed workflow or policy makes a new template, and a changed screen does not. Who may call a
function of the database any module may say; that is asked of what was said.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from accounts.functions import callers
from tests.rooms import FOLDERS, ROOT

_IMPORT = re.compile(r"^\s*(?:from ([\w.]+) import (\([^)]*\)|.*)|import ([\w.]+))", re.M)


def sources() -> set[Path]:
    """All files whose change may change a table, a trigger, a policy or a grant."""
    found: set[Path] = set()
    waiting = [
        *_of_rooms("migrations/*.py"), *_of_rooms("models.py"), *_of_rooms("models/*.py"),
        *_of_rooms("*/models.py"), *_of_rooms("*/models/*.py"),
        *_of_rooms("*/migrations/*.py"), ROOT / "config/management/commands/migrate.py",
        # The room that the tests add.
        *ROOT.glob("tests/certificates/migrations/*.py"), ROOT / "tests/certificates/models.py",
    ]  # fmt: skip
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += _imported(file)
    # Read, and not followed: the settings name the parts of every screen.
    return found | {
        *ROOT.glob("accounts/places/*.csv"),
        ROOT / "config/settings.py",
        ROOT / "requirements.lock",
    }


def name() -> str:
    """The template of the tree as it is."""
    digest = hashlib.sha256()
    for file in sorted(sources()):
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(file.read_bytes())
    digest.update(repr(sorted(callers().items())).encode())
    return f"test_template_{digest.hexdigest()[:12]}"


def _of_rooms(pattern: str) -> Iterator[Path]:
    for room in FOLDERS:
        yield from (ROOT / room).glob(pattern)


def _imported(file: Path) -> Iterator[Path]:
    """The project's files that a file imports, also within a function."""
    for whole, names, plain in _IMPORT.findall(file.read_text()):
        module = whole or plain
        if module.partition(".")[0] in FOLDERS:
            for imported in (module, *(f"{module}.{name}" for name in re.findall(r"\w+", names))):
                path = ROOT / imported.replace(".", "/")
                yield from filter(Path.is_file, (path.with_suffix(".py"), path / "__init__.py"))
