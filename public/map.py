"""The provinces as tiles, each about where it lies: how many NGOs the register shows of each.

West is on the left as on every map, whatever the direction of writing.
"""

from dataclasses import dataclass

from persian.dates import today
from public.register import rows

# The provinces from north to south, in each row from west to east, with the column of the first.
_ROWS: tuple[tuple[tuple[int, str], ...], ...] = (
    ((0, "آذربایجان غربی"), (1, "آذربایجان شرقی"), (2, "اردبیل")),
    ((0, "کردستان"), (1, "زنجان"), (2, "گیلان"), (3, "مازندران"), (4, "گلستان"),
     (5, "خراسان شمالی")),
    ((0, "کرمانشاه"), (1, "همدان"), (2, "قزوین"), (3, "البرز"), (4, "تهران"), (5, "سمنان"),
     (6, "خراسان رضوی")),
    ((0, "ایلام"), (1, "لرستان"), (2, "مرکزی"), (3, "قم"), (6, "خراسان جنوبی")),
    ((1, "خوزستان"), (2, "چهارمحال و بختیاری"), (3, "اصفهان"), (4, "یزد")),
    ((2, "کهگیلویه و بویراحمد"), (3, "فارس"), (5, "کرمان"), (6, "سیستان و بلوچستان")),
    ((2, "بوشهر"), (4, "هرمزگان")),
)  # fmt: skip
PLACES = {
    name: (row, column) for row, names in enumerate(_ROWS) for column, name in names
}  # fmt: skip
SHADES = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """One province: its row and column from the north-west, and a shade from 0 (none) up."""

    name: str
    row: int
    column: int
    ngos: int
    shade: int
    is_chosen: bool


def provinces_map(chosen: str) -> list[Tile]:
    """A tile of every province, in the order of reading."""
    counted = {row["province"]: row["ngos"] for row in rows("public_counts(%s)", [today()])}
    most = max(counted.values(), default=0)
    return [
        Tile(name, row, column, number, -(-number * SHADES // most) if most else 0, name == chosen)
        for name, (row, column) in PLACES.items()
        for number in (counted.get(name, 0),)
    ]
