"""Taking times on a machine that also does other things, and saying what they show.

A ratio is of medians of runs that took turns, so that whatever else the machine did at that time
weighed on both sides.
"""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


def seconds(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def medians(times: Iterable[Sequence[float]]) -> list[float]:
    """The median of each column of times, a row for each turn."""
    return [statistics.median(column) for column in zip(*times, strict=True)]


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of the table: two figures, their ratio, and what the ratio must be.

    `at_least` or `at_most` bounds `ratio`. A claim that is not `required` is for the record.
    """

    subject: str
    ours: str
    yardstick: str
    theirs: str
    ratio: float
    at_least: float | None = None
    at_most: float | None = None
    required: bool = True

    @property
    def holds(self) -> bool:
        return (self.at_least is None or self.ratio >= self.at_least) and (
            self.at_most is None or self.ratio <= self.at_most
        )

    @property
    def target(self) -> str:
        if self.at_least is not None:
            return f"≥ {self.at_least:.3g}"
        return f"≤ {self.at_most:.3g}" if self.at_most is not None else "—"

    @property
    def outcome(self) -> str:
        if self.at_least is None and self.at_most is None:
            return "—"
        if self.holds:
            return "ok"
        return "MISSED" if self.required else "not yet"


def milliseconds(time_taken: float) -> str:
    return f"{time_taken * 1000:,.1f} ms"


def rate(rows: int, time_taken: float) -> str:
    return f"{time_taken:.2f} s, {rows / time_taken:,.0f} rows/s"


def table(claims: list[Claim]) -> str:
    head = ("what", "here", "compared with", "there", "ratio", "target", "")
    lines = [head] + [
        (
            claim.subject, claim.ours, claim.yardstick, claim.theirs, f"{claim.ratio:,.2f}",
            claim.target, claim.outcome,
        )
        for claim in claims
    ]  # fmt: skip
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    written = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    written.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(written)
