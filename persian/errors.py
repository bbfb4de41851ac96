"""The one shape of error that the parsers of this room raise."""

from typing import Any


class PersianValueError(ValueError):
    """What was typed cannot be read.

    `code` is for programs (reports of an import, tests), `message` is a lazily translated msgid
    with `%(name)s` places, `params` fills them. `str(error)` is the sentence a person reads.
    """

    def __init__(self, code: str, message: Any, params: dict[str, Any] | None = None) -> None:
        super().__init__(code, message, params)
        self.code = code
        self.message = message
        self.params = params or {}

    def __str__(self) -> str:
        text = str(self.message)
        return text % self.params if self.params else text
