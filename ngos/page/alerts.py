"""What an official should notice about an NGO."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise


class Severity(StrEnum):
    ERROR = "error"  # something is against the rules now
    WARNING = "warning"  # something soon will be, or nobody can tell


@dataclass(frozen=True)
class Alert:
    """One thing to notice. `code` is for programs; `tab` is where it can be put right, or the page
    at `address`."""

    code: str
    severity: Severity
    message: str | Promise
    params: dict[str, Any]
    tab: str
    address: str = ""

    @property
    def text(self) -> str:
        text = str(self.message)
        return text % self.params if self.params else text

    @property
    def rank(self) -> bool:
        """The gravest come first."""
        return self.severity != Severity.ERROR


def error(code: str, message: Promise, tab: str, **params: object) -> Alert:
    return Alert(code, Severity.ERROR, message, params, tab)


def warning(code: str, message: Promise, tab: str, **params: object) -> Alert:
    return Alert(code, Severity.WARNING, message, params, tab)
