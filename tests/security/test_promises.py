"""The tests that hold what `docs/security.md` promises are there."""

import re

from tests.template import ROOT

TEST = re.compile(r"tests/[\w/]+\.py(?:::\w+)?")


def test_every_test_that_a_promise_names_exists():
    text = (ROOT / "docs/security.md").read_text() + (ROOT / "SECURITY.md").read_text()
    named = {*TEST.findall(text)}
    assert len(named) > 50
    lost = set()
    for name in named:
        path, _, function = name.partition("::")
        file = ROOT / path
        if not file.is_file() or f"def {function}" not in file.read_text():
            lost.add(name)
    assert not lost


def test_every_row_of_the_standard_says_how_it_is_met():
    table = (ROOT / "docs/security.md").read_text().split("## OWASP ASVS 5.0, level 2")[1]
    rows = re.findall(r"^\| (\d+(?:\.\d+)+)[^|]* \| ([^|]*) \| ([^|]*) \|$", table, re.M)
    assert {int(number.partition(".")[0]) for number, _subject, _how in rows} == {*range(1, 18)}
    answers = ("met", "partly", "not met", "does not apply")
    assert [number for number, _subject, how in rows if not how.startswith(answers)] == []
