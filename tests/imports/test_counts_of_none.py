"""No sentence of an import counts what is not there: «۰ سطر رد شد» says nothing to anybody."""

import re

import pytest

from tests.imports.screens import apply, check, line, listed, page, text_of

NONE = re.compile(r"(?<![۰-۹٬٫/])۰ (?:سطر|ستون|سازمان|واژه|خانه|سمن)")
SOUND = listed(line())
REFUSED = listed(line(county="ناکجا"))


@pytest.mark.parametrize("content", [SOUND, REFUSED])
def test_neither_the_check_nor_the_report_nor_the_undoing_counts_what_is_not_there(expert, content):
    run = check(expert, content)
    assert not NONE.findall(text_of(expert.get(page("change", run))))
    if run.created:
        report = apply(expert, run)
        assert not NONE.findall(text_of(report))
        undone = expert.post(page("undo", run), follow=True)
        assert not NONE.findall(text_of(undone))


def test_a_second_file_of_the_same_rows_counts_nothing_new(expert):
    apply(expert, check(expert, SOUND))
    again = check(expert, SOUND, name="again.csv")
    assert not NONE.findall(text_of(expert.get(page("change", again))))
