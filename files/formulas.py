"""Text that a spreadsheet would run as a formula, made harmless in files and read back unharmed.

A cell whose first visible sign begins a formula is written behind an apostrophe, which spreadsheets
show as plain text. Spaces, control and formatting characters and quotes do not hide the sign.
"""

import re
import unicodedata

# What spreadsheets pass over when they look for the beginning of a formula.
PASSED_OVER = "'\"`" + "".join(
    char
    for char in map(chr, range(0x10000))
    if unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp")
)
SIGNS = tuple("=+-@|%＝＋－＠｜％")
_NUMBER = re.compile(r"[+\-]?[0-9]+(\.[0-9]+)?", re.ASCII).fullmatch


def is_formula(value: str) -> bool:
    """Whether a spreadsheet could run this text. Plain numbers with a sign are none."""
    return value.lstrip(PASSED_OVER).startswith(SIGNS) and _NUMBER(value) is None


def disarmed(value: str) -> str:
    """The text as it may stand in a cell of a file."""
    return f"'{value}" if is_formula(value) else value


def armed(value: str) -> str:
    """The text that was disarmed."""
    return value[1:] if value[:1] == "'" and is_formula(value[1:]) else value
