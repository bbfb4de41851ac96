"""The registries that offices sent are read whole, whatever their encoding and shape."""

import json
from pathlib import Path

import pytest

from reading import Layout, read_table

DATA = Path(__file__).parent.parent / "data"
SAMPLES = {
    "beneficiaries_rasht_utf16.txt": (Layout("utf-16-le", "\t", None, 1), 12, "نام", []),
    "licences_qazvin.csv": (Layout("utf-8", ",", None, 1), 6, "نام سازمان", []),
    "ngos_gilan_utf8.csv": (Layout("utf-8", ",", None, 1), 14, "نام سازمان", []),
    "ngos_isfahan_cp1256.csv": (
        Layout("cp1256", ";", None, 1), 11, "نام تشکل", [(1826, "totals")],
    ),
    "ngos_qazvin.xlsx": (
        Layout(None, None, "سمن‌ها", 2), 9, "نام سمن", [(1, "title"), (247, "totals")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_a_real_registry_is_read_whole(name):
    layout, columns, first_title, skipped = SAMPLES[name]
    expected = json.loads((DATA / f"{name}.expected.json").read_text())
    with (DATA / name).open("rb") as file:
        table = read_table(file, filename=name)
    assert table.layout == layout
    assert len(table.rows) == expected["data_rows"]
    assert len(table.header) == columns
    assert table.header[0] == first_title
    assert all(table.header)
    assert table.skipped == skipped
    assert table.notes == {}
    assert {len(cells) for _, cells in table.rows} == {columns}


def test_every_title_of_a_real_registry_is_canonical():
    with (DATA / "ngos_isfahan_cp1256.csv").open("rb") as file:
        table = read_table(file, filename="x")
    assert table.header == [
        "نام تشکل", "شناسه", "شهر", "موضوع", "سطح", "ت تاسیس", "نام مدیرعامل", "همراه",
        "ش پروانه", "ت پروانه", "تعداد عضو",
    ]  # fmt: skip


def test_row_numbers_are_those_of_the_spreadsheet():
    with (DATA / "ngos_qazvin.xlsx").open("rb") as file:
        table = read_table(file, filename="x.xlsx")
    assert table.sheets == ["سمن‌ها", "راهنما"]
    assert table.rows[0][0] == 3
    assert table.rows[0][1][0] == "مجمع طلوع آوای زندگی"
    assert table.rows[-1][0] == 246
