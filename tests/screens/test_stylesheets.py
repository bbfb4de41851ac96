"""Stylesheets, which no compiler reads."""

from pathlib import Path

import pytest
from django.conf import settings

OURS = sorted(
    path for path in Path(settings.BASE_DIR, "static").rglob("*.css") if "vendor" not in path.parts
)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_every_block_that_a_stylesheet_opens_it_closes(path):
    # One that is left open swallows the rules after it, and the browser says nothing.
    text = path.read_text()
    assert text.count("{") == text.count("}")
