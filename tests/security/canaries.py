"""Texts that betray where words become a part of a page, in every column that takes them."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import Error, models, transaction

from accounts import scope
from tests.rooms import FOLDERS

WORD = "canary"
# Out of a text, an attribute, a script and a template; the shorter where a column is short.
CANARIES = (
    f"javascript:{WORD}()//'-{WORD}()-'\"><{WORD} onload={WORD}()>{{{{{WORD}}}}}</script>",
    f"'\"><{WORD} onload=x>{{{{{WORD}}}}}",
    f"'\"><{WORD}>",
    f"<{WORD}>",
    "'\"<b>",
)
# Attributes in which Alpine or htmx find what they do.
ACTING = ("x-", "hx-", "@", ":")
# Names by which the code finds its own things: nobody types them, and without them no page is.
BY_CODE = {
    "accounts.Password.hash", "accounts.PolicySetting.name", "accounts.User.password",
    "actions.ActionPoint.source",
    "imports.DuplicatePair.kind", "imports.Progress.step", "imports.Reading.header_key",
    "imports.Reading.kind", "imports.Run.asked", "imports.Run.encoding", "imports.Run.header_key",
    "imports.Run.kind", "imports.Run.sha256", "licensing.ApplicationStep.step",
    "papers.Counter.series",
    "licensing.Licence.verification_code", "supervision.MeasureEffect.before",
    "screens.Export.file",
    "screens.Export.file_format", "screens.Export.list_name", "screens.Export.made_in",
    "screens.PostedForm.key", "screens.SavedFilter.list_name",
}  # fmt: skip
MOST_ROWS = 6  # of a model
_BROKEN_OUT = re.compile(
    rf"""<{WORD}|['"]-{WORD}|{WORD}\(\)>|onload=x>|\s(?:x-|hx-|@|:)[\w:.@-]*="[^"]*{WORD}"""
)
_LEADING = ("href", "src", "action", "formaction")


def text_columns() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every column of ours that holds people's text; the history's are written by triggers."""
    for model in apps.get_models():
        if model.__module__.partition(".")[0] not in FOLDERS or hasattr(model, "pgh_tracked_model"):
            continue
        for field in model._meta.concrete_fields:
            plain = field.base_field if isinstance(field, ArrayField) else field
            is_text = isinstance(plain, models.CharField | models.TextField)
            if is_text and name_of(model, field) not in BY_CODE:
                yield model, field


def name_of(model: type[models.Model], field: models.Field) -> str:
    return f"{model._meta.label}.{field.attname}"


def plant(rows: dict[type[models.Model], list[Any]]) -> set[str]:
    """Write a canary into every text column, and name the columns that take none.

    `rows` names the keys for some models; of others the last few rows are written.
    """
    refused = set()
    with scope.system():
        for model, field in text_columns():
            taken = [_plant_in(model, field, key) for key in rows.get(model) or _last(model)]
            if not any(taken):
                refused.add(name_of(model, field))
    return refused


def _last(model: type[models.Model]) -> list[Any]:
    """The keys of the last rows; none of a table that functions of the database alone reach."""
    try:
        with transaction.atomic():
            return list(
                model._base_manager.order_by("-pk").values_list("pk", flat=True)[:MOST_ROWS]
            )
    except Error:
        return []


def _plant_in(model: type[models.Model], field: models.Field, key: Any) -> bool:
    """Whether the row takes a canary, or another like it where rows are never changed."""
    for canary in CANARIES:
        if field.max_length is not None and len(canary) > field.max_length:
            continue
        value = [canary] if isinstance(field, ArrayField) else canary
        for write in (_changed,) if field.choices else (_changed, _added):
            try:
                with transaction.atomic():
                    write(model, key, {field.attname: value})
                return True
            except (Error, AssertionError):
                continue
    return False


def _changed(model: type[models.Model], key: Any, values: dict[str, Any]) -> None:
    assert model._base_manager.filter(pk=key).update(**values) == 1


def _added(model: type[models.Model], key: Any, values: dict[str, Any]) -> None:
    row = model._base_manager.get(pk=key)
    row.pk, row._state.adding = None, True
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    row.refresh_from_db()
    assert all(getattr(row, name) == value for name, value in values.items())


def broken_out(html: str) -> str:
    """The first place of a page where a canary got out of its text; "" for none.

    Quicker than `Markup`, for walks over many pages: it knows how each canary looks unescaped.
    """
    found = _BROKEN_OUT.search(html) if WORD in html else None
    return html[max(found.start() - 100, 0) : found.end() + 100] if found else ""


def _is_whole(data: str) -> bool:
    """Whether data within a page is one object of JSON, out of which no word came."""
    try:
        return isinstance(json.loads(data), dict)
    except ValueError:
        return False


class Markup(HTMLParser):
    """What of the canaries became a part of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.became: list[str] = []
        self.shows = WORD in html
        self.tabs: set[str] = set()  # queries that show another part of the page
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_data = tag == "script" and ("type", "application/ld+json") in attrs
        self._open = "data" if is_data else tag
        if tag in (WORD, "b"):
            self.became.append(f"an element <{tag}>")
        for name, value in attrs:
            if name == "href" and "?tab=" in (value or ""):
                self.tabs.add((value or "").partition("?")[2])
            if WORD in name or name.startswith("on") or set(name) & set("\"'<>{}"):
                self.became.append(f"an attribute {name}={value}")
            elif WORD in (value or "") and (
                name.startswith(ACTING)
                or (name in _LEADING and (value or "").lstrip().lower().startswith("javascript:"))
            ):
                self.became.append(f"<{tag} {name}={value}>")

    def handle_data(self, data: str) -> None:
        if self._open in ("script", "style") and WORD in data:
            self.became.append(f"<{self._open}>{data[:200]}")
        if self._open == "data" and WORD in data and not _is_whole(data):
            self.became.append(f"data that is no whole object: {data[:200]}")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""
