"""Every spreadsheet at hand, whole and damaged, is a table or refused in words; nothing else.

The libraries of the development dependencies ship none in their wheels; those that some day do are
read with the others. So most are made here, by each writer that there is.
"""

import io
import random
import sysconfig
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font

from reading import ALL_SHEETS, Layout, Limits, Table, UnreadableFile, read_table
from tests.reading.test_groups import NUMBERED, alone, as_html, as_xlsx, ngo
from tests.reading.test_markup import row, spreadsheet
from tests.reading.test_workbooks import ROWS, ods, xls, xlsx

DATA = Path(__file__).parent.parent / "data"
LIBRARIES = Path(sysconfig.get_path("purelib"))
KINDS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".csv", ".tsv"}
SMALL = Limits(max_memory_bytes=1024 << 20, max_seconds=30)
DAMAGED = 12  # times that each file is damaged


def at_hand():
    """Spreadsheets that the libraries ship, and those of the tests."""
    shipped = (path for path in LIBRARIES.rglob("*.*") if path.suffix.lower() in KINDS)
    return sorted([*shipped, *(path for path in DATA.rglob("*.*") if path.suffix in KINDS)])


def by_openpyxl():
    book = openpyxl.Workbook()
    sheet = book.active
    for line in (["نام", "شهر", "حاصل"], ["علی", "رشت", "=1+1"], ["سارا", "فومن", "#REF!"]):
        sheet.append(line)
    sheet.merge_cells("B2:B3")
    sheet["A1"].font = Font(bold=True)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.freeze_panes = "A2"
    book.create_sheet("دیگر").append(["نام", "شهر", "حاصل"])
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def by_xlsxwriter():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True, "date_1904": True}) as book:
        sheet = book.add_worksheet()
        for number in range(300):
            sheet.write_row(number, 0, ["نام", "شهر"] if not number else [f"کس {number}", "رشت"])
        book.add_chartsheet()
        book.add_worksheet("پنهان").hide()
    return file.getvalue()


MADE = {
    "xlsx": lambda: xlsx(x=ROWS, y=ROWS), "xls": lambda: xls(ROWS), "ods": lambda: ods(ROWS),
    "openpyxl": by_openpyxl, "xlsxwriter": by_xlsxwriter,
    "headings": lambda: as_xlsx([NUMBERED, alone("شهرستان رشت"), ngo(1), ngo(2)]),
    "html": lambda: as_html([NUMBERED, alone("شهرستان رشت"), ngo(1), ngo(2)]),
    "xml": lambda: spreadsheet(row("نام", "شهر") + row("علی", "رشت")).encode(),
}  # fmt: skip


def answered(raw, **options):
    try:
        table = read_table(io.BytesIO(raw), filename="list", limits=SMALL, **options)
    except UnreadableFile as refused:
        return None if refused.message else pytest.fail(refused.code)
    assert {len(cells) for _, cells in table.rows} == {len(table.header)}
    numbers = [number for number, _cells in table.rows]
    assert numbers == sorted(set(numbers))
    assert all(doubt.message for doubt in table.doubts)
    return table


@pytest.mark.parametrize("path", at_hand(), ids=lambda path: path.name)
def test_every_spreadsheet_at_hand_is_answered(path):
    raw = path.read_bytes()
    table = answered(raw)
    if table is not None:
        again = answered(raw, layout=table.layout)
        assert again is not None
        assert again.rows == table.rows
        answered(raw, layout=Layout(sheet=ALL_SHEETS))


@pytest.mark.parametrize("name", MADE)
def test_what_each_writer_makes_is_read_and_damage_is_answered(name):
    raw = MADE[name]()
    assert isinstance(answered(raw), Table)
    chance = random.Random(name)
    for damage in [_overwritten, _cut] * (DAMAGED // 2):
        answered(damage(raw, chance))


@pytest.mark.parametrize("name", ["xlsx", "openpyxl", "headings", "ods"])
def test_parts_of_a_package_that_are_damaged_inside_are_answered(name):
    with zipfile.ZipFile(io.BytesIO(MADE[name]())) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    chance = random.Random(name)
    for _time in range(DAMAGED):
        part = chance.choice(sorted(parts))
        damaged = {**parts, part: chance.choice([_overwritten, _cut])(parts[part], chance)}
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for each, content in damaged.items():
                archive.writestr(each, content)
        answered(file.getvalue())


def _overwritten(raw, chance):
    damaged = bytearray(raw)
    for _time in range(chance.randint(1, 6)):
        damaged[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(damaged)


def _cut(raw, chance):
    return raw[: chance.randrange(1, len(raw))]
