"""Printing: what a template may reach, what texts may do, and lists on paper."""

from pathlib import Path

import pytest

from files import printing
from files.printed_list import ListSheet, list_data, print_list
from files.printing import PrintingError, is_readable_image, qr_code, typeset
from persian.numbers import persian_digits
from tests import pdf
from tests.images import jpeg, png

MARKUP = [
    "#pagebreak()",
    "*x*",
    "$x^2$",
    "= y",
    "#image(x)",
    "\\ z",
    "<w>",
    "// k",
    "`q`",
    "@r",
    '"',
]


@pytest.fixture
def template(tmp_path):
    def written(body: str) -> Path:
        path = tmp_path / "documents" / "some.typ"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'#import "office.typ": *\n#show: office-page\n{body}')
        return path

    return written


def test_the_same_data_give_the_same_bytes(template):
    path = template("#data.title")
    assert typeset(path, {"title": "یک"}) == typeset(path, {"title": "یک"})
    assert typeset(path, {"title": "یک"}) != typeset(path, {"title": "دو"})


@pytest.mark.parametrize("text", MARKUP)
def test_a_text_is_never_markup(template, text):
    made = typeset(template("#data.text"), {"title": "", "text": f"abc {text} def"})
    assert pdf.pages(made) == 1
    assert text.replace(" ", "") in pdf.words(made).replace(" ", "")


@pytest.mark.parametrize(
    "reach",
    [
        '#read("/etc/passwd")',
        '#read("../secret.txt")',
        '#read("secret.txt")',
        "#nothing-of-this-name",
        "#panic()",
    ],
)
def test_a_template_reaches_nothing_beside_its_own_files(template, tmp_path, monkeypatch, reach):
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "secret.txt").write_text("x")
    monkeypatch.chdir(tmp_path / "documents")
    with pytest.raises(PrintingError, match="چاپ نشد"):
        typeset(template(reach), {"title": ""})


def test_our_templates_ask_for_no_package():
    root = printing.DOCUMENTS.parent.parent
    templates = list(root.glob("*/documents/*.typ"))
    assert len(templates) >= 5
    assert [path.name for path in templates if '"@' in path.read_text()] == []


def test_the_only_letters_are_our_own(template):
    asked = '#set text(font: ("DejaVu Sans", "Vazirmatn"))\n#data.title'
    made = typeset(template(asked), {"title": "a"})
    assert b"Vazirmatn" in made
    assert b"DejaVu" not in made


def test_without_our_letters_nothing_is_printed(template, settings, tmp_path):
    settings.BASE_DIR = tmp_path
    with pytest.raises(PrintingError, match="قلم فارسی"):
        typeset(template("#data.title"), {"title": "یک"})


def test_a_broken_image_is_an_error_in_words(template):
    path = template('#picture("one")')
    assert typeset(path, {"title": ""}, files={"one": png(4, 4)})
    with pytest.raises(PrintingError, match="تصویر"):
        typeset(path, {"title": ""}, files={"one": png(4, 4)[:40]})


def test_an_image_is_read_to_its_end():
    whole = png(60, 60)
    assert is_readable_image(whole)
    assert is_readable_image(jpeg())
    assert not is_readable_image(whole[: len(whole) // 2])
    assert not is_readable_image(b"\x89PNG\r\n\x1a\n")
    assert not is_readable_image(b"GIF89a")


def test_figures_are_persian_and_pages_numbered(template):
    made = typeset(template("#data.text #pagebreak() #data.text"), {"title": "", "text": "12/405"})
    assert pdf.pages(made) == 2
    assert pdf.words(made).count("۱۲/۴۰۵") == 2
    assert "405" not in pdf.words(made)


def test_a_qr_code_is_a_drawing_that_prints(template):
    made = typeset(
        template('#picture("qr")'), {"title": ""}, files={"qr": qr_code("https://x.ir/v/1")}
    )
    assert pdf.pages(made) == 1
    assert qr_code("https://x.ir/v/1") != qr_code("https://x.ir/v/2")


# -- lists -----------------------------------------------------------------------------------------


def sheet(rows, columns=("نام", "شهرستان"), **more):
    return ListSheet(title="فهرست", columns=columns, rows=rows, **more)


def test_a_long_list_has_its_head_on_every_page():
    made = print_list(sheet([[f"انجمن {n}", "رشت"] for n in range(2000)], columns=("نام", "place")))
    assert pdf.pages(made) > 20
    assert pdf.words(made).count("place") == pdf.pages(made)
    assert persian_digits(1999) in pdf.words(made)


def test_an_empty_list_prints_its_head():
    assert pdf.pages(print_list(sheet([]))) == 1


def test_the_paper_lies_across_for_many_columns():
    columns = [f"ستون {n}" for n in range(12)]
    wide = print_list(sheet([["یک نوشتهٔ بلند"] * 12], columns=columns))
    assert pdf.paper(wide) == (297, 210)
    assert pdf.paper(print_list(sheet([["الف", "ب"]]))) == (210, 297)


def test_rows_are_counted_and_numbered():
    data = list_data(sheet([["الف", "ب"], ["پ", "ت"]]))
    assert data["rows"] == [["1", "الف", "ب"], ["2", "پ", "ت"]]
    assert data["count"] == "۲ ردیف"
    assert list_data(sheet([["الف", "ب"]], numbered=False))["rows"] == [["الف", "ب"]]


def test_a_row_that_does_not_fit_its_head_is_refused():
    with pytest.raises(ValueError, match="number of cells"):
        print_list(sheet([["الف"]]))
