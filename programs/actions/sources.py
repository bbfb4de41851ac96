"""What action points come from: sessions, letters, visits, verifications.

A room whose rows lead to action points declares a `Source` in `AppConfig.ready()`. Their pages then
have a button «action point», and a point leads back to the row that it came from.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.models import County, Province, User
from screens import page_links
from screens.pages import address_of

ADD = "actions.add_actionpoint"


@dataclass(frozen=True)
class Place:
    """Where what was agreed is to be done, and for which NGO."""

    province: Province | None
    county: County | None = None
    ngo_id: int | None = None


@dataclass(frozen=True)
class Source:
    """One kind of rows: what an action point stores of it (`key`), what one has to be allowed to
    see, what a row is called, and where it belongs."""

    key: str
    model: type[models.Model]
    permission: str
    title: Callable[[Any], str]
    place: Callable[[Any], Place]

    def find(self, pk: int) -> Any:
        """The row of a key; None outside the scope."""
        return self.model._default_manager.filter(pk=pk).first()


_sources: dict[str, Source] = {}


def declare(*sources: Source) -> None:
    """Let rows of a room lead to action points. For `AppConfig.ready()`."""
    for source in sources:
        _sources[source.key] = source
        page_links.declare(source.model, _button(source))


def source_of(key: str) -> Source | None:
    return _sources.get(key)


def _button(source: Source) -> page_links.Links:
    def links(user: User, row: Any) -> list[page_links.Button]:
        if not user.has_perm(ADD):
            return []
        query = urlencode({"source": source.key, "of": row.pk})
        address = f"{reverse('admin:actions_actionpoint_add')}?{query}"
        return [{"title": _("Action point"), "icon": "add_task", "address": address}]

    return links


def way_back(user: User, source: str, pk: int | None) -> str:
    """The address of the row that a point came from, for whoever may see it; else ""."""
    known = source_of(source)
    if known is None or pk is None or not user.has_perm(known.permission):
        return ""
    row = known.find(pk)
    return address_of(row) if row is not None else ""
