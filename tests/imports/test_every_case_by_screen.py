"""Files as offices meet them, sent by screen: the same as by the command, and every doubt is told.

What each file must come out as is asked in `test_every_case.py` and in the tests of its kind.
"""

import html
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts import scope
from imports.models import Row, Run, State
from imports.services import ImportRefused
from persian.text import fold
from reading import UnreadableFile
from tests.cast import province, signed_in
from tests.imports.factory import checked
from tests.imports.screens import ADD, chosen, latest, page, text_of
from tests.imports.test_strip import TITLE, lines_of, opened_by

CASES = Path(__file__).parents[1] / "data" / "cases"
OF_LICENCES = (
    "45-licence-term-in-years.csv", "45b-licence-term-in-words.csv",
    "46-licences-real-titles.csv", "69-licence-kinds.csv",
)  # fmt: skip
DRAWN = ("ngo_id", "verification_code")  # anew by each check
NAMES = sorted(file.name for file in CASES.iterdir())
pytestmark = pytest.mark.django_db


def kind_of(name: str) -> str:
    return "licences" if name in OF_LICENCES else "ngos"


def words_of(response: Any) -> str:
    return html.unescape(text_of(response))


def by_command(name: str) -> Run | str:
    """The checked run, or why there is none."""
    with scope.system():
        try:
            return checked((CASES / name).read_bytes(), name=name, kind=kind_of(name))
        except (ImportRefused, UnreadableFile) as refused:
            return str(refused)


def by_screen(client: Client, name: str) -> Run | str:
    """The run that stands checked on its page, or what the page says in its place."""
    with scope.system():
        home = province("گیلان").pk
    file = SimpleUploadedFile(name, (CASES / name).read_bytes())
    response = client.post(ADD, {"kind": kind_of(name), "province": home, "file": file})
    if response.status_code == 200:
        return words_of(response)
    run = latest()
    assert client.get(page("columns", run)).status_code == 200
    response = client.post(page("columns", run), chosen(run))
    return latest() if response.status_code == 302 else words_of(response)


def rows_of(run: Run) -> list[Any]:
    with scope.system():
        rows = Row.objects.filter(run=run).order_by("number", "part")
        return [
            (
                *(row.number, row.part, row.verdict, [each["code"] for each in row.problems]),
                {name: value for name, value in row.values.items() if name not in DRAWN},
            )
            for row in rows
        ]


@pytest.mark.parametrize("name", NAMES)
def test_what_the_screen_makes_of_a_file_is_what_the_command_makes_of_it(
    cast: Any, name: str
) -> None:
    right = by_command(name)
    client = signed_in(cast.gilan_expert)
    found = by_screen(client, name)
    if isinstance(right, str):
        assert isinstance(found, str)
        assert fold(right) in fold(found)
        return
    assert isinstance(found, Run), found
    assert found.state == State.CHECKED
    assert rows_of(found) == rows_of(right)
    shown = words_of(client.get(page("change", found)))
    lines = lines_of(client, found)
    assert (TITLE in shown) == bool(lines)
    for line in lines:
        assert fold(line.message) in fold(shown)  # digits are those of the page
        assert not line.query or opened_by(client, found, line) == line.count
    told = {line.message for line in lines}
    assert {doubt["message"] for doubt in found.doubts} <= told
    if found.rejected or found.warned:
        assert lines
