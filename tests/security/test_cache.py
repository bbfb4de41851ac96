"""What is counted for a while is not to be reset, read or replaced by something that is run."""

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from accounts.cache import DatabaseCache
from accounts.scope import Kind, role_name

SIGNED_BY_NOBODY = "gASVBwAAAAAAAACMA3J1bpQu"  # a pickle, as Django's own cache would run it


def _rows() -> list[tuple[str, str]]:
    with psycopg.connect(
        dbname=connection.settings_dict["NAME"],
        user=settings.OWNER_ROLE,
        host=connection.settings_dict["HOST"] or None,
        port=connection.settings_dict["PORT"] or None,
    ) as owner:
        return owner.execute("SELECT cache_key, value FROM cache").fetchall()


@pytest.mark.parametrize("kind", [None, *Kind])
def test_no_role_reads_or_writes_what_is_kept_but_by_functions(db, kind):
    with connection.cursor() as cursor:
        for role in settings.LOGINS if kind is None else (role_name(kind),):
            cursor.execute(
                "SELECT has_table_privilege(%s, 'cache', 'SELECT, INSERT, UPDATE, DELETE')", [role]
            )
            assert cursor.fetchone() == (False,), role


def test_a_value_put_there_by_somebody_else_is_none(transactional_db):
    cache.clear()
    cache.set("tries", [1.5], 60)
    [(name, kept)] = _rows()
    cache.set("others", [2.5], 60)
    [other] = [value for key, value in _rows() if key != name]
    for planted in (SIGNED_BY_NOBODY, "[]", kept.replace("1.5", "9.5"), other):
        with connection.cursor() as cursor:
            cursor.execute("SELECT accounts_cache_put(%s, %s, 60, false)", [name, planted])
        assert cache.get("tries", "nothing") == "nothing", planted
    cache.clear()


def test_nobody_without_the_key_makes_the_name_of_a_value(transactional_db, monkeypatch):
    cache.clear()
    cache.set("tries", [1.5], 60)
    [(name, _kept)] = _rows()
    assert "tries" not in name
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    assert DatabaseCache("", {})._name("tries", None) != name
    assert cache.get("tries") is None
    monkeypatch.undo()
    cache.clear()


def test_what_still_holds_is_not_forgotten_when_there_is_much(db):
    cache.set("tries", [1.5], 600)
    for number in range(400):
        cache.set(f"other-{number}", [2.5], 600)
    assert cache.get("tries") == [1.5]


def test_only_time_and_deleting_let_a_value_go(db):
    assert cache.add("code", "y", 60)
    assert not cache.add("code", "z", 60)
    assert cache.get("code") == "y"
    assert cache.touch("code", -1)
    assert cache.get("code", "gone") == "gone"
    assert not cache.touch("code", 60)
    assert cache.add("code", "z", 60)
    assert cache.delete("code")
    assert not cache.delete("code")
