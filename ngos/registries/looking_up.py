"""What cleaners of registers look up: places, fields of activity, what a name tells."""

from typing import Any

from django.db import connection

from accounts.functions import callable_by
from accounts.models import County, Province
from accounts.scope import Kind
from ngos.models import Field
from ngos.registries import cell_words
from persian.text import fold

callable_by("ngos_field_not_known()", Kind.NATIONAL, Kind.PROVINCE, Kind.COUNTY, Kind.SYSTEM)
_TYPE_BY_WORD = sorted(
    ((fold(word), type_) for type_, known in cell_words.TYPE_WORDS.items() for word in known),
    key=lambda pair: -len(pair[0]),
)
_FIRST_WORDS = {fold(word) for word in cell_words.ANY_NGO} | {word for word, _type in _TYPE_BY_WORD}


def type_from_name(name_key: str) -> str:
    """The type that the first words of a folded name tell, or "" when they tell none."""
    return next((type_ for word, type_ in _TYPE_BY_WORD if name_key.startswith(word)), "")


def begins_like_a_name(folded: str) -> bool:
    """Whether a folded text begins as names of NGOs do, and goes on."""
    return any(folded.startswith(word) and len(folded) > len(word) for word in _FIRST_WORDS)


def label_of(choices: Any) -> Any:
    return lambda value: str(choices(value).label) if value else ""


def counties(province_id: int | None) -> Any:
    return County.objects.filter(**({} if province_id is None else {"province_id": province_id}))


def fields(province_id: int | None) -> Any:
    return Field.objects.all()


def level_fillers(province_id: int | None) -> set[str]:
    return {*cell_words.LEVEL_FILLERS, *cell_words.places(province_id)}


def issuer_fillers(province_id: int | None) -> set[str]:
    return {*cell_words.ISSUER_FILLERS, *cell_words.places(province_id)}


def provinces(province_id: int | None) -> Any:
    return Province.objects.filter(**({} if province_id is None else {"pk": province_id}))


def field_not_known() -> int:
    """The id of the field of activity of NGOs whose field a list does not tell.

    It is made when it is first needed, by the database, and is offered in no form.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT ngos_field_not_known()")
        return int(cursor.fetchone()[0])
