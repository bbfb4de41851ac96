"""The database of the benchmarks: made, filled, emptied and dropped by them alone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models
from psycopg import sql

from accounts import scope
from accounts.models import Province, User
from accounts.roles import Role
from config.database.preparation import prepare
from ngos.models import NGO
from tests.bench.words import FIRST_WORDS, RARE, RARE_EVERY, WORDS

NAME = "bench_samanyar"
HOME = "گیلان"
TABLE = NGO._meta.db_table
STORED = [
    field.column
    for field in NGO._meta.concrete_fields
    if not field.primary_key and not isinstance(field, models.GeneratedField)
]


def login(role: dict[str, Any], database: str) -> "psycopg.Connection[Any]":
    return psycopg.connect(
        dbname=database, user=role["USER"], password=role["PASSWORD"] or None,
        host=role["HOST"] or None, port=role["PORT"] or None, autocommit=True,
    )  # fmt: skip


@contextmanager
def made() -> Iterator[None]:
    """A database of this run's own, dropped at the end."""
    if settings.EMBEDDED_SERVER is not None:
        settings.EMBEDDED_SERVER.ensure_running()
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME))
    with login(settings.DATABASE_ADMINISTRATOR, "postgres") as server:
        server.execute(drop)
        prepare(settings.DATABASE_ADMINISTRATOR, NAME)
        try:
            call_command("migrate", verbosity=0, interactive=False)
            # The stock library sets sequences after an import, which the application may not.
            with administrator() as inside:
                inside.execute(f"GRANT UPDATE ON SEQUENCE {TABLE}_id_seq TO PUBLIC")
            yield
        finally:
            connection.close()
            server.execute(drop)


def administrator() -> "psycopg.Connection[Any]":
    """A login that no policy, trigger or foreign key holds back."""
    return login(settings.DATABASE_ADMINISTRATOR, NAME)


def home() -> Province:
    return Province.objects.get(name=HOME)


def expert() -> User:
    """Whoever works in these benchmarks: an expert of one province's office."""
    with scope.system():
        found = User.objects.filter(username="expert").first()
        if found is None:
            found = User(
                username="expert",
                first_name="نسرین",
                last_name="آزمونی",
                role=Role.PROVINCIAL_EXPERT,
                province=home(),
            )
            found.set_unusable_password()
            found.save()
        return found


def empty(*, existing: int = 0) -> None:
    """No import, and no NGO but `existing` ones; settled as a database is in the morning."""
    with administrator() as server:
        server.execute(f"TRUNCATE {TABLE}, imports_run CASCADE")
    if existing:
        fill(existing)
    with administrator() as server:
        server.execute("VACUUM ANALYZE")
        server.execute("CHECKPOINT")


def fill(rows: int, *, home_share: float = 1.0) -> None:
    """Make NGOs, `home_share` of them in the home province, without history.

    Indexes are taken off meanwhile and made anew.
    """
    defaults = {
        field.column: field.get_default()
        for field in NGO._meta.concrete_fields
        if field.has_default()
    }
    with administrator() as server:
        indexes = server.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
            "WHERE indrelid = %s::regclass AND NOT indisunique",
            [TABLE],
        ).fetchall()
        for name, _definition in indexes:
            server.execute(f"DROP INDEX {name}")
        server.execute("SET session_replication_role = replica")  # no triggers, no foreign keys
        server.execute("SET maintenance_work_mem = '512MB'")
        server.execute(
            _FILL,
            {
                "rows": rows,
                "share": home_share * 1000,
                "home": HOME,
                "firsts": list(FIRST_WORDS),
                "words": list(WORDS),
                "rare": RARE,
                "rare_every": RARE_EVERY,
                "defaults": json.dumps(defaults, default=str),
            },
        )
        for _name, definition in indexes:
            server.execute(definition)
        server.execute(f"VACUUM ANALYZE {TABLE}")


def _word(words: str, seed: str) -> str:
    return f"(%({words})s::text[])[1 + abs(hashint4({seed}) %% cardinality(%({words})s::text[]))]"


# Legal IDs begin with 99, which is not given out, and have their check digit.
_DIGIT_SUM = " + ".join(
    f"(substr(body, {place}, 1)::int + substr(body, 10, 1)::int + 2) * {weight}"
    for place, weight in enumerate((29, 27, 23, 19, 17) * 2, 1)
)
_LISTED = ", ".join(STORED)
_FILL = f"""
WITH places AS (
    SELECT p.id, p.name, row_number() OVER (ORDER BY p.id) - 1 AS place,
        ARRAY(SELECT id FROM accounts_county c WHERE c.province_id = p.id ORDER BY id) AS counties
    FROM accounts_province p
), field_ids AS (SELECT array_agg(id ORDER BY id) AS ids FROM ngos_field)
INSERT INTO {TABLE} ({_LISTED})
SELECT {", ".join(f"new.{name}" for name in STORED)}
FROM (SELECT g, '99' || lpad((g + 1000)::text, 8, '0') AS body
      FROM generate_series(1, %(rows)s) g) numbers
JOIN places ON CASE WHEN abs(hashint4(g) %% 1000) < %(share)s THEN places.name = %(home)s
    ELSE places.place = abs(hashint4(g + 1) %% 31) END
CROSS JOIN field_ids
CROSS JOIN LATERAL jsonb_populate_record(NULL::{TABLE}, %(defaults)s::jsonb || jsonb_build_object(
    'name', concat_ws(' ', {_word("firsts", "g + 2")}, {_word("words", "g + 3")},
        {_word("words", "g + 4")}, CASE WHEN g %% %(rare_every)s = 0 THEN %(rare)s END),
    'legal_id', body || ({_DIGIT_SUM}) %% 11 %% 10,
    'registration_no', g::text,
    'registration_office', '', 'external_ref', '', 'phone', '', 'email', '', 'website', '',
    'licence_no', g::text, 'ngo_type', '', 'status_reason', '',
    'ceo_name', {_word("words", "g + 5")},
    'address', {_word("words", "g + 6")},
    'mobile', '0970' || lpad((g %% 10000000)::text, 7, '0'),
    'member_count', g %% 900,
    'founded_on', '2000-01-01'::date + g %% 9000,
    'licence_issued_on', '2020-01-01'::date + g %% 1500,
    'licence_expires_on', '2022-01-01'::date + g %% 1500,
    'province_id', places.id,
    'county_id', counties[1 + abs(hashint4(g + 7) %% cardinality(counties))],
    'field_id', ids[1 + abs(hashint4(g + 8) %% cardinality(ids))],
    'created_at', now(), 'updated_at', now()
)) new
"""
