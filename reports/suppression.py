"""Small numbers: what is so few that a person might be known by it is not published, and neither is
what would tell it by subtraction from a total. The one home of this rule.
"""

from collections.abc import Sequence

SMALLEST = 5  # persons; fewer are hidden, none is not


def hidden(
    counts: Sequence[int], total: int, *, smallest: int = SMALLEST
) -> tuple[list[bool], bool]:
    """Which counts of disjoint groups are hidden, and whether their total is, too.

    A count from one to `smallest` - 1 is hidden. Where it would stand alone, the smallest of the
    others that is not zero is hidden with it; where there is none, or where what is hidden together
    is still that few, the total is hidden, too.
    """
    if sum(counts) != total:
        raise ValueError("The total is that of these groups.")
    found = [0 < count < smallest for count in counts]
    if not any(found):
        return found, 0 < total < smallest
    others = sorted((count, at) for at, count in enumerate(counts) if count and not found[at])
    if sum(found) == 1 and others:
        found[others.pop(0)[1]] = True
    together = sum(count for count, is_hidden in zip(counts, found, strict=True) if is_hidden)
    while together < smallest and others:
        count, at = others.pop(0)
        found[at], together = True, together + count
    return found, sum(found) == 1 or together < smallest
