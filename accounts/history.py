"""History: what every change of a row was, who made it, and from which screen or import.

Kept by triggers (`django-pghistory`), so that bulk imports and raw SQL leave their trace too. The
application may add events, never change or delete them.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pghistory
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])


def tracked(*, exclude: Iterable[str] = ()) -> Callable[[Model], Model]:
    """Class decorator: keep every insert, update and delete of the model's rows.

    `exclude` names the fields that the history leaves out: generated ones, and secrets.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude),
        append_only=True,
        # Events come in the order of time, so a few pages of index find those of a day.
        meta={"indexes": [BrinIndex(fields=["pgh_created_at"], autosummarize=True)]},
    )


@contextmanager
def told(**details: Any) -> Iterator[None]:
    """Details that the history's events within the block tell, and later ones do not.

    A context of the library's own, inside that of the request, would last until the request ends.
    """
    with pghistory.context() as context:
        before = dict(context.metadata)
        context.metadata.update(details)
        try:
            yield
        finally:
            context.metadata.clear()
            context.metadata.update(before)
