"""Registers as offices write them, generated with what is meant.

Each file mixes a container, titles, spellings of dates, numbers, identifiers and words, and things
that stand between the rows.
"""

import csv
import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

import xlsxwriter
from hypothesis import strategies as st

from ngos.models import NGO
from persian.dates import MONTHS, jalali_iso, parse_rough, to_jalali
from persian.numbers import ascii_digits, format_number, persian_digits
from persian.text import canonical, fold
from tests.cast import legal_id

# -- what is meant, and how it is written ---------------------------------------------------------


# What a cell says that says nothing: an error of a spreadsheet, a dash.
NOTHING = (None, "", "unknown")


@dataclass(frozen=True)
class Meant:
    """A cell: what it says, and how it stands in a file of text and in a workbook."""

    value: Any
    text: str
    native: Any = None  # in a workbook, where that is no text

    def as_it_stands(self, in_workbook: bool) -> Any:
        return self.text if self.native is None or not in_workbook else self.native


Draw = Callable[[Any], Any]
NAMES = ("یاری", "مهر", "باران", "سپید", "نور", "امید", "دانش", "پویا", "آوا", "نیک", "راه", "سبز")
ARABIC = str.maketrans("یک", "يك")
spelled = st.sampled_from(
    (str, persian_digits, lambda text: f" {text} ", lambda text: f"{text}\u00a0",
     lambda text: f"\u200e{text}")
)  # fmt: skip


def _name(draw: Draw, number: int) -> Meant:
    name = f"انجمن {NAMES[number % 12]} {NAMES[number // 12 % 12]} رشت"
    changes = (str, lambda text: text.translate(ARABIC), lambda text: text.replace(" ", "  "),
               lambda text: text.replace("ا", "اـ", 1))  # fmt: skip
    change = draw(st.sampled_from(changes))
    return Meant(fold(name), change(name))


def _legal_id(draw: Draw, number: int) -> Meant:
    plain = legal_id(700_000 + number)
    spellings = (plain, persian_digits(plain), f'="{plain}"', f"'{plain}", f"{plain}.0",
                 f"{plain[:3]} {plain[3:]}", f"{plain}\t")  # fmt: skip
    text = draw(st.sampled_from(spellings))
    return Meant(plain, text, draw(st.sampled_from([None, int(plain), float(plain)])))


def _registration_no(draw: Draw, number: int) -> Meant:
    plain = f"{100 + number}"
    if draw(st.booleans()):
        plain = f"00{plain}"
        text = draw(st.sampled_from([plain, persian_digits(plain), f'="{plain}"', f"'{plain}"]))
        return Meant(plain, text)
    text = draw(st.sampled_from([plain, f"{plain}.0", persian_digits(plain), f'="{plain}"']))
    return Meant(plain, text, draw(st.sampled_from([None, int(plain), float(plain)])))


def _phone(draw: Draw, number: int) -> Meant:
    plain = f"0133311{2000 + number}"
    text = draw(st.sampled_from([plain, persian_digits(plain), f'="{plain}"', f"'{plain}",
                                 f"013-{plain[3:]}", f"{plain[1:]}.0", plain[1:]]))  # fmt: skip
    return Meant(plain.lstrip("0"), text)


def _members(draw: Draw, number: int) -> Meant:
    count = draw(st.integers(1, 9_999))
    grouped = f"{count:,}"
    text = draw(st.sampled_from([
        str(count), persian_digits(str(count)), grouped, format_number(count), f"{count}.0",
        f"{count} نفر", f"{persian_digits(grouped)} نفر", f"تعداد: {count}", f"حدود {count}",
        f"{count}+", f"'{count}", f'="{count}"', f"{count} عضو",
    ]))  # fmt: skip
    return Meant(count, text, draw(st.sampled_from([None, count, float(count)])))


def _of_men_and_women(draw: Draw, number: int) -> Meant:
    men, women = draw(st.integers(1, 50)), draw(st.integers(1, 50))
    text = draw(st.sampled_from([f"{men} مرد و {women} زن", f"{men}+{women}", f"{men} تا {women}",
                                 "12,5", f"{men}/{women}", "چند"]))  # fmt: skip
    return Meant(men + women, text)


_DAYS = st.dates(datetime.date(1990, 3, 21), datetime.date(2024, 3, 19))


def _date_text(day: datetime.date, style: str) -> Meant:
    jalali = to_jalali(day)
    year, month, date = jalali.year, jalali.month, jalali.day
    texts = {
        "iso": jalali_iso(day), "persian": persian_digits(jalali_iso(day)),
        "short": f"{year % 100:02}/{month:02}/{date:02}", "last": f"{date}/{month}/{year}",
        "dots": f"{year}.{month}.{date}", "words": f"{date} {MONTHS[month - 1]} {year}",
        "compact": f"{year}{month:02}{date:02}", "gregorian": day.isoformat(),
        "zone": f"{day.isoformat()}T00:00:00+03:30", "year": str(year),
        "month": f"{MONTHS[month - 1]} {year}", "slash": f"{year}/{month:02}",
        "day_first": f"{date:02}/{month:02}/{year % 100:02}", "serial": str((day - _EPOCH).days),
        "weekday": f"مورخ {jalali_iso(day)}", "real": jalali_iso(day),
    }  # fmt: skip
    native = {"serial": (day - _EPOCH).days, "real": day}.get(style)
    is_rough = style in ("year", "month", "slash")  # and no day is meant, nor any other year
    return Meant(parse_rough(texts[style]) if is_rough else day, texts[style], native)


_EPOCH = datetime.date(1899, 12, 30)
WHOLE = ("iso", "persian", "last", "dots", "words", "compact", "gregorian", "zone", "weekday")
OPEN = ("short", "day_first", "year", "month", "slash", "serial", "real")


def _dates(draw: Draw, styles: tuple[str, ...]) -> Callable[[Draw, int], Meant]:
    """A column is written in one style, with a few cells in others."""
    main = draw(st.sampled_from(styles))

    def cell(draw: Draw, number: int) -> Meant:
        style = main if draw(st.integers(0, 5)) else draw(st.sampled_from(WHOLE + OPEN))
        return _date_text(draw(_DAYS), style)

    return cell


# The word of a file, and what it says; "unknown" where it asserts nothing that a register has.
STATUSES = {
    "فعال": "active", "دایر": "active", "غیر فعال": "inactive", "غیرفعال": "inactive",
    "تعلیق شده": "suspended", "معلق": "suspended", "لغو مجوز": "revoked", "ابطال شده": "revoked",
    "منحل شده": "dissolved", "انحلال": "dissolved", "در دست بررسی": "unknown", "نامشخص": "unknown",
    "پرونده در شورا": "unknown", "ـ": "unknown", "": "unknown", "فعال نیست": "inactive",
    "عدم فعالیت": "inactive",
}  # fmt: skip
ANSWERS = {
    "فعال": "active", "غیرفعال": "inactive", "بله": "active", "خیر": "inactive", "✓": "active",
    "*": "active", "TRUE": "active", "0": "inactive", "دارد": "active", "ندارد": "inactive",
    "نیمه فعال": "unknown",
}  # fmt: skip
COUNTIES = ("رشت", "لاهیجان", "رودسر", "تالش")
FIELDS = ("خیریه", "سلامت و درمان", "زنان و خانواده")


def _status(draw: Draw, number: int) -> Meant:
    word = draw(st.sampled_from(list(STATUSES)))
    return Meant(STATUSES[word], word)


def _county(draw: Draw, number: int) -> Meant:
    county = draw(st.sampled_from(COUNTIES))
    before = draw(st.sampled_from(["", "شهرستان ", " "]))
    return Meant(county, before + county)


def _answer(draw: Draw, number: int) -> Meant:
    """Of a column whose title asks whether an NGO is active."""
    word, value = draw(st.sampled_from(list(ANSWERS.items())))
    return Meant(value, word, draw(st.sampled_from([None, {"TRUE": True, "0": 0}.get(word)])))


def _in_thousands(draw: Draw, number: int) -> Meant:
    count = draw(st.integers(1, 99))
    return Meant(count * 1000, draw(st.sampled_from([str(count), f"{count}.0"])), count)


def _field(draw: Draw, number: int) -> Meant:
    value = draw(st.sampled_from(FIELDS))
    if draw(st.integers(0, 5)) == 0:  # several things in a cell: the first is the field
        between = draw(st.sampled_from(["، ", " / ", "؛ ", "\n", " - "]))
        return Meant(value, between.join([value, draw(st.sampled_from((*FIELDS, "کاوش")))]))
    return Meant(value, draw(st.sampled_from([value, value.replace("ی", "ي"), f"{value} "])))


def _ceo(draw: Draw, number: int) -> Meant:
    first, last = draw(st.sampled_from([("مریم", "نمونه"), ("علی", "آزمون"), ("زهرا", "راستین")]))
    name = f"{first} {last}"
    text = draw(st.sampled_from([name, f"{name} (09700000{100 + number})", name.replace("ی", "ي"),
                                 f"{name} - 0970 000 0{100 + number}"]))  # fmt: skip
    return Meant(fold(name), text)


SPOILED = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "-", "—", "ندارد", "نامشخص", "؟", "########")


def _perhaps_spoiled(draw: Draw, name: str, cell: Meant) -> Meant:
    """Now and then a cell has an error in its place, or what another encoding has made of it."""
    chance = draw(st.integers(0, 30))
    if chance == 0 and name not in NEEDED:
        return Meant(None, draw(st.sampled_from(SPOILED)))
    if chance == 1 and name in ("name", "ceo_name", "address"):
        garbled = cell.text.encode().decode(draw(st.sampled_from(["cp1252", "latin-1"])), "replace")
        return Meant(cell.value, garbled)
    if chance == 2 and name in ("name", "ceo_name", "address"):
        return Meant(
            cell.value, cell.text.replace(" ", draw(st.sampled_from(["&nbsp;", "<br />"])), 1)
        )
    return cell


def _address(draw: Draw, number: int) -> Meant:
    text = f'رشت، خیابان "معلم"، پلاک {number}; واحد ۳'
    return Meant(fold(canonical(text)), text)


# For each field its titles, what writes it, and how what is stored is compared.
TITLES: dict[str, tuple[str, ...]] = {
    "name": (
        "نام سازمان",
        "عنوان تشکل",
        "نام مؤسسه",
        "نام سمن",
        "نام انجمن",
        "نام سازمان مردم‌نهاد",
        "نام سازمان (لطفاً کامل نوشته شود)",
    ),
    "legal_id": ("شناسه ملی", "شناسهٔ ملی", "شناسه ملي", "شناسه ملی سازمان", "ستون الف"),
    "county": ("شهرستان", "شهرستان محل فعالیت"),
    "field": ("موضوع فعالیت", "حوزه فعالیت", "زمینه فعالیت"),
    "registration_no": ("شماره ثبت", "ش ثبت", "شماره‌ی ثبت"),
    "phone": ("تلفن ثابت", "شماره تلفن", "تلفن"),
    "member_count": ("تعداد اعضا", "تعداد اعضاء", "تعداد اعضا (نفر)"),
    "founded_on": ("تاریخ تأسیس", "تاریخ تاسیس", "تاریخ تأسیس (روز/ماه/سال)"),
    "licence_issued_on": ("تاریخ صدور پروانه", "تاریخ صدور مجوز"),
    "status": ("وضعیت", "وضعیت فعالیت"),
    "ceo_name": ("مدیرعامل", "نام مدیرعامل", "مدیر عامل"),
    "address": ("نشانی", "آدرس"),
}
# Titles under which cells are written otherwise.
ASKING, IN_THOUSANDS = "فعال/غیرفعال", "تعداد اعضا (هزار نفر)"
# Columns that are nobody's, or somebody else's: nothing of them may be stored.
STRANGERS = {
    "نام مؤسس": "رضا بیگانه", "موبایل معرف": "09700009999", "تعداد اعضای زن": "777",
    "تاریخ ثبت درخواست": "1377/07/07", "شماره پرونده": "7/777", "ردیف": "7",
    "کد ملی مدیرعامل": "9991000011",
}  # fmt: skip
DATES = ("founded_on", "licence_issued_on")
NEEDED = ("name", "legal_id", "county", "field")


def stored_of(ngo: NGO, name: str) -> Any:
    """What is registered, as it is compared."""
    value = getattr(ngo, name)
    if name in ("county", "field"):
        return value.name if value else None
    if name in ("name", "ceo_name", "address"):
        return fold(value)
    if name == "phone":
        return "".join(filter(str.isdigit, ascii_digits(value))).lstrip("0")
    return value


# -- the file -------------------------------------------------------------------------------------


@dataclass
class Register:
    """A generated file: its bytes, and what is meant at each row, by field."""

    content: bytes = field(repr=False)
    file_name: str
    columns: dict[str, str | None]  # title → field
    rows: dict[int, dict[str, Meant]] = field(default_factory=dict)  # by number
    given: dict[str, str] = field(default_factory=dict)  # for all rows, by field


@dataclass
class Lines:
    """What stands in the file, line by line; `rows` are those that are NGOs."""

    titles: list[str]
    lines: list[list[Any]] = field(default_factory=list)
    rows: dict[int, dict[str, Meant]] = field(default_factory=dict)

    def add(self, cells: list[Any]) -> int:
        self.lines.append(cells)
        return len(self.lines)


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1256")
DELIMITERS = (",", ";", "\t", "|", "؛")


def as_text(lines: list[list[Any]], encoding: str, delimiter: str, quoting: Any) -> bytes | None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, quoting=quoting)
    for cells in lines:
        writer.writerow(["" if cell is None else cell for cell in cells])
    try:
        return file.getvalue().encode(encoding)
    except UnicodeEncodeError:
        return None


def _as_page(lines: list[list[Any]]) -> bytes:
    """What portals call an Excel file."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(str(cell or str()))}</td>' for cell in cells)}</tr>"
        for cells in lines
    )
    return (
        f"<html><head><meta charset='utf-8'></head><table border=1>{rows}</table></html>".encode()
    )


def _as_xml(lines: list[list[Any]]) -> bytes:
    """What Excel of 2003 called an XML spreadsheet."""
    rows = "".join(f"<Row>{''.join(map(_xml_cell, cells))}</Row>" for cells in lines)
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="فهرست">'
        f"<Table>{rows}</Table></Worksheet></Workbook>"
    ).encode()


def _xml_cell(cell: Any) -> str:
    data = "" if cell is None else f'<Data ss:Type="String">{escape(str(cell))}</Data>'
    return f"<Cell>{data}</Cell>"


def _as_workbook(
    lines: list[list[Any]],
    merged: list[tuple[int, int, int, str]],
    is_1904: bool,
    hidden: set[int],
) -> bytes:
    file = io.BytesIO()
    options = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "date_1904": is_1904,
    }  # fmt: skip
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("فهرست")
        day = book.add_format({"num_format": "yyyy/mm/dd"})
        for number, cells in enumerate(lines):
            if number in hidden:
                sheet.set_row(number, None, None, {"hidden": True})
            for place, cell in enumerate(cells):
                if isinstance(cell, bool):
                    sheet.write_boolean(number, place, cell)
                elif isinstance(cell, datetime.date):
                    sheet.write_datetime(
                        number, place, datetime.datetime.combine(cell, datetime.time()), day
                    )
                elif isinstance(cell, str):
                    sheet.write_string(number, place, cell)
                elif cell is not None:
                    sheet.write_number(number, place, cell)
        for first, last, place, text in merged:
            sheet.merge_range(first, place, last, place, text)
    return file.getvalue()


@st.composite
def registers(draw: Draw) -> Register:
    container = draw(st.sampled_from(["xlsx", "xlsx", "csv", "csv", "csv", "page", "xml"]))
    in_workbook, is_1904 = container == "xlsx", draw(st.integers(0, 4)) == 0
    optional = [name for name in TITLES if name not in NEEDED]
    names = [*NEEDED, *draw(st.lists(st.sampled_from(optional), min_size=2, unique=True))]
    is_grouped = draw(st.integers(0, 4)) == 0  # the county stands above the rows
    if is_grouped:
        names.remove("county")
    given = {}
    if draw(st.integers(0, 5)) == 0:  # the file lacks what is given for all rows
        names.remove("field")
        given["field"] = draw(st.sampled_from(FIELDS))
    names = draw(st.permutations(names))
    makers: dict[str, Callable[[Draw, int], Meant]] = {
        "name": _name, "legal_id": _legal_id, "county": _county, "field": _field,
        "registration_no": _registration_no, "phone": _phone, "status": _status,
        "ceo_name": _ceo, "address": _address,
        "member_count": draw(st.sampled_from([_members, _members, _members, _of_men_and_women])),
        "founded_on": _dates(draw, (*WHOLE, *OPEN)),
        "licence_issued_on": _dates(draw, (*WHOLE, *OPEN)),
    }  # fmt: skip
    strangers = draw(st.lists(st.sampled_from(list(STRANGERS)), max_size=2, unique=True))
    titles = [draw(st.sampled_from(TITLES[name])) for name in names] + strangers
    for name, title, maker in (
        ("status", ASKING, _answer), ("member_count", IN_THOUSANDS, _in_thousands),
    ):  # fmt: skip
        if name in names and draw(st.integers(0, 4)) == 0:
            titles[names.index(name)], makers[name] = title, maker
    width = len(titles)
    table = Lines(titles)
    for _above in range(draw(st.sampled_from([0, 0, 1, 2]))):
        table.add([draw(st.sampled_from(["فهرست سازمان‌های مردم‌نهاد استان گیلان", "سال ۱۴۰۲"])),
                   *[None] * (width - 1)])  # fmt: skip
    table.add(list(titles))
    if draw(st.integers(0, 5)) == 0:
        table.add(list(range(1, width + 1)) if in_workbook else list(map(str, range(1, width + 1))))
    county = ""
    merged: list[tuple[int, int, int, str]] = []
    for number in range(draw(st.integers(3, 9))):
        if is_grouped and number % 3 == 0:
            county = COUNTIES[number // 3 % len(COUNTIES)]
            table.add([f"شهرستان {county}", *[None] * (width - 1)])
        between = draw(st.integers(0, 11))
        if between == 0:
            table.add([None] * width)
        elif between == 1 and number:
            table.add(list(titles))
        elif between == 2 and number:
            table.add(["جمع", *[None] * (width - 1)])
        meant = {name: _perhaps_spoiled(draw, name, makers[name](draw, number)) for name in names}
        cells = [meant[name].as_it_stands(in_workbook) for name in names]
        if in_workbook and is_1904:  # a bare number counts its days from there
            cells = [
                cell - 1462 if name in DATES and type(cell) is int else cell
                for name, cell in zip(names, cells, strict=True)
            ]
        if is_grouped:
            meant["county"] = Meant(county, county)
        for name, value in given.items():
            meant[name] = Meant(value, value)
        at = table.add([*cells, *(STRANGERS[title] for title in strangers)])
        table.rows[at] = meant
    if draw(st.integers(0, 4)) == 0:
        table.add([None] * width)
        table.add(["توضیح: این فهرست در دبیرخانه تهیه شده است.", *[None] * (width - 1)])
    if in_workbook and not is_grouped and draw(st.integers(0, 3)) == 0:
        _merge_two(table, names.index("county"), merged)
    content, suffix = None, "xlsx"
    if in_workbook:
        some = st.sets(st.sampled_from([at - 1 for at in table.rows]), max_size=2)
        content = _as_workbook(table.lines, merged, is_1904, draw(some))
    elif container == "xml":
        suffix, content = "xls", _as_xml(table.lines)
    elif container == "page":
        suffix, content = "xls", _as_page(table.lines)
    else:
        encoding, delimiter = draw(st.sampled_from(ENCODINGS)), draw(st.sampled_from(DELIMITERS))
        quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        suffix = "csv"
        content = as_text(table.lines, encoding, delimiter, quoting)
        content = content or as_text(table.lines, "utf-8", ",", quoting)
    known = dict(zip(titles, [*names, *[None] * len(strangers)], strict=True))
    if is_grouped:
        known["شهرستان"] = "county"  # the headings become a column
    return Register(content or b"", f"فهرست.{suffix}", known, table.rows, given)


def _merge_two(table: Lines, place: int, merged: list[tuple[int, int, int, str]]) -> None:
    """One cell over the county of two rows that follow each other."""
    for at in table.rows:
        if at + 1 in table.rows:
            county = table.rows[at]["county"].value
            table.rows[at]["county"] = table.rows[at + 1]["county"] = Meant(county, county)
            table.lines[at - 1][place] = table.lines[at][place] = None
            merged.append((at - 1, at, place, county))
            return
