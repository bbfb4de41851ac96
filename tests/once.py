"""What takes long to make, made once for the tests of a module, and as they find it each time.

A module's rows stand in a transaction around those of its tests: what a test changes is taken back
to them, and they are gone with the module. Such a module has no test that commits.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import override_settings


def kept_in(folder: Path) -> dict[str, Any]:
    """The settings by which uploaded files are kept in a folder."""
    default = settings.STORAGES["default"]
    options = {**default["OPTIONS"], "location": folder}
    storages = {**settings.STORAGES, "default": {**default, "OPTIONS": options}}
    return {"MEDIA_ROOT": folder, "STORAGES": storages}


@contextmanager
def rows_of_a_module(blocker: Any, folder: Path) -> Iterator[None]:
    """Rows, and files in the folder, that are made within this block are there until it ends."""
    with blocker.unblock(), override_settings(**kept_in(folder)), transaction.atomic():
        yield
        transaction.set_rollback(True)
