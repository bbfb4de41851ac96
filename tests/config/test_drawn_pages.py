"""Pages of the documentation that are drawn from the code cannot fall behind it."""

import pytest
from django.core.management import CommandError, call_command

from config.drawing import PAGES, hooks, rooms
from tests.rooms import ROOMS

APPS = """
class SomeConfig(AppConfig):
    def ready(self) -> None:
        from ngos import page as pages
        from jobs.daily import daily
        from some import parts

        daily("each_day", lambda on: pages.never_called())
        for part in parts.ALL:
            pages.declare(part)
        print("no hook of ours")

    def elsewhere(self) -> None:
        pages.forgotten()
"""


def test_every_room_of_the_tree_stands_in_the_picture():
    assert sorted(rooms.rooms()) == ROOMS
    page = rooms.page()
    for room in ROOMS:
        assert f"\n| `{room}` |" in page


def test_the_picture_leaves_out_what_other_arrows_imply():
    edges = {"a": frozenset("bcd"), "b": frozenset("c"), "c": frozenset(), "d": frozenset("c")}
    assert list(rooms.not_implied(edges)) == [("a", "b"), ("a", "d"), ("b", "c"), ("d", "c")]


def test_a_hook_is_what_a_room_calls_when_the_application_begins():
    assert list(hooks.called_in(APPS)) == ["jobs.daily.daily", "ngos.page.declare"]
    assert list(hooks.called_in("")) == []


def test_a_page_behind_the_code_is_named_and_then_written(settings, tmp_path, monkeypatch):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    for name in list(PAGES):
        monkeypatch.delitem(PAGES, name)
    monkeypatch.setitem(PAGES, "some.md", lambda: "as it is\n")
    monkeypatch.setitem(PAGES, "other.md", lambda: "as it is\n")
    (tmp_path / "docs" / "some.md").write_text("as it was\n")
    (tmp_path / "docs" / "other.md").write_text("as it is\n")
    with pytest.raises(CommandError, match=r"docs/some\.md\. Run `make docs`"):
        call_command("draw_docs", check=True)
    assert (tmp_path / "docs" / "some.md").read_text() == "as it was\n"
    call_command("draw_docs")
    call_command("draw_docs", check=True)
    assert (tmp_path / "docs" / "some.md").read_text() == "as it is\n"
