"""Invented registers as untidy as real ones: mixed digits and letters, stray spaces, many dates."""

import csv
import io
import random
from collections.abc import Iterable, Iterator

from accounts.models import County
from ngos.models import Field
from tests.bench import database
from tests.bench.words import FAMILIES, FIRST_WORDS, GIVEN_NAMES, STREETS, WORDS

HEADER = (
    "نام سازمان", "شناسه ملی", "شماره ثبت", "شهرستان", "حوزه فعالیت", "سطح فعالیت", "تاریخ تأسیس",
    "مدیرعامل", "تلفن همراه", "شماره پروانه", "تاریخ صدور پروانه", "تعداد اعضا", "نشانی",
    "رایانامه",
)  # fmt: skip
MONTHS = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_ARABIC_LETTERS = str.maketrans("یک", "يك")


def register_file(rows: int, *, first: int = 0) -> bytes:
    """A CSV file of so many NGOs of the home province, as an office would send it.

    One row in a hundred cannot be taken; two registers with other `first` have no NGO in common.
    """
    counties = list(County.objects.filter(province=database.home()).values_list("name", flat=True))
    fields = list(Field.objects.values_list("name", flat=True))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(_rows(random.Random(first), range(first, first + rows), counties, fields))
    return text.getvalue().encode()


def _rows(
    dice: random.Random, numbers: Iterable[int], counties: list[str], fields: list[str]
) -> Iterator[list[str]]:
    for number in numbers:
        year, month, day = dice.randint(1380, 1400), dice.randint(1, 6), dice.randint(1, 31)
        yield [
            _untidy(
                dice, " ".join((dice.choice(FIRST_WORDS), dice.choice(WORDS), dice.choice(WORDS)))
            ),
            _digits(dice, _legal_id(number) if dice.random() > 0.01 else "1402900"),
            _digits(dice, str(dice.randint(1000, 99999))),
            _untidy(dice, dice.choice(counties)),
            _untidy(dice, dice.choice(fields)),
            _untidy(dice, dice.choice(("شهرستانی", "شهرستانی", "استانی", "ملی"))),
            _date(dice, year, month, day),
            _untidy(dice, f"{dice.choice(GIVEN_NAMES)} {dice.choice(FAMILIES)}"),
            _mobile(dice),
            _digits(dice, f"{dice.randint(100, 9999)}/{year + 1}"),
            _date(dice, year + 1, month, day),
            _digits(dice, str(dice.randint(20, 900))),
            _untidy(
                dice, f"{dice.choice(STREETS)}، {dice.choice(WORDS)}، شماره {dice.randint(1, 400)}"
            ),
            dice.choice(
                ("-", "ندارد", "", f"office{number}@example.org", f"office{number}@example.org")
            ),
        ]


def _legal_id(number: int) -> str:
    body = f"99{51_000_000 + number}"
    last = int(body[9]) + 2
    weights = (29, 27, 23, 19, 17)
    total = sum((int(digit) + last) * weights[i % 5] for i, digit in enumerate(body))
    return f"{body}{total % 11 % 10}"


def _untidy(dice: random.Random, text: str) -> str:
    chance = dice.random()
    if chance < 0.35:
        text = text.translate(_ARABIC_LETTERS)
    elif chance < 0.45:
        text = text.replace(" ", "  ")
    elif chance < 0.5:
        text = f" {text} "
    elif chance < 0.53:
        text = f"{text[:2]}ـ{text[2:]}"
    elif chance < 0.58:
        text = text.replace("\u200c", " ")
    return text


def _digits(dice: random.Random, text: str) -> str:
    chance = dice.random()
    if chance < 0.35:
        return text.translate(_PERSIAN)
    return text.translate(_ARABIC) if chance < 0.5 else text


def _mobile(dice: random.Random) -> str:
    number = f"0970{dice.randint(0, 9_999_999):07}"
    return _digits(
        dice, dice.choice((number, number, number[1:], f"{number[:4]}-{number[4:7]}-{number[7:]}"))
    )


def _date(dice: random.Random, year: int, month: int, day: int) -> str:
    written = dice.choice(
        (
            f"{year}/{month:02}/{day:02}", f"{year}/{month:02}/{day:02}",
            f"{year}-{month:02}-{day:02}", f"{year}.{month}.{day}", f"{day:02}/{month:02}/{year}",
            f"{year}{month:02}{day:02}",
            f"{day} {MONTHS[month - 1]} {year}",
        )
    )  # fmt: skip
    return _digits(dice, written)
