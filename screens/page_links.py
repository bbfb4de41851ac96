"""What other rooms let people do from a record's page: buttons that its own room knows nothing of.

A room declares the links in `AppConfig.ready()`; the page of the record shows them after its own.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models

from accounts.models import User

# A button as `screens/actions.html` reads it: `title`, `icon`, `address`. What the page's own room
# lets one do goes before, so none of these is put forward.
Button = Mapping[str, Any]
Links = Callable[[User, Any], Iterable[Button]]

_links: dict[type[models.Model], list[Links]] = {}


def declare(model: type[models.Model], links: Links) -> None:
    """Add buttons to the page of every row of a model. For `AppConfig.ready()`."""
    _links.setdefault(model, []).append(links)


def links_of(user: User, row: models.Model) -> list[Button]:
    """The buttons that other rooms add to a row's page, for this person."""
    return [
        {**button, "is_quiet": True}
        for links in _links.get(type(row), [])
        for button in links(user, row)
    ]
