"""Tables in web pages and in XML of Excel 2003, whatever the file is called."""

import datetime

import pytest

from reading import Limits
from tests.reading.test_workbooks import read, refusal

HEAD = "<tr><th>نام</th><th>شهر</th><th>اعضا</th></tr>"


def page(body, head=""):
    return f"<html><head>{head}</head><body>{body}</body></html>"


def cells(table):
    return [row for _number, row in table.rows]


def spreadsheet(rows, more="", styles=""):
    spaces = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"'
    )
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>{more}<Workbook {spaces}>'
        f'{styles}<Worksheet ss:Name="فهرست"><Table>{rows}</Table></Worksheet></Workbook>'
    )


def row(*values, kind="String"):
    data = "".join(f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>' for value in values)
    return f"<Row>{data}</Row>"


def test_cells_over_several_rows_and_columns_are_placed_and_filled():
    body = (
        f"<table>{HEAD}<tr><td>الف</td><td rowspan=2>رشت</td><td>1</td></tr>"
        "<tr><td>ب</td><td>2</td></tr><tr><td>پ</td><td>فومن</td><td>3</td></tr></table>"
    )
    table = read(page(body).encode())
    assert cells(table) == [["الف", "رشت", "1"], ["ب", "رشت", "2"], ["پ", "فومن", "3"]]
    assert [(doubt.code, doubt.rows) for doubt in table.doubts] == [("merged_cells", (3,))]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
@pytest.mark.parametrize("named", ["utf-8", "windows-1256", "iso-8859-1", "klingon", ""])
def test_the_encoding_is_that_of_the_bytes_whatever_the_page_names(codec, named):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={named}">' if named else ""
    body = f"<table>{HEAD}" + "<tr><td>انجمن پژوهش گیلان</td><td>رشت</td><td>1</td></tr>" * 5
    raw = page(body + "</table>", meta).replace("ی", "ي").encode(codec)
    assert cells(read(raw))[0] == ["انجمن پژوهش گيلان", "رشت", "1"]


def test_scripts_styles_and_comments_are_no_cells_and_entities_are_text():
    body = (
        "<script>var x = '<table><tr><td>';</script><style>td { color: red }</style>"
        f"<!-- <table><tr><td>x</td></tr></table> --><table>{HEAD}"
        "<tr><td>مهر&zwnj;آوا&nbsp;<script>alert(1)</script></td><td>رشت<br>گلسار</td>"
        "<td>&#1777;</td></tr><tr><td>ب<p>پ</p></td><td><b>فومن</b></td><td>2</td></tr></table>"
    )
    assert cells(read(page(body).encode())) == [
        ["مهر\u200cآوا", "رشت\nگلسار", "۱"], ["ب\nپ", "فومن", "2"],
    ]  # fmt: skip


def test_of_several_tables_the_list_is_read_and_the_tables_around_it_are_not():
    menu = "<table><tr><td>خانه</td><td>تماس</td></tr><tr><td>الف</td><td>ب</td></tr></table>"
    pager = "<tr><td colspan=3><table><tr><td>1</td><td>2</td></tr></table></td></tr>"
    rows = "".join(f"<tr><td>کس {n}</td><td>رشت</td><td>{n}</td></tr>" for n in range(1, 6))
    body = f"{menu}<table><tr><td><table>{HEAD}{rows}{pager}</table></td></tr></table>"
    table = read(page(body).encode(), is_header=lambda titles: len({*titles} & {"نام", "شهر"}))
    assert table.header == ["نام", "شهر", "اعضا"]
    assert [row[0] for row in cells(table)] == [f"کس {n}" for n in range(1, 6)]


@pytest.mark.parametrize(
    "raw",
    [
        page("<p>سلام</p><ul><li>یک</li></ul>"), page("<table><tr><td>تنها</td></tr></table>"),
        page("", '<frameset><frame src="sheet001.htm"></frameset>'), "<!DOCTYPE html>", "<html>",
        "MIME-Version: 1.0\nContent-Type: multipart/related\n\n<table>",
    ],
)  # fmt: skip
def test_a_page_without_a_list_is_refused_as_a_page(raw):
    assert refusal(raw.encode()) == "html"


@pytest.mark.parametrize(
    "raw",
    [
        "<?xml version='1.0'?><Workbook/>", "<?xml version='1.0'?><rows><row/></rows>",
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    ],
)  # fmt: skip
def test_another_xml_is_refused_as_xml(raw):
    assert refusal(raw.encode()) == "xml"


def test_numbers_days_and_places_of_an_xml_workbook_keep_their_kind():
    rows = (
        row("نام", "عدد", "روز", "بله", "خطا")
        + '<Row ss:Index="4"><Cell><Data ss:Type="String">&#1605;&lt;ب&gt;</Data></Cell>'
        '<Cell><Data ss:Type="Number">99900020076</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2012-04-14T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Boolean">1</Data></Cell>'
        '<Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>'
        '<Row ss:Hidden="1"><Cell ss:MergeDown="1"><Data ss:Type="String">ب</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="String">1390</Data></Cell></Row>'
        '<Row><Cell ss:Index="2"><Data ss:Type="Number">1.5</Data></Cell></Row>'
    )
    table = read(spreadsheet(rows).encode())
    assert table.rows == [
        (4, ["م<ب>", 99900020076, datetime.date(2012, 4, 14), True, "#N/A"]),
        (5, ["ب", None, "1390", None, None]),
        (6, ["ب", 1.5, None, None, None]),
    ]
    assert {doubt.code: doubt.rows for doubt in table.doubts}["hidden_rows"] == (5,)
    assert (table.layout.sheet, table.is_1904) == ("فهرست", False)


def test_an_xml_workbook_says_from_when_it_counts():
    rows = row("نام", "شهر") + row("الف", "رشت")
    styles = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    assert read(spreadsheet(rows, styles=styles).encode()).is_1904


def test_a_damaged_xml_workbook_is_refused():
    raw = spreadsheet(row("نام", "شهر") + row("الف", "رشت")).encode()
    assert refusal(raw[:-30]) == "broken_file"


SMALL = Limits(max_memory_bytes=512 << 20, max_seconds=20)


def test_hostile_markup_is_refused_and_harms_nothing():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert refusal(spreadsheet(row("نام", "&i;"), f"{bomb}]>").encode()) in {"xml", "broken_file"}
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert refusal(spreadsheet(row("نام", "&a;"), outside).encode()) in {"xml", "broken_file"}
    wide = f"<table>{HEAD}<tr>{'<td colspan=999999>x' * 9}</tr></table>"
    assert refusal(page(wide).encode(), limits=SMALL) == "too_many_cells"
    tall = "<td rowspan=65000 colspan=1000>x"
    assert refusal(page(f"<table>{HEAD}<tr>{tall * 2}").encode(), limits=SMALL) == "too_many_cells"
    deep = page("<table><tr><td>" * 50_000)
    assert refusal(deep.encode(), limits=SMALL) in {"html", "no_rows", "no_header", "no_data"}
