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
def told(**details: object) -> Iterator[None]:
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


# What the library puts into an event as its context, and what stands there instead: who the author
# is comes from the signed scope and not from a setting that anybody may make.
_CLAIMED = "COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB"
_VERIFIED = "(SELECT scope_context())"
# What the library's triggers ask before anything else: a setting that anybody may make switches
# them off by name. Ours are never off.
_IS_OFF = '"public"._pgtrigger_should_ignore(TG_NAME) IS TRUE'
_FUNCTIONS = "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE strpos(prosrc, %s) > 0"


def install(cursor: Any) -> None:
    """Let the triggers that keep history run as the owner of the tables, who alone may add to it.

    They are written by the library's migrations; here each is written again after every `migrate`.
    """
    cursor.execute(_FUNCTIONS, [_IS_OFF])
    for (definition,) in cursor.fetchall():
        cursor.execute(definition.replace(_IS_OFF, "false"))
    cursor.execute(_FUNCTIONS, [_CLAIMED])
    for (definition,) in cursor.fetchall():
        head, body = definition.replace(_CLAIMED, _VERIFIED).split("AS $", 1)
        cursor.execute(f"{head} SECURITY DEFINER SET search_path = public, pg_temp AS ${body}")
