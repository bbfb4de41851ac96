"""What the worker looks for, in the order in which the rooms have declared it."""

from collections.abc import Callable

# Does one thing that was asked for, if there is any; whether there was.
Work = Callable[[], bool]

_works: list[Work] = []


def worker(work_once: Work) -> None:
    """Have `manage.py work` ask this again and again. For `AppConfig.ready()`."""
    _works.append(work_once)


def work_once() -> bool:
    """Do one thing that somebody has asked for. False when nothing waits."""
    return any(work() for work in _works)
