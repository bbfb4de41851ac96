"""The SQL functions of this room as Django expressions, for generated columns and annotations."""

from django.db.models import BooleanField, DateField, Func, TextField, Value
from django.db.models.functions import Cast, Concat


class Fold(Func):
    """`persian.text.fold` of a column that holds canonical text."""

    function = "public.persian_fold"
    arity = 1
    output_field = TextField()


class SortKey(Func):
    """`persian.text.sort_key` of canonical text; order by it under the collation "C"."""

    function = "public.persian_sort_key"
    arity = 1
    output_field = TextField()


def words(first: str, *others: str) -> Concat:
    """Columns of one row as one text, a space between them; for `Fold` and `SortKey`."""
    text = TextField()
    pieces: list[Cast | Value] = [Cast(first, text)]
    for other in others:
        pieces += [Value(" ", text), Cast(other, text)]
    return Concat(*pieces, output_field=text)


class _Is(Func):
    """Whether a column holds the normal form of an identifier; for constraints."""

    arity = 1
    output_field = BooleanField()
    conditional = True


class IsNationalID(_Is):
    function = "public.persian_is_national_id"


class IsLegalID(_Is):
    function = "public.persian_is_legal_id"


class IsMobile(_Is):
    function = "public.persian_is_mobile"


class IsPostalCode(_Is):
    function = "public.persian_is_postal_code"


class IsSheba(_Is):
    function = "public.persian_is_sheba"


class Today(Func):
    """The day it is in Tehran, by the database's clock."""

    template = "(now() AT TIME ZONE 'Asia/Tehran')::date"
    arity = 0
    output_field = DateField()
