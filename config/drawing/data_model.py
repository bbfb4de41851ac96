"""The tables: what a row of each is, and whose rows a scope reaches."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from accounts.row_security import Exempt, declared, is_history
from accounts.scope import Kind
from config.drawing.rooms import rooms

_HEAD = """# The data model, drawn from the code

`make docs` writes this page and `make check` compares it with the code; do not change it by hand.
Each table is a model of its room. *Reads* and *writes* say which kinds of scope reach rows of it
at all (N nation, P province, C county, O an NGO's officers); which rows these are is its
`row_scope`, which `accounts/row_security/` says to the database. *H*: every change is kept in a
table of events beside it.
"""
_KINDS = {Kind.NATIONAL: "N", Kind.PROVINCE: "P", Kind.COUNTY: "C", Kind.NGO: "O"}


def page() -> str:
    """For each room its tables, with their keys to other tables, as Markdown."""
    return "\n".join([_HEAD, *_rooms()]) + "\n"


def _rooms() -> Iterator[str]:
    for room in reversed(rooms()):
        tables = list(_models(room))
        if not tables:
            continue
        yield f"## `{room}`\n\n| table | a row is | row scope | reads | writes | H | keys |"
        yield "|---|---|---|---|---|---|---|"
        yield from (_row(model) for model in tables)
        yield ""


def _models(room: str) -> Iterator[type[models.Model]]:
    if not apps.is_installed(room):
        return
    for model in sorted(
        apps.get_app_config(room.rpartition(".")[2]).get_models(), key=lambda each: each.__name__
    ):
        if not is_history(model):
            yield model


def _row(model: type[models.Model]) -> str:
    scope = declared(model)
    said = " ".join((model.__doc__ or "").split("\n\n")[0].split())
    reads, writes = _reached(model, scope)
    keys = ", ".join(_keys(model))
    history = "H" if hasattr(model, "events") else ""
    cells = (f"`{model._meta.db_table}`", said, _scope(scope), reads, writes, history, keys)
    return f"| {' | '.join(cells)} |"


def _scope(scope: object) -> str:
    return f"none: {scope.reason}" if isinstance(scope, Exempt) else f"`{type(scope).__name__}`"


def _reached(model: type[models.Model], scope: Any) -> tuple[str, str]:
    if scope is None or isinstance(scope, Exempt):
        return "", ""
    access = scope.access(model)
    reads = [sign for kind, sign in _KINDS.items() if kind in access]
    writes = [
        sign
        for kind, sign in _KINDS.items()
        if kind in access and _changes(access[kind].grant) and access[kind].writes != "false"
    ]
    return "".join(reads), "".join(writes)


def _changes(grant: str) -> bool:
    return any(verb in grant for verb in ("INSERT", "UPDATE", "DELETE"))


def _keys(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey | models.ManyToManyField):
            related: Any = field.related_model
            yield f"{field.name} → {related._meta.label}"
