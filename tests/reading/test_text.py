"""CSV and other text: encodings, delimiters, quotes, line endings, headers and totals."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import Layout, UnreadableFile, read_table

HEADER = ["نام", "شهر", "تلفن"]
PEOPLE = [["علي كريمي", "رشت", "01"], ["زهرا، نوري", "بندر انزلي", "02"], ["سارا", "فومن", "03"]]


def written(rows, delimiter=",", end="\r\n"):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(rows)
    return stream.getvalue()


def read(content, name="list.csv", encoding="utf-8", **options):
    raw = content if isinstance(content, bytes) else content.encode(encoding)
    return read_table(io.BytesIO(raw), filename=name, **options)


def cells(table):
    return [row for _, row in table.rows]


def refusal(content, **options):
    with pytest.raises(UnreadableFile) as caught:
        read(content, **options)
    assert caught.value.message
    return caught.value.code, caught.value.params.get("row")


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("cp1256", "cp1256"),
    ],
)  # fmt: skip
def test_every_encoding_delimiter_and_line_ending_is_recognised(
    tmp_path, codec, named, delimiter, end
):
    path = tmp_path / "list.csv"
    path.write_bytes(written([HEADER, *PEOPLE], delimiter, end).encode(codec).replace(b"\0\0", b""))
    with path.open("rb") as file:
        table = read_table(file, filename=path.name)
    assert (table.layout.encoding, table.layout.delimiter) == (named, delimiter)
    assert table.header == ["نام", "شهر", "تلفن"]
    assert cells(table) == PEOPLE


def test_utf16_that_begins_with_its_mark_may_be_big_endian():
    raw = b"\xfe\xff" + written([HEADER, *PEOPLE], "\t").encode("utf-16-be")
    assert read(raw).layout == Layout("utf-16-be", "\t", None, 1)


_TEXT = st.text("ابپتكيگچژ ئؤ۱۲12a,;|\t\"'\n\u200c", max_size=12).filter(
    lambda text: not text.isspace() and text not in ("\u200c", '"') and text[:1] not in ("'", "\t")
)


@settings(max_examples=300, deadline=None)
@given(
    rows=st.lists(st.lists(_TEXT, min_size=3, max_size=3).filter(any), min_size=1, max_size=20),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"]),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\r\n", "\n"]),
)
def test_any_table_of_texts_is_read_back_as_it_was_written(rows, codec, delimiter, end):
    if codec == "cp1256":
        digits = str.maketrans("۱۲", "12")
        rows = [[cell.translate(digits) for cell in row] for row in rows]
    # enough rows with a town and Persian words, as any registry has, for the guesses to hold
    rows = [*rows, *[["سازمان نمونه", "رشت", "انزلی".replace("ی", "ي")] for _ in range(30)]]
    content = written([HEADER, *rows], delimiter, end).encode(codec)
    table = read(content, is_header=lambda row: len({*row} & {*HEADER}))
    assert table.layout.delimiter == delimiter
    assert cells(table) == [[cell or None for cell in row] for row in rows]


def test_a_letter_that_only_looks_like_another_language_in_utf8_stays_windows_1256():
    rows = [["", "", "ؤ"], ["", "", "aؤپ"], *PEOPLE]
    table = read(written([HEADER, *rows]), encoding="cp1256")
    assert table.layout.encoding == "cp1256"
    assert cells(table)[:2] == [[None, None, "ؤ"], [None, None, "aؤپ"]]


def test_chosen_layout_is_obeyed():
    table = read("الف;ب,پ\nنام;شهر,ت\n1;2,3\n", layout=Layout("utf-8", ";", None, 2))
    assert table.header == ["نام", "شهر,ت"]
    assert table.rows == [(3, ["1", "2,3"])]


def test_a_quoted_cell_with_line_breaks_is_one_row_and_blank_lines_are_counted():
    table = read('نام,نشانی\n\nعلی,"رشت\nگلسار"\n , \nسارا,فومن\n')
    assert table.rows == [(3, ["علی", "رشت\nگلسار"]), (5, ["سارا", "فومن"])]


def test_money_with_commas_does_not_hide_the_semicolon():
    rows = "".join(f"کس {n};18,000,000;1382/3/2{n}\n" for n in range(9))
    assert read("نام;درآمد;تاریخ\n" + rows).layout.delimiter == ";"


def test_semicolons_in_quoted_addresses_do_not_hide_the_comma():
    rows = "".join(f'{n},"رشت; گلسار; خ {n}; پ ۳",کس\n' for n in range(9))
    assert read("ردیف,نشانی,نام\n" + rows).layout.delimiter == ","


def test_the_sep_line_of_excel_names_the_delimiter():
    table = read("sep=;\nنام;شهر\nعلی;رشت, فومن\n")
    assert table.layout.delimiter == ";"
    assert table.layout.header_row == 2


def test_one_column_is_a_table_too():
    table = read("نام\nعلی\nسارا\n")
    assert (table.header, cells(table)) == (["نام"], [["علی"], ["سارا"]])


def test_lines_of_windows_1256_in_a_utf8_file_are_read_and_counted():
    raw = "نام,شهر\nکبری,رشت\nگلی,فومن\n".encode() + "ليلا كاظمي,صومعه سرا\n".encode("cp1256")
    table = read(raw)
    assert table.layout.encoding == "utf-8+cp1256"
    assert table.notes == {"second_encoding_lines": 1}
    assert cells(table)[-1] == ["ليلا كاظمي", "صومعه سرا"]
    assert read(raw, layout=table.layout).rows == table.rows


def test_a_line_pasted_as_utf8_into_a_windows_1256_file_is_read():
    old = "".join(f"علي كريمي,رشت {n}\n" for n in range(50)).encode("cp1256")
    table = read("نام,شهر\n".encode("cp1256") + old + "کبری,فومن\n".encode())
    assert cells(table)[-1] == ["کبری", "فومن"]
    assert table.notes == {"second_encoding_lines": 51}


def test_a_letter_cut_in_half_is_refused_with_its_row():
    raw = 'نام,شهر\n"علی\nرضا",رشت\n'.encode() + "سارا,فومن".encode()[:-1] + b"\n"
    assert refusal(raw) == ("mixed_encoding", 3)


def test_other_encodings_are_refused_not_misread():
    french = "nom,ville\nRené Müller,Orléans\nÉloïse,Nîmes\n".encode("latin-1")
    assert refusal(french) == ("unknown_encoding", 2)
    arabic = "نام,شهر\nعلي محمدي,سمنان\n".encode("iso-8859-6", "ignore")
    assert refusal(arabic)[0] == "unknown_encoding"
    assert refusal("نام,شهر\n".encode("utf-32"))[0] == "unknown_encoding"


@pytest.mark.parametrize(("wrote", "took"), [("cp1256", "latin-1"), ("utf-8", "cp1256")])
def test_persian_garbled_before_it_came_is_refused(wrote, took):
    garbled = "نام سازمان,شهر\nانجمن نور,تهران\n".encode(wrote).decode(took, "ignore")
    assert refusal(garbled) == ("garbled_text", 1)


def test_a_wrong_chosen_encoding_is_refused_with_its_row():
    raw = "name,city\nعلي,رشت\n".encode("cp1256")
    assert refusal(raw, layout=Layout(encoding="utf-8")) == ("wrong_encoding", 2)
    assert refusal(raw, layout=Layout(encoding="klingon")) == ("wrong_encoding", 1)
    assert read(raw, layout=Layout(encoding="windows-1256")).layout.encoding == "cp1256"


def test_nul_characters_are_dropped_and_counted():
    table = read("نام,شهر\nعل\0ی,رشت\n")
    assert cells(table) == [["علی", "رشت"]]
    assert table.notes == {"nul_characters": 1}


def test_a_quotation_never_closed_costs_its_own_row_alone():
    rows = "".join(f'"کس {n}",رشت\n' for n in range(9))
    several = '"کس\nبی‌نام",رشت\n'
    table = read("نام,شهر\n" + rows + '"سارا,فومن\n' + several + rows)
    assert [number for number, _cells in table.rows] == list(range(2, 22))
    assert cells(table)[9:11] == [["سارا", "فومن"], ["کس\nبی‌نام", "رشت"]]
    assert list(table.refused) == [11]
    assert [(doubt.code, doubt.rows) for doubt in table.doubts if doubt.rows] == [
        ("unclosed_quotes", (11,))
    ]
    huge = '"سارا,فومن\n' + "کس,رشت\n" * 50_000
    table = read("نام,شهر\n" + huge)
    assert len(table.rows) == 50_001
    assert list(table.refused) == [2]


def test_a_text_of_open_quotations_is_refused():
    assert refusal("نام,شهر\n" + '"سارا,فومن\n' * 20 + "کس,رشت\n")[0] == "unclosed_quote"


def test_titles_above_the_header_and_headers_printed_again_are_left_out():
    page = "فهرست استان,,\nردیف,نام,شهر\n1,علی,رشت\n2,سارا,فومن\n"
    table = read(page * 2 + "جمع کل:,,2\n")
    assert table.layout.header_row == 2
    assert [number for number, _ in table.rows] == [3, 4, 7, 8]
    assert table.skipped == [
        (1, "title"), (5, "title"), (6, "repeated_header"), (9, "totals"),
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["جمع", "مجموع", "جمع كل", " جمـع‌کل :", "Total", ","])
def test_a_totals_row_is_left_out_by_its_first_filled_cell(words):
    last = f"{words},,۱٬۸۰۰\n" if words != "," else ",جمع,12\n"
    table = read("نام,شهر,اعضا\nعلی,رشت,۱\nسارا,فومن,2\n" + last)
    assert table.skipped == [(4, "totals")]


def test_a_name_that_begins_like_a_total_is_kept():
    table = read("نام,شهر,اعضا\nجمعیت نور,رشت,۱\nجمع,رشت و فومن,گیلان\nمجموعه,رشت,3\n")
    assert len(table.rows) == 3


def test_a_header_of_two_lines_is_joined():
    table = read("نام,پروانه,,شهر\n,شماره,تاریخ,\nنور,12,1400/1/1,رشت\nمهر,13,1400/1/2,رشت\n")
    assert table.header == ["نام", "پروانه شماره", "پروانه تاریخ", "شهر"]
    assert table.layout.header_row == 1
    assert [number for number, _ in table.rows] == [3, 4]


def test_what_stands_outside_the_header_is_kept_in_nameless_columns():
    table = read("نام,شهر,,\nعلی,رشت,,\nسارا,فومن,گلسار,\nمینا\n")
    assert table.header == ["نام", "شهر", ""]
    assert cells(table)[1:] == [["سارا", "فومن", "گلسار"], ["مینا", None, None]]
