"""Many more NGOs than three offices have: copies of the invented ones, for measuring."""

from collections.abc import Iterable

from django.db import connection

from demonstration import numbers
from demonstration.offices import OFFICES
from ngos.models import NGO

SIZE = sum(office.ngos for office in OFFICES)  # NGOs at scale 1
# What a copy does not take from its original as it stands.
_OWN = {
    "name": "ngo.name || ' ' || copy.round",
    "legal_id": "CASE WHEN ngo.legal_id IS NOT NULL THEN copy.legal_id END",
    "registration_no": "CASE WHEN ngo.registration_no <> '' "
    "THEN copy.round || '-' || ngo.registration_no ELSE '' END",
    "sheba": "NULL",
    "created_at": "now()",
    "updated_at": "now()",
}


def copy(originals: Iterable[int], *, round_number: int) -> None:
    """Copy NGOs by id inside the database; `round_number` (2, 3, …) tells their copies apart."""
    ids = list(originals)
    first = (round_number - 1) * SIZE + 1
    legal_ids = [numbers.legal_id(first + place) for place in range(len(ids))]
    columns = [
        field.column
        for field in NGO._meta.concrete_fields
        if field.column and not field.primary_key and not field.generated
    ]
    values = [_OWN.get(column, f'ngo."{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    statement = (
        f"INSERT INTO ngos_ngo ({names}) SELECT {', '.join(values)} "  # noqa: S608  columns of the model
        "FROM unnest(%s::bigint[], %s::text[]) AS chosen (id, legal_id) "
        "CROSS JOIN LATERAL (SELECT chosen.legal_id, %s::text AS round) AS copy "
        "JOIN ngos_ngo ngo ON ngo.id = chosen.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [ids, legal_ids, str(round_number)])
