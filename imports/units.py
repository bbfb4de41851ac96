"""What the title of a file's column says in brackets, where units stand."""

import re
import unicodedata

from persian.text import canonical, fold

_IN_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?").findall
# Remarks that are no unit.
_NO_UNIT = re.compile(
    r"(?:به)?(?:عدد|رقم|ارقام|حروف|شمسی|اختیاری|الزامی|ضروری|درصورتوجود|طبقپروانه|\d*)*"
).fullmatch


def remarks_of(title: str) -> list[str]:
    """What stands in brackets in a title and may be a unit."""
    remarks = (fold(found) or _sign(found) for found in _IN_BRACKETS(canonical(title)))
    return [remark for remark in remarks if remark and not _NO_UNIT(remark)]


def _sign(remark: str) -> str:
    """The sign of a currency, which folding drops."""
    return "".join(sign for sign in remark if unicodedata.category(sign) == "Sc")
