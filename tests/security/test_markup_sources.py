"""Where a text could become markup: in our code, in our templates, and in other people's."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template

from config.templates import escaped
from tests.rooms import ROOMS, ROOT

MARKS_SAFE = re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off")
# Handlers in attributes, scripts and styles within a page: none may be there under the policy.
INLINE = re.compile(
    r"""\son[a-z]+\s*=\s*["']|<style\b|\sstyle\s*=\s*["']|javascript:|<script(?![^>]*\ssrc=)""",
    re.IGNORECASE,
)
# Data for search engines, which the policy lets stand: no browser runs it.
DATA = '<script type="application/ld+json">'
# Of the theme's functions that hand out text as markup: what they are given.
THEME_MARKS = {
    "admin.py": "the box that chooses all rows, a constant",
    "fields.py": "the label, which the line above escapes, and a constant",
    "forms.py": "the address of Django's own password page, which is not used here",
    "templatetags/unfold.py": "names of fields that depend on others, of which we have none",
    "templatetags/unfold_list.py": "constant classes, and a field that its widget has escaped",
    "utils.py": "what the theme's templates have printed, escaped",
}
# Of ours, where what is joined was made markup one by one.
JOINED = {
    "public/linked_data.py": "JSON, of which every sign that ends or opens anything is escaped",
    "public/chart.py": "what a template has drawn, which escapes",
    "screens/listing_rows.py": "cells, each written by the theme's rules for cells",
    "screens/templatetags/office_list.py": "choices, each of constants and what `written` gives",
}


def ours() -> Iterator[tuple[Path, ast.AST]]:
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            yield path, ast.parse(path.read_text())


def name_of(call: ast.Call) -> str:
    function = call.func
    return getattr(function, "id", None) or getattr(function, "attr", "")


def is_written(text: ast.AST) -> bool:
    """Whether a text stands in the code, but for values that each go through `written`."""
    if isinstance(text, ast.IfExp):
        return is_written(text.body) and is_written(text.orelse)
    if isinstance(text, ast.JoinedStr):
        return all(
            name_of(part.value) == "written" if isinstance(part.value, ast.Call) else False
            for part in text.values
            if isinstance(part, ast.FormattedValue)
        )
    return isinstance(text, ast.Constant)


def test_our_code_makes_markup_of_constants_alone():
    """`format_html` and `SafeString` take a text that stands in the code."""
    wrong = []
    for path, tree in ours():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name, place = name_of(call), f"{path.relative_to(ROOT)}:{call.lineno}"
            if name in ("mark_safe", "SafeText", "__html__"):
                wrong.append(f"{place}: {name}")
            elif name == "SafeString" and (
                str(path.relative_to(ROOT)) in JOINED or (call.args and is_written(call.args[0]))
            ):
                continue
            elif name in ("format_html", "SafeString"):
                if not (call.args and isinstance(call.args[0], ast.Constant)):
                    wrong.append(f"{place}: {name} of what is no constant")
            elif name == "format_html_join":
                wrong += [
                    f"{place}: {name} of what is no constant"
                    for given in call.args[:2]
                    if not isinstance(given, ast.Constant)
                ]
    assert wrong == []


def test_our_templates_mark_nothing_safe_and_hold_no_script_and_no_style():
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in (ROOT / "templates").rglob("*.html")
        for what in (MARKS_SAFE, INLINE)
        for found in what.finditer(path.read_text().replace(DATA, ""))
    ]
    assert wrong == []


def test_the_one_script_within_a_page_is_data_that_no_browser_runs():
    page = (ROOT / "templates/public/ngo.html").read_text()
    assert page.count("<script") == page.count(DATA) == 1


@pytest.mark.parametrize("app", ["unfold", "admin", "forms", "account", "mfa", "import_export"])
def test_templates_of_others_mark_nothing_safe_once_they_are_read(app):
    folder = Path(apps.get_app_config(app).path) / "templates"
    marking = [
        path.relative_to(folder)
        for path in folder.rglob("*.html")
        if MARKS_SAFE.search(path.read_text())
    ]
    for path in marking:
        assert not MARKS_SAFE.search(get_template(str(path)).template.source), path
    assert not MARKS_SAFE.search(escaped("{{ a |  safe }}{% autoescape off %}{{ b|safeseq }}"))


def test_what_the_theme_s_code_marks_safe_has_been_looked_at():
    """A version of the theme that does so in another file is looked at before it is used."""
    folder = Path(apps.get_app_config("unfold").path)
    marking = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        if "contrib" not in path.parts and re.search(r"mark_safe\(", path.read_text())
    }
    assert marking == set(THEME_MARKS)
