"""The provinces and counties of Iran.

Names and codes are those of the national divisions published by the Statistical Centre of Iran
(مرکز آمار ایران, «تقسیمات کشوری», amar.org.ir/geo), about 1403: 31 provinces with codes of two
digits, 484 counties with codes of four, the first two being the province's. `provinces.csv` and
`iran.csv` hold these facts in the spelling this register stores, with the other names that
registries use.

The newest counties, ترکمانچای and عشق‌آباد, have no code here: it could not be confirmed.

Aliases that differ from a name only in what `persian.text.fold` ignores (spaces, half-spaces,
hamza, alef forms) are not listed. Within a province no name or alias folds like that of another
county.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """A province: its code («10»), its name («اصفهان») and its other names."""

    code: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountyRow:
    """A county: its code («1012»; None where it is not confirmed), names and seat («زرین‌شهر»)."""

    province_code: str
    code: str | None
    name: str
    aliases: tuple[str, ...]
    seat: str


def provinces() -> list[ProvinceRow]:
    """All provinces, by code."""
    return [
        ProvinceRow(code=row["code"], name=row["name"], aliases=_aliases(row["aliases"]))
        for row in _rows("provinces.csv")
    ]


def counties() -> list[CountyRow]:
    """All counties, by province and code; those without a code come last in their province."""
    return [
        CountyRow(
            province_code=row["province_code"],
            code=row["county_code"] or None,
            name=row["county"],
            aliases=_aliases(row["aliases"]),
            seat=row["seat"],
        )
        for row in _rows("iran.csv")
    ]


def load() -> list[ProvinceRow | CountyRow]:
    """All provinces, then all counties: every province comes before its counties."""
    return [*provinces(), *counties()]


def _rows(file_name: str) -> Iterator[dict[str, str]]:
    with (_HERE / file_name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, strict=True)


def _aliases(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
