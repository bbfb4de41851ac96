"""`persian.text.fold` and `persian.text.sort_key` as PostgreSQL functions.

They feed generated columns, so they are IMMUTABLE, and each is one expression of built-in
functions that the planner puts in place of the call. Nothing depends on the locale of the
database: letters are listed, and `lower` under the collation "C" touches A–Z only.

They expect canonical text (`persian.text.canonical`), which is the only kind that is stored, and
then give what the Python functions give. When a rule in `persian.text` changes, add a migration
that replaces the functions and rewrites the generated columns.
"""

from .text import FOLD_LETTERS, SEPARATORS, SORT_ALPHABET, SORT_CODES, ZWNJ

# `translate` looks each character up from left to right, so the common ones stand first (a line
# break parts what is searched in), and what is left out of the result must stand last.
_COMMON = "ای\n0123456789نرمهد"
_BY_FREQUENCY = _COMMON + "توسبشکزلقعفحجخصپگطچذضظغثژ"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CHANGED = "".join(letter for letter, base in FOLD_LETTERS.items() if base)
_CHANGED_TO = "".join(filter(None, FOLD_LETTERS.values()))
_DROPPED = "".join(letter for letter, base in FOLD_LETTERS.items() if not base)
_PUNCTUATION = "".join(char for char in SEPARATORS if char not in (" ", ZWNJ))
_SORT_CODE = dict(zip(SORT_ALPHABET, SORT_CODES, strict=True))
_CHANGED_CODES = "".join(
    _SORT_CODE.get(letter) or _SORT_CODE.get(base, base)
    for letter, base in FOLD_LETTERS.items()
    if base
)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _codes(letters: str) -> str:
    return "".join(_SORT_CODE.get(letter, letter) for letter in letters)


def _function(name: str, expression: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION public.{name}(value text) RETURNS text\n"
        f"LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE\nRETURN {expression};"
    )


_LOWER = 'lower(value COLLATE "C")'
# Spaces and half-spaces are the commonest separators; `replace` drops them far faster.
_JOINED = f"replace(replace({_LOWER}, ' ', ''), {_literal(ZWNJ)}, '')"

FOLD_SQL = _function(
    "persian_fold",
    f"translate({_JOINED},\n"
    f"  {_literal(_BY_FREQUENCY + _CHANGED + _LATIN + _DROPPED + _PUNCTUATION)},\n"
    f"  {_literal(_BY_FREQUENCY + _CHANGED_TO + _LATIN)})",
)

SORT_KEY_SQL = _function(
    "persian_sort_key",
    f"btrim(replace(translate(replace({_LOWER}, {_literal(ZWNJ)}, ''),\n"
    f"  {_literal(' ' + _BY_FREQUENCY + _CHANGED + _LATIN + _DROPPED + _PUNCTUATION)},\n"
    f"  {_literal(' ' + _codes(_BY_FREQUENCY) + _CHANGED_CODES + _LATIN)}), '  ', ' '))",
)

DROP_FOLD_SQL = "DROP FUNCTION public.persian_fold(text);"
DROP_SORT_KEY_SQL = "DROP FUNCTION public.persian_sort_key(text);"
