"""How a long step tells whoever waits for it how far it has come."""

from typing import Protocol


class Progress(Protocol):
    """Is told the step, and how many rows of how many are done where that is known."""

    def __call__(self, step: str, done: int = 0, total: int = 0, /) -> None: ...


def quiet(step: str, done: int = 0, total: int = 0, /) -> None:
    """For steps that nobody watches."""
