"""Papers of other rooms that the public page of checking knows by their codes.

A room declares a check in `AppConfig.ready()`: given a code, it tells of its paper, or nothing. It
says nothing personal but what stands on the paper itself, which whoever asks holds in their hand.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True)
class PublicPaper:
    """What the public page shows: whether the paper holds, in a word and a sentence, what it is
    about, and facts of it."""

    holds: bool
    word: Promise | str
    sentence: Promise | str
    about: str
    facts: Sequence[tuple[Promise | str, str]] = field(default_factory=tuple)


Check = Callable[[str], PublicPaper | None]
_checks: list[Check] = []


def declare(check: Check) -> None:
    """Let the public page know papers of another room. For `AppConfig.ready()`."""
    _checks.append(check)


def paper_of(code: str) -> PublicPaper | None:
    """The paper of a code, as it is stored; None where no room knows it."""
    return next((found for check in _checks if (found := check(code)) is not None), None)
