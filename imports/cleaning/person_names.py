"""Names of persons: without the numbers that offices write beside them, and never a word that says
that nobody is there yet."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.cleaning.base import CellError, Cleaner, Doubtful, Maker
from imports.cleaning.spelling import as_line, text_of
from imports.cleaning.texts import fitting, guarded, refuse_no_text
from persian.personal_numbers import CODE, Takes, has_many_digits
from persian.text import fold

# What stands where a name is still to come, or no longer holds, folded.
_NOBODY = re.compile(
    "(?:در(?:حال|دست|شرف)|هنوز|بدون|فاقد|منتظر).*"
    "|.*(?:نشده(?:است|اند)?|نگردیده(?:است)?|نمیباشد|ندارد|نیست|مشخصنیست)"
    "|(?:متوفی|فوت|درگذشت|استعفا|مستعفی|برکنار|عزل|معزول|خالی|بلاتصدی|نامعلوم|نامشخص|مجهول|نامعین)"
    "(?:شده|کرده|نموده|داده|گردیده)?(?:است|اند)?"
    "|(?:سرپرست|مدیرعامل|بهزودی|متعاقبا(?:اعلام(?:میشود|میگردد)?)?|تستی?|test|انتخابات|مراجعهشود)"
).fullmatch
# With what such a text begins or ends; most names do neither, and are not looked at closer.
_STARTS = (
    "در", "هنوز", "بدون", "فاقد", "منتظر", "متوفی", "فوت", "استعفا", "مستعفی", "برکنار", "عزل",
    "معزول", "خالی", "بلا", "نام", "مجهول", "سرپرست", "مدیر", "ب", "متعاقب", "تست", "test", "Test",
    "TEST", "انتخابات", "مراجعه", "مشخص",
)  # fmt: skip
_ENDS = ("شده", "گردیده", "است", "اند", "باشد", "ندارد", "نیست")
_NUMBER = re.compile(r"(?:IR\s?)?\+?\(?\d(?:[\s\-._/()]{0,3}\d)+", re.I)
_CALLED = re.compile(  # what such a number is called
    r"(?<!\w)(?:با|کد\s?ملی|کدملی|ملی|موبایل|همراه|تلفن|تماس|شناسنامه|شبا|شماره|کد|شناسه|"
    r"[شمتک](?:\.\s?[متک])?)(?!\w)"
)
_DIGIT = re.compile(r"\d").search
_NAME = re.compile(r"[^\W\d_]+(?:[\s\u200c،.()/\-]+[^\W\d_]+)*\.?\)?").fullmatch
_AROUND = " \u200c،,؛;:/\\|-–—_.*+()[]{}"
_LETTERS = 3  # that a name has at least


def person_name(max_length: int) -> Maker:
    """The name of a person. Numbers beside it are left out with a warning where the rest is clearly
    a name."""

    def clean(name: str) -> str | Doubtful:
        if (name.startswith(_STARTS) or name.endswith(_ENDS)) and _NOBODY(fold(name)):
            raise CellError(
                "nobody",
                _("“%(value)s” is no name. Write the name, or leave the cell empty."),
                {"value": name},
            )
        if _DIGIT(name) is None:
            return fitting(name, max_length)
        bare = _without_numbers(name)
        if bare is None:
            value = guarded(name, max_length, Takes.NOTHING)
            raise CellError(
                "digits_in_a_name",
                _("There are digits in this name. Write the name alone."),
                {"value": value},
            )
        is_personal = has_many_digits(name)
        return Doubtful(
            fitting(bare, max_length),
            CellError(
                CODE if is_personal else "digits_in_a_name",
                _("There are digits beside this name; they were left out."),
            ),
        )

    def read(cell: Any) -> str | Doubtful | None:
        if cell.__class__ is not str:
            refuse_no_text(cell)
            cell = text_of(cell)
        return None if cell is None else clean(cell)

    return lambda province_id: Cleaner(read, as_line)


def _without_numbers(name: str) -> str | None:
    """The name without numbers of several digits and what they are called; None where what stays
    is not clearly a name."""
    pieces = (_CALLED.sub(" ", piece).strip(_AROUND) for piece in _NUMBER.split(name))
    bare = "، ".join(" ".join(piece.split()) for piece in pieces if piece)
    if bare.count("(") > bare.count(")"):
        bare = f"{bare})"
    letters = sum(map(str.isalpha, bare))
    return bare if letters >= _LETTERS and _NAME(bare) else None
