"""Some cells of each column of a file, and what they look like together."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from imports.cleaning import Cell
from imports.looks import Looks, looks
from persian.text import canonical
from reading import Table

SAMPLED_ROWS = 300  # spread over the file
MOST_VALUES = 60  # different ones of a column
FIRST_VALUES = 12  # after which a field is given up that takes less than half of them
TELLING = 0.8  # share of the sample
MOST_WORDS, LONGEST_WORDS = 8, 3  # different ones of a short list, and words of one of them
YEARS = range(1300, 1500)
_NUMBER = re.compile(r"\d{1,18}").fullmatch
_L = Looks


@dataclass(frozen=True)
class Sample:
    """Some cells of the column of a file at this place, with how many of them are equal."""

    place: int
    cells: Mapping[Any, int]

    @cached_property
    def kinds(self) -> Counter[Looks]:
        found: Counter[Looks] = Counter()
        for cell, times in self.cells.items():
            if (kind := looks(cell)) is not None:
                found[kind] += times
        return found

    @cached_property
    def meant(self) -> list[Cell]:
        """The different cells that stand for something."""
        return [cell for cell in self.cells if looks(cell) is not None]

    @property
    def size(self) -> int:
        return sum(self.kinds.values())

    @property
    def kind(self) -> Looks:
        """What most of it looks like."""
        return self.kinds.most_common(1)[0][0] if self.kinds else _L.MIXED

    @cached_property
    def numbers(self) -> list[int]:
        """The different whole numbers, as they come; none where most cells are others."""
        texts = (canonical(str(cell)) for cell in self.meant)
        found = [int(text) for text in texts if _NUMBER(text)]
        return found if len(found) >= TELLING * len(self.meant) else []

    @property
    def is_of_years(self) -> bool:
        return bool(self.numbers) and all(number in YEARS for number in self.numbers)

    @property
    def is_of_local_phones(self) -> bool:
        """Eight digits, as within a city; no count of anything, and no number of a paper."""
        return bool(self.numbers) and all(2 * 10**7 <= number < 10**8 for number in self.numbers)

    @property
    def counts_the_rows(self) -> bool:
        """Whether they go up by the same step: numbers of rows are nobody's."""
        steps = {after - before for before, after in pairwise(self.numbers)}
        return len(steps) == 1 and min(steps) > 0

    @property
    def is_of_few_words(self) -> bool:
        """Whether a few words stand there over and over."""
        words = [cell for cell in self.meant if looks(cell) is _L.WORDS]
        return (
            2 <= len(words) <= MOST_WORDS
            and self.size >= 2 * len(words)
            and self.kinds[_L.WORDS] >= TELLING * self.size
            and all(len(str(word).split()) <= LONGEST_WORDS for word in words)
        )

    def share(self, is_taken: Callable[[Any], bool]) -> float:
        """How much of what stands there is taken; 0 where the first values say: little."""
        meant = self.meant
        if not meant:
            return 0.0
        first = sum(map(is_taken, meant[:FIRST_VALUES]))
        if first * 2 < min(len(meant), FIRST_VALUES):
            return 0.0
        return (first + sum(map(is_taken, meant[FIRST_VALUES:]))) / len(meant)


def samples(table: Table) -> list[Sample]:
    """A sample of each column of the table, of rows that are spread over it."""
    step = max(1, len(table.rows) // SAMPLED_ROWS)
    rows = [cells for _number, cells in table.rows[::step][:SAMPLED_ROWS]]
    found = []
    for index in range(len(table.header)):
        counted = Counter(
            (cell.__class__, cell) for cells in rows if (cell := cells[index]) is not None
        )
        cells: dict[Any, int] = {}
        for (_class, cell), times in counted.most_common(MOST_VALUES):
            cells[cell] = cells.get(cell, 0) + times
        found.append(Sample(index, cells))
    return found
