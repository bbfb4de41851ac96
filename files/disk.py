"""A full disk, the server's or the database's, said as what it is."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError
from django.utils.translation import gettext_lazy as _
from xlsxwriter.exceptions import FileCreateError

from persian.errors import PersianValueError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_DATABASE_FULL = "53100"


class DiskFull(PersianValueError):
    """There is no room for what should be written; nothing of it was."""


@contextmanager
def room_on_disk() -> Iterator[None]:
    """Raises DiskFull where the block finds no room."""
    try:
        yield
    except (OSError, FileCreateError) as error:  # the second is what workbooks make of the first
        reason = error if isinstance(error, OSError) else error.args[0]
        if getattr(reason, "errno", None) not in _FULL:
            raise
        raise _full() from error
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) != _DATABASE_FULL:
            raise
        raise _full() from error


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or what it came of, is a disk without room."""
    while error is not None:
        if isinstance(error, DiskFull) or getattr(error, "errno", None) in _FULL:
            return True
        if getattr(error, "sqlstate", None) == _DATABASE_FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def _full() -> DiskFull:
    return DiskFull(
        "disk_full",
        _(
            "The server's disk is full, so nothing was written. "
            "Tell whoever looks after the site, and try again later."
        ),
    )
