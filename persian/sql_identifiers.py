"""The rules of `persian.identifiers` for normal forms, as PostgreSQL functions for constraints.

The database holds what the screens and the imports check, so that no path around them, a bulk
import or raw SQL, can store a number that cannot be right.
"""


def _function(name: str, pattern: str, test: str) -> str:
    """Not STRICT, though null for null: the planner can put no strict CASE in place of a call."""
    return (
        f"CREATE OR REPLACE FUNCTION public.{name}(value text) RETURNS boolean\n"
        f"LANGUAGE sql IMMUTABLE PARALLEL SAFE\n"
        f"RETURN CASE WHEN value ~ '{pattern}' THEN {test} WHEN value IS NOT NULL THEN false END;"
    )


def _digit(position: int) -> str:
    """The digit at a position, counted from one."""
    return f"(ascii(substr(value, {position}, 1)) - 48)"


_NATIONAL_SUM = " + ".join(f"{_digit(i + 1)} * {10 - i}" for i in range(9))
_LEGAL_WEIGHTS = (29, 27, 23, 19, 17)
_LEGAL_SUM = " + ".join(
    f"({_digit(i + 1)} + {_digit(10)} + 2) * {_LEGAL_WEIGHTS[i % 5]}" for i in range(10)
)

IDENTIFIERS_SQL = "\n".join(
    [
        _function(
            "persian_is_national_id",
            "^[0-9]{10}$",
            f"value <> '0000000000' AND {_digit(10)} = CASE WHEN ({_NATIONAL_SUM}) % 11 < 2 "
            f"THEN ({_NATIONAL_SUM}) % 11 ELSE 11 - ({_NATIONAL_SUM}) % 11 END",
        ),
        _function(
            "persian_is_legal_id",
            "^[0-9]{11}$",
            f"substr(value, 4, 6) <> '000000' AND {_digit(11)} = ({_LEGAL_SUM}) % 11 % 10",
        ),
        _function("persian_is_mobile", "^09[0-9]{9}$", "true"),
        _function("persian_is_postal_code", "^[13-9]{5}[0-9]{5}$", "value !~ '^(.)\\1{9}$'"),
        _function(
            "persian_is_sheba",
            "^IR[0-9]{24}$",
            "(substr(value, 5) || '1827' || substr(value, 3, 2))::numeric % 97 = 1",
        ),
    ]
)
NAMES = (
    "persian_is_national_id",
    "persian_is_legal_id",
    "persian_is_mobile",
    "persian_is_postal_code",
    "persian_is_sheba",
)
DROP_IDENTIFIERS_SQL = "\n".join(f"DROP FUNCTION public.{name}(text);" for name in NAMES)
