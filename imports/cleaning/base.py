"""What a cleaner is: it makes the value that is stored of what stands in a cell."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from imports.cleaning import signs
from persian.errors import PersianValueError
from reading.doubts import Doubt

Cell = str | int | float | bool | datetime.date | datetime.datetime | None

_ZEROS = ("0", 0)


class Severity(StrEnum):
    REFUSES = "error"  # the row cannot be taken
    WARNS = "warning"  # the row is taken, the cell left out or, of a `Doubtful` value, taken


class CellError(PersianValueError):
    """Why a cell cannot be taken: a code for programs and a message for people."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What `read` gives where the value is taken and yet a person should look at the cell: the
    warning says what was assumed."""

    value: Any
    warning: PersianValueError


@dataclass(frozen=True, slots=True)
class Seen:
    """All cells of one column of a file: a cleaner may decide for the column as a whole."""

    cells: Sequence[Cell]
    numbers: Sequence[int]  # of their rows
    is_1904: bool  # days are counted from 1904
    in_workbook: bool


class Cleaner:
    """Cleans the cells of one column.

    `spell` gives the spelling of many texts at once, None for those that stand for nothing. `read`
    makes the value of a text so spelled, or of a cell that is no text; a `Doubtful` where its row
    is to be warned. `words` are what the column accepts where that is a short list, one spelling of
    each. `doubts` are about the column. Cells of `blank` signs alone are empty ones.
    """

    blank = signs.BLANK
    looks_at_the_column = False  # whether `seen` is of use
    doubts: Sequence[Doubt] = ()

    def __init__(
        self,
        read: Callable[[Any], Any],
        spell: "Callable[[Sequence[str]], list[str | None]]",
        words: Iterable[str] = (),
        *,
        keeps_zero: bool = False,
    ) -> None:
        self.read, self.spell, self.words = read, spell, tuple(words)
        self.keeps_zero = keeps_zero

    def is_empty(self, cell: Cell) -> bool:
        """Whether a spelled cell stands for nothing; a lone 0 does wherever nothing is counted."""
        return cell is None or (not self.keeps_zero and cell in _ZEROS and cell is not False)

    def signs_alone(self, cell: str) -> CellError | None:
        """What is wrong with a cell of signs that say nothing, and yet are not those of an empty
        one; None of any other cell."""
        if not signs.telling_signs(cell, self.blank):
            return None
        return CellError(
            "only_signs",
            _("“%(value)s” says nothing that can be taken. Write it out, or leave the cell empty."),
            {"value": cell.strip()},
        )

    def titled(self, title: str) -> "Cleaner":
        """The cleaner for a column of a file with this title, which may tell a unit."""
        return self

    def decided(self, values: Mapping[str, Any]) -> "Cleaner":
        """The cleaner where these values of policies are in force; without, their defaults are."""
        return self

    def answered(self, answers: Mapping[str, str]) -> "Cleaner":
        """The cleaner where an office has said what words of its files mean: by folded word, the
        word in use, or "" for nothing."""
        return self

    def seen(self, column: Seen) -> "Cleaner":
        """The cleaner for a column that looks like this as a whole; its `doubts` say what it has
        decided."""
        return self

    def __call__(self, cell: Cell) -> Any:
        """The value of one cell, or a `Doubtful` one. Raises PersianValueError with the reason why
        there is none."""
        spelled = self.spell([cell])[0] if isinstance(cell, str) else cell
        value = None if self.is_empty(spelled) else self.read(spelled)
        if value is None and isinstance(cell, str) and (error := self.signs_alone(cell)):
            raise error
        return value


class Maker(Protocol):
    """Makes a cleaner for one run of an import into one province.

    Without a province it knows the words of all of them, for lists that are still to be filled in.
    """

    def __call__(self, province_id: int | None) -> Cleaner: ...
