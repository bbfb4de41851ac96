"""The database folds and sorts by the same rules as Python."""

import random

import pytest
from django.db import connection
from django.db.models.expressions import RawSQL
from hypothesis import HealthCheck, given, settings

from accounts.models import User
from persian.dates import jalali_iso
from persian.functions import JalaliText
from persian.text import canonical, fold, sort_key

from .test_text import MARKS, PERSIAN, dirty

pytestmark = pytest.mark.django_db


def keys_from_database(texts):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT public.persian_fold(x), public.persian_sort_key(x)"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS t(x, place) ORDER BY place",
            [texts],
        )
        return cursor.fetchall()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(dirty)
def test_the_database_gives_the_keys_that_python_gives(db, text):
    stored = canonical(text)
    assert keys_from_database([stored]) == [(fold(stored), sort_key(stored))]


def test_ten_thousand_random_names_get_the_same_keys():
    rng = random.Random(1401)
    letters = PERSIAN + MARKS + "  ۰۱۲-/.()«»ABCabcéЖ٪…$&"
    names = [canonical("".join(rng.choices(letters, k=rng.randint(0, 30)))) for _ in range(10_000)]
    assert keys_from_database(names) == [(fold(name), sort_key(name)) for name in names]


def test_nothing_folds_to_nothing():
    assert keys_from_database([None, ""]) == [(None, None), ("", "")]


def test_the_functions_may_feed_generated_columns_and_are_inlined():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT provolatile, proparallel, proisstrict FROM pg_proc"
            " WHERE proname IN ('persian_fold', 'persian_sort_key')"
        )
        assert cursor.fetchall() == [("i", "s", True)] * 2
        cursor.execute("CREATE TEMPORARY TABLE names (name text)")
        cursor.execute("EXPLAIN (VERBOSE) SELECT public.persian_fold(name) FROM names")
        assert "persian_fold" not in "".join(row[0] for row in cursor.fetchall())


def test_the_database_writes_every_jalali_date_as_python_does():
    days = User.objects.all().query.get_compiler(connection=connection)
    sql, _params = days.compile(JalaliText(RawSQL("day::date", ())))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT day::date, {sql} FROM generate_series("
            "'0700-01-01'::timestamp, '2199-12-31', '1 day') AS every(day) "
            "WHERE day >= '1700-01-01' OR extract(day FROM day) IN (1, 19, 20, 21, 22)"
        )
        wrong = [row for row in cursor.fetchall() if row[1] != jalali_iso.__wrapped__(row[0])]
    assert wrong == []
