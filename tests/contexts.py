"""What pages are rendered with, for tests that look into it (`response.context`).

Django's test client copies the context of every template of a page, of parts and bases too: some
seventy copies of one and the same for each page of the staff site. Here each is copied once, as
the page's own template finds it.
"""

from collections.abc import Iterator
from copy import copy
from typing import Any

import pytest
from django.test import client
from django.test.utils import ContextList


def _store(
    store: dict[str, Any], signal: Any, sender: Any, template: Any, context: Any, **_: Any
) -> None:
    known = store.setdefault("known", {})
    if id(context) not in known:
        known[id(context)] = context  # held, so that no other takes its place
        store.setdefault("templates", []).append(template)
        store.setdefault("context", ContextList()).append(copy(context))


@pytest.fixture(scope="session", autouse=True)
def _each_context_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", _store)
        yield
